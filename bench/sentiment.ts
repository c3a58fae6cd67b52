/**
 * Sentiment on posts that were not trained on: macro recall, macro F1 and calibration error, each with its interval, beside the error that
 * chance alone would show on as many posts.
 *
 *   git clone https://github.com/cardiffnlp/tweeteval                          FOLDER is its folder datasets
 *   node dist/bench/sentiment.js FOLDER|none
 *
 * Trained on `tweets-en-train`: its dev part, that without what stands in the train part, TweetEval's test part and airline tweets. Trained on
 * their own kind: airline tweets, and each of UMSAB's eight languages. Choose on other posts than these: folds of the train parts, or parts of
 * the English one by place, which is by year and topic.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { postsOfFile } from '../activities/runner/file-posts';
import { Xoshiro128 } from '../analysis/statistics/random';
import { textSentiment } from '../analysis/text/classification/sentiment';
import type { MethodContext } from '../domain/method';
import { sharedData } from '../settings';
import { tweetLanguages } from './tweet-languages';
import { postsWithLabels } from './posts';

interface Row {
  readonly text: string;
  readonly label: string;
}

const classes = ['negative', 'neutral', 'positive'];

function tweets(name: string, part: string): Row[] {
  return gunzipSync(readFileSync(sharedData('sentiment', `tweets-${name}-${part}.jsonl.gz`)!))
    .toString('utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
}

function tweetEval(folder: string): Row[] {
  const lines = (kind: string): string[] =>
    readFileSync(path.join(folder, 'sentiment', `test_${kind}.txt`), 'utf8')
      .trimEnd()
      .split('\n');
  const labels = lines('labels');
  return lines('text').map((text, i) => ({ text, label: classes[Number(labels[i])]! }));
}

/** Each text once, in an order of chance. */
async function airline(): Promise<Row[]> {
  const { posts } = await postsOfFile(sharedData('posts', 'airline-tweets.csv')!, {});
  const labels = posts.attributes.airline_sentiment!;
  const once = new Map(posts.text.map((text, i) => [text, labels[i]!]));
  return new Xoshiro128(1).shuffle(Array.from(once, ([text, label]) => ({ text, label })));
}

/** A tweet as two collections may share it: mentions and links are masked in one of them. */
function plain({ text }: Row): string {
  return text.toLowerCase().replace(/@\w+|https?\S*|[^\p{L}\p{N}]/gu, '');
}

type Interval = { readonly low: number; readonly high: number };
type Figures = Readonly<Record<'macroRecall' | 'macroF1' | 'calibrationError' | 'calibrationErrorByChance', number>> &
  Readonly<Record<'macroRecallInterval' | 'macroF1Interval' | 'calibrationErrorInterval', Interval>>;

async function report(name: string, train: readonly Row[], rows: readonly Row[], language = 'en'): Promise<void> {
  const context: MethodContext = { random: new Xoshiro128(1), progress: () => {}, gaps: [] };
  const found = await textSentiment.run(
    { posts: postsWithLabels(rows, language), train: postsWithLabels(train, language) } as never,
    textSentiment.parameters.parse({}),
    context,
  );
  const { evaluation, training } = found.about as unknown as { evaluation: Figures; training: { c: number } };
  const shown = (key: 'macroRecall' | 'macroF1' | 'calibrationError'): string => {
    const { low, high } = evaluation[`${key}Interval`];
    return `${evaluation[key].toFixed(4)} (${low.toFixed(4)} to ${high.toFixed(4)})`;
  };
  console.log(
    JSON.stringify({
      name,
      train: train.length,
      posts: rows.length,
      macroRecall: shown('macroRecall'),
      macroF1: shown('macroF1'),
      calibrationError: shown('calibrationError'),
      byChance: evaluation.calibrationErrorByChance.toFixed(4),
      c: training.c,
    }),
  );
}

async function main(folder: string): Promise<void> {
  const train = tweets('en', 'train');
  const known = new Set(train.map(plain));
  const fresh = (rows: readonly Row[]): Row[] => rows.filter((row) => !known.has(plain(row)));
  const flights = await airline();
  const fifth = Math.floor(flights.length / 5);
  await report('English, dev', train, tweets('en', 'dev'));
  await report('English, dev without the train part', train, fresh(tweets('en', 'dev')));
  if (folder !== 'none') await report('English, TweetEval test', train, fresh(tweetEval(folder)));
  await report('airline, by the English tweets', train, flights);
  await report('airline, by four fifths', flights.slice(fifth), flights.slice(0, fifth));
  for (const [name, code] of Object.entries(tweetLanguages))
    await report(name, tweets(name, 'train'), tweets(name, 'dev'), code);
}

const [folder] = process.argv.slice(2);
if (folder) void main(folder);
else {
  console.error('expected: FOLDER of TweetEval’s data sets, or none');
  process.exitCode = 2;
}
