/**
 * Hostile strings through every method that takes posts; reports what it costs.
 *
 *   node dist/bench/fuzz.js [STRINGS] [SEED] [METHOD ...]     # a million strings: minutes for each method
 *
 * `text/explain` has a second row, of what it costs to explain once it has learned from 3,000 tweets of ../shared/data.
 *
 * Prints a row a method, and goes on. Fails (exit code 1) on a throw, on an answer that is none (see `faultsOf`), or where a corpus costs
 * more than 50 ms of processor time per 10,000 UTF-16 units; the corpus that seems to cost most is measured three times more, and the least
 * counts.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Xoshiro128 } from '../analysis/statistics/random';
import { labelledPosts } from '../analysis/text/classification/classifier';
import { type ExplainParameters, textExplain, trainToExplain } from '../analysis/text/classification/explain';
import { explainPosts } from '../analysis/text/classification/explain-posts';
import type { Trained } from '../analysis/text/classification/text-model';
import { AssayError } from '../domain/errors';
import type { Method, Posts } from '../domain/method';
import { sharedData } from '../settings';
import { contextOf, postsOf } from '../test/analysis/run-method';
import { bombsOf, hostileCorpora, hostileString, hostileStrings, runsOf } from '../test/fuzz/hostile';
import { answerOf, corpusOf, faultsOf, methodsOfPosts, parametersOf } from '../test/fuzz/run-hostile';

/** Milliseconds of processor time per 10,000 units. */
const limit = 50;
const repeats = 3;
/** Units of each bomb, and of a run of one piece. */
const bomb = 10_000;
const run = 1_000_000;
/** Posts around a bomb for methods that look at a corpus, and labelled posts for those that learn from labels. */
const companions = 60;
/** One bomb in so many is tried where each needs a corpus around it; the seed says which. */
const oneIn = 5;
/** Tweets from which `text/explain` learns for its second row. */
const learnedPosts = 3000;
/** Strings of one corpus of the million. */
const corpusSize = 5000;

/** What the strings meet: the first set of parameters of a method; those of `text/explain` in turn, for each explains another way. */
function settingsOf(method: Method): readonly unknown[] {
  const all = parametersOf(method);
  return method.id === 'text/explain' ? all : all.slice(0, 1);
}

/**
 * Milliseconds of processor time per 10,000 units, of all threads of this process, and what is wrong with the answer. A corpus of fewer
 * units counts as 10,000, and `fixed` milliseconds are taken off: what any call costs is not the text's fault.
 */
async function tried(
  method: Method,
  posts: Posts,
  train: Posts,
  given: unknown,
  fixed = 0,
): Promise<{ readonly cost: number; readonly faults: string[] }> {
  const units = posts.text.reduce((sum, text) => sum + text.length, 0);
  const before = process.cpuUsage();
  try {
    const answer = await answerOf(method, posts, given, train);
    const { user, system } = process.cpuUsage(before);
    const cost = Math.max(0, (user + system) / 1000 - fixed) / Math.max(1, units / 10_000);
    return { cost, faults: answer instanceof AssayError ? [] : faultsOf(method, posts, answer) };
  } catch (error) {
    return { cost: 0, faults: [`throws ${(error as Error).message}`] };
  }
}

/** `text/explain` once it has learned from these posts: each set of parameters learns them once, and what is measured is the rest. */
function explainLearned(train: Posts): Method {
  const labelled = labelledPosts(train.attributes, 'label');
  const learned = new Map<unknown, Trained>();
  return {
    ...textExplain,
    run({ posts }, given, context) {
      const parameters = given as ExplainParameters;
      const known = learned.get(given);
      const trained = known ?? trainToExplain(train, labelled, parameters, contextOf());
      learned.set(given, trained);
      return explainPosts(trained, labelled, posts as unknown as Posts, parameters, true, context);
    },
  };
}

