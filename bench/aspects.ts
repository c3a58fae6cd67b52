/**
 * Polarity of given aspects, and aspects found, against the labels of people in public corpora.
 *
 *   python bench/peers/aspect_corpora.py CLONES FOLDER    where the sentences come from: see there
 *   node dist/bench/aspects.js FOLDER [NAME]              NAME: only corpora whose name begins so
 *
 * A line a corpus. `accuracy` and `macroF1` of positive, neutral and negative over labelled mentions, with intervals (bootstrap over
 * sentences); `commonest`: the share of the commonest label; `wholeSentence`: accuracy where the lexicon's score of the sentence counts for
 * each of its aspects; `byLabel`: found and right of each label. `unfound`: given terms that the method did not see, counted as neutral.
 * Without a list: `touched`, the share of labelled aspects that hold, or are held by, an aspect found in their sentence, and `apt`, the
 * share of found mentions that hold, or are held by, a labelled one.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { evaluate } from '../analysis/learning/evaluation';
import { bootstrap } from '../analysis/statistics/bootstrap';
import { Xoshiro128 } from '../analysis/statistics/random';
import { textAspects } from '../analysis/text/opinion/aspects';
import { opinionScores, opinionTerms } from '../analysis/text/opinion/opinion-terms';
import { strings } from '../domain/artefact';
import type { MethodContext } from '../domain/method';
import { postsOf } from './posts';

const context: MethodContext = { random: new Xoshiro128(1), progress: () => {}, gaps: [] };
const labels = ['negative', 'neutral', 'positive'] as const;

interface Aspect {
  readonly term: string;
  readonly start: number;
  readonly sentiment: (typeof labels)[number];
}

interface Sentence {
  readonly language: string;
  readonly text: string;
  readonly aspects: readonly Aspect[];
}

/** What the method says of each labelled aspect of a sentence; null where it does not see it. */
async function guesses(sentence: Sentence): Promise<(string | null)[]> {
  const aspects = [...new Set(sentence.aspects.map((one) => one.term))].map((term) => ({ term, synonyms: [] }));
  const given = textAspects.parameters.parse({ aspects });
  const artefact = await textAspects.run(
    { posts: postsOf([sentence.text], sentence.language) } as never,
    given,
    context,
  );
  const found = JSON.parse(strings(artefact, 'aspects')[0]!) as (Aspect & { readonly end: number })[];
  return sentence.aspects.map(({ term, start }) => {
    const hit = found.find((one) =>
      start < 0 ? one.term === term : one.start < start + term.length && one.end > start,
    );
    return hit?.sentiment ?? null;
  });
}

async function withoutList(sentences: readonly Sentence[]): Promise<{ touched: string; apt: string }> {
  const artefact = await textAspects.run(
    {
      posts: postsOf(
        sentences.map((one) => one.text),
        sentences.map((one) => one.language),
      ),
    } as never,
    textAspects.parameters.parse({}),
    context,
  );
  const found = strings(artefact, 'aspects').map((one) => (JSON.parse(one!) as Aspect[]).map(({ term }) => term));
  const labelled = sentences.map(({ aspects }) => aspects.map(({ term }) => term.toLowerCase()));
  const met = (some: readonly string[][], others: readonly string[][]): string => {
    const hits = some.flatMap((terms, i) =>
      terms.map((term) => others[i]!.some((other) => other.includes(term) || term.includes(other))),
    );
    return (hits.filter(Boolean).length / hits.length).toFixed(3);
  };
  return { touched: met(labelled, found), apt: met(found, labelled) };
}

function classOf(score: number): number {
  return score >= 0.05 ? 2 : score <= -0.05 ? 0 : 1;
}

async function measure(name: string, sentences: readonly Sentence[]): Promise<void> {
  const truth: number[][] = [];
  const guess: number[][] = [];
  const whole: number[][] = [];
  let unfound = 0;
  for (const sentence of sentences) {
    const said = await guesses(sentence);
    unfound += said.filter((one) => one === null).length;
    truth.push(sentence.aspects.map((one) => labels.indexOf(one.sentiment)));
    guess.push(said.map((one) => (one === null ? 1 : labels.indexOf(one as Aspect['sentiment']))));
    const score = opinionScores(opinionTerms(sentence.text, sentence.language)).compound;
    whole.push(sentence.aspects.map(() => classOf(score)));
  }
  const flat = truth.flat();
  const interval = (statistic: 'accuracy' | 'macroF1'): string => {
    const found = bootstrap(
      sentences.length,
      (drawn) =>
        evaluate(
          [...drawn].flatMap((k) => truth[k]!),
          [...drawn].flatMap((k) => guess[k]!),
          3,
        )[statistic],
      context.random.fork(statistic),
    );
    return [found.value, found.low, found.high].map((one) => one?.toFixed(3) ?? '–').join(' ');
  };
  const { perClass } = evaluate(flat, guess.flat(), 3);
  console.log(
    JSON.stringify({
      corpus: name,
      sentences: sentences.length,
      aspects: flat.length,
      unfound,
      commonest: (Math.max(...labels.map((_, k) => flat.filter((one) => one === k).length)) / flat.length).toFixed(3),
      wholeSentence: evaluate(flat, whole.flat(), 3).accuracy?.toFixed(3),
      accuracy: interval('accuracy'),
      macroF1: interval('macroF1'),
      ...(await withoutList(sentences)),
      byLabel: labels.map((label, k) => `${label} ${JSON.stringify(perClass[k])}`),
    }),
  );
}

async function main(folder: string, name = ''): Promise<void> {
  for (const file of readdirSync(folder)
    .filter((one) => one.startsWith(name) && one.endsWith('.jsonl'))
    .sort()) {
    const lines = readFileSync(path.join(folder, file), 'utf8').trimEnd().split('\n');
    await measure(
      file.slice(0, -6),
      lines.map((line) => JSON.parse(line) as Sentence),
    );
  }
}

const [folder, name] = process.argv.slice(2);
if (folder === undefined) {
  console.error('expected: a folder that bench/peers/aspect_corpora.py made');
  process.exitCode = 1;
} else void main(folder, name);
