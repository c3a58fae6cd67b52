/**
 * What `text/explain` costs for each post, apart from training, and for the model as a whole: processor milliseconds per 10,000 UTF-16
 * units, of all threads, the least of three runs.
 *
 *   node dist/bench/explain.js [MODEL,…] [SIZE,…]        # default: logistic,naive-bayes,trees and 50,3000,47487 training posts
 *
 * Learns from the first posts of ../shared/data/sentiment/tweets-en-train; explains tweets of tweets-en-dev and hostile strings.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Xoshiro128 } from '../analysis/statistics/random';
import { labelledPosts } from '../analysis/text/classification/classifier';
import { explainParameters, trainToExplain } from '../analysis/text/classification/explain';
import { explainPosts } from '../analysis/text/classification/explain-posts';
import type { MethodContext } from '../domain/method';
import { sharedData } from '../settings';
import { hostileCorpora, hostileStrings, runsOf } from '../test/fuzz/hostile';
import { postsOf, postsWithLabels } from './posts';

interface Row {
  readonly text: string;
  readonly label: string;
}

const repeats = 3;
const seed = 1;

function read(name: string): Row[] {
  const file = sharedData('sentiment', `tweets-${name}.jsonl.gz`);
  if (!file) throw new Error('../shared/data/sentiment was expected, found none');
  return gunzipSync(readFileSync(file))
    .toString('utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
}

const contextOf = (): MethodContext => ({ random: new Xoshiro128(seed), progress: () => {}, gaps: [] });

function processorMs(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

type Corpus = readonly [string, readonly string[]];

/** What posts of people are like, by what they are called. */
function ordinary(dev: readonly Row[]): Corpus[] {
  const texts = dev.map((row) => row.text);
  const joined = texts.join(' ');
  return [
    ['1,000 tweets', texts.slice(0, 1000)],
    ['500 tweets of 130 units or more', texts.filter((text) => text.length >= 130).slice(0, 500)],
    ['10 of 10 kB', Array.from({ length: 10 }, (_, i) => joined.slice(i * 10_000, (i + 1) * 10_000))],
    ['1 MB', [joined.repeat(Math.ceil(1e6 / joined.length)).slice(0, 1e6)]],
    ['5,000 hostile strings', hostileStrings(new Xoshiro128(seed), 5000)],
  ];
}

/** Hostile corpora and runs of one piece, of which the worst is told. */
function hostile(): Corpus[] {
  const runs = [...runsOf(100_000)].filter((_, i) => i % 5 === 0);
  return [
    ...hostileCorpora(new Xoshiro128(seed)),
    ...runs.map(([piece, text]): Corpus => [`100 kB of ${piece}`, [text]]),
  ];
}

function main(): void {
  const [models = 'logistic,naive-bayes,trees', sizes = '50,3000,47487'] = process.argv.slice(2);
  const train = read('en-train');
  const dev = read('en-dev');
  const usual = ordinary(dev);
  const odd = hostile();
  const head = [...usual.map(([name]) => name), 'most of the others', 'importance, s'];
  console.log(`| model | learned from | ${head.join(' | ')} |\n| --- | --- |${' --- |'.repeat(head.length)}`);
  for (const size of sizes.split(',').map(Number)) {
    const learned = train.slice(0, size);
    const source = postsWithLabels(learned, 'en');
    const labelled = labelledPosts(source.attributes, 'label');
    for (const model of models.split(',')) {
      const parameters = explainParameters.parse({ label: 'label', c: 1, model, posts: 10_000 });
      const trained = trainToExplain(source, labelled, parameters, contextOf());
      // Trees are always explained by occlusion.
      for (const method of model === 'trees' ? (['occlusion'] as const) : (['contributions', 'occlusion'] as const)) {
        const cost = ([, texts]: Corpus): number => {
          const posts = postsOf(texts);
          const units = texts.reduce((sum, text) => sum + text.length, 0);
          const run = (): unknown =>
            explainPosts(trained, labelled, posts, { ...parameters, method }, false, contextOf());
          const least = Math.min(...Array.from({ length: repeats }, () => processorMs(run)));
          return least / Math.max(1, units / 10_000);
        };
        const costs = usual.map((corpus) => cost(corpus).toFixed(1));
        const others = odd.map((corpus) => ({ name: corpus[0], cost: cost(corpus) }));
        const most = others.reduce((a, b) => (b.cost > a.cost ? b : a));
        const posts = postsWithLabels(dev, 'en');
        const seconds = (times: number): number => {
          const asked = { ...parameters, method, posts: 300, repeats: times };
          const run = (): unknown => explainPosts(trained, labelled, posts, asked, true, contextOf());
          return Math.min(...Array.from({ length: repeats }, () => processorMs(run))) / 1000;
        };
        const importance = seconds(10) - seconds(0);
        console.log(
          `| ${model}, ${method} | ${size} | ${costs.join(' | ')} | ${most.cost.toFixed(1)} (${most.name}) | ${importance.toFixed(2)} |`,
        );
      }
    }
  }
}

main();