/** The first tweets of a training file; undefined where the data are not here. */
function tweets(count: number): Posts | undefined {
  const file = sharedData('sentiment', 'tweets-en-train.jsonl.gz');
  if (!file) return undefined;
  const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n').slice(0, count);
  const rows = lines.map((line) => JSON.parse(line) as { readonly text: string; readonly label: string });
  return postsOf({ count, text: rows.map((row) => row.text), attributes: { label: rows.map((row) => row.label) } });
}

async function row(
  name: string,
  method: Method,
  strings: number,
  seed: number,
): Promise<{ text: string; failed: boolean }> {
  const random = new Xoshiro128(seed);
  const around = Array.from({ length: companions }, () => hostileString(random));
  const train = corpusOf(around, () => 'en');
  const faults: string[] = [];
  let worst = { cost: 0, where: '' };
  const settings = settingsOf(method);
  /** What a call costs for a post of one letter: training, mostly. */
  const fixed = new Map<unknown, number>();
  const take = async (
    texts: readonly string[],
    where: string,
    givens: readonly unknown[],
    language?: () => string,
  ): Promise<void> => {
    const posts = corpusOf(texts, language);
    for (const given of givens) {
      const { cost: first, faults: found } = await tried(method, posts, train, given, fixed.get(given));
      let cost = first;
      for (let i = 0; i < repeats && cost > limit / 2 && cost > worst.cost; i++)
        cost = Math.min(cost, (await tried(method, posts, train, given, fixed.get(given))).cost);
      const place = settings.length > 1 ? `${where}, setting ${settings.indexOf(given)}` : where;
      faults.push(...found.map((fault) => `${place}: ${fault}`));
      if (cost > worst.cost) worst = { cost, where: place };
    }
  };
  // The first run of a method also loads its models.
  for (const given of settings) await tried(method, train, train, given);
  for (const given of settings) {
    const costs: number[] = [];
    for (let i = 0; i <= repeats; i++) costs.push((await tried(method, corpusOf(['a']), train, given)).cost);
    fixed.set(given, Math.min(...costs));
  }
  const started = process.cpuUsage();
  for (let done = 0; done < strings; done += corpusSize)
    await take(hostileStrings(random, Math.min(corpusSize, strings - done)), `strings from ${done}`, [
      settings[(done / corpusSize) % settings.length],
    ]);
  const { user, system } = process.cpuUsage(started);
  const languages = ['en', 'fr', 'ar', 'hi'];
  let turn = 0;
  const tries = [...bombsOf(bomb)].filter((_, i) => method.perPost || i % oneIn === seed % oneIn);
  for (const [bombed, text] of [...tries, ...runsOf(run)]) {
    const language = languages[turn++ % languages.length]!;
    await take(method.perPost ? [text] : [...around, text], `${bombed}, ${language}`, settings, () => language);
  }
  for (const [called, texts] of hostileCorpora(random)) await take(texts, called, settings);
  const shown = faults.length > 0 ? `${faults.length} (${faults[0]!.slice(0, 200)})` : '0';
  return {
    text: `| ${name} | ${strings} | ${Math.round((user + system) / 1e6)} | ${shown} | ${worst.cost.toFixed(1)} | ${worst.where} |`,
    failed: faults.length > 0 || worst.cost > limit,
  };
}

async function main(): Promise<void> {
  const [strings = '1000000', seed = '1', ...only] = process.argv.slice(2);
  console.log(
    '| method | strings | processor s | faults | most ms per 10 kB | where |\n| --- | --- | --- | --- | --- | --- |',
  );
  const rows = methodsOfPosts().map((method) => [method.id, method] as const);
  const learned = tweets(learnedPosts);
  if (learned) rows.push([`text/explain, learned from ${learnedPosts}`, explainLearned(learned)]);
  for (const [name, method] of rows.filter(([, { id }]) => only.length === 0 || only.includes(id))) {
    const { text, failed } = await row(name, method, Number(strings), Number(seed));
    if (failed) process.exitCode = 1;
    console.log(text);
  }
}

void main();
