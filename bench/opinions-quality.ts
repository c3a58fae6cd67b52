/**
 * How well lexicons, aspects and trained labels meet the labels of people.
 *
 *   node dist/bench/opinions-quality.js lexicon DATA     tweets-LANGUAGE-dev of DATA/sentiment, which no list or rule was chosen on
 *   node dist/bench/opinions-quality.js aspects DATA     own sentences of test/known, and DATA/posts/airline-tweets.csv
 *   node dist/bench/opinions-quality.js trained DATA     reasons of complaint in the airline tweets, in folds held back
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { postsOfFile } from '../activities/runner/file-posts';
import { evaluate } from '../analysis/learning/evaluation';
import { bootstrap } from '../analysis/statistics/bootstrap';
import { wilson } from '../analysis/statistics/intervals';
import { Xoshiro128 } from '../analysis/statistics/random';
import { textAspects } from '../analysis/text/opinion/aspects';
import { trainedLabels, trainingParameters } from '../analysis/text/opinion/trained-labels';
import { textSentimentLexicon } from '../analysis/text/sentiment/sentiment-lexicon';
import { strings } from '../domain/artefact';
import type { MethodContext, Posts } from '../domain/method';
import { projectRoot } from '../settings';
import { tweetLanguages } from './tweet-languages';
import { postsOf } from './posts';

const context: MethodContext = { random: new Xoshiro128(1), progress: () => {}, gaps: [] };

const classes = ['negative', 'neutral', 'positive'];

async function lexicon(data: string): Promise<void> {
  for (const [name, language] of Object.entries(tweetLanguages)) {
    const tweets = gunzipSync(readFileSync(path.join(data, `sentiment/tweets-${name}-dev.jsonl.gz`)))
      .toString('utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { text: string; label: string });
    const posts = postsOf(
      tweets.map((one) => one.text),
      language,
    );
    const parameters = textSentimentLexicon.parameters.parse({ languages: [language] });
    const label = strings(await textSentimentLexicon.run({ posts } as never, parameters, context), 'label');
    const rows = tweets.map((_, i) => i).filter((i) => label[i] !== null);
    const truth = rows.map((i) => classes.indexOf(tweets[i]!.label));
    const guess = rows.map((i) => classes.indexOf(label[i]!));
    const interval = (statistic: 'macroRecall' | 'macroF1'): string => {
      const found = bootstrap(
        rows.length,
        (drawn) => evaluate(truth, guess, 3, drawn)[statistic],
        context.random.fork(statistic),
      );
      return [found.value, found.low, found.high].map((one) => one?.toFixed(3) ?? '–').join(' ');
    };
    console.log(
      JSON.stringify({
        language: name,
        posts: tweets.length,
        scored: rows.length,
        macroRecall: interval('macroRecall'),
        macroF1: interval('macroF1'),
      }),
    );
  }
}

interface Found {
  readonly term: string;
  readonly sentiment: string;
}

async function found(posts: Posts, aspects: unknown): Promise<Found[][]> {
  const artefact = await textAspects.run({ posts } as never, textAspects.parameters.parse({ aspects }), context);
  return strings(artefact, 'aspects').map((one) => JSON.parse(one!) as Found[]);
}

function share(right: number, all: number): string {
  const interval = wilson(right, all);
  return `${right} of ${all} = ${(right / all).toFixed(3)} (${interval?.low.toFixed(3)}–${interval?.high.toFixed(3)})`;
}

async function ownSentences(): Promise<void> {
  const file = path.join(projectRoot, 'test/known/aspect-sentences.json');
  const { sentences } = JSON.parse(readFileSync(file, 'utf8')) as {
    sentences: { language: string; text: string; aspects: Record<string, string> }[];
  };
  const tally = new Map<string, [number, number]>();
  for (const { language, text, aspects } of sentences) {
    const [mentions] = await found(postsOf([text], language), Object.keys(aspects));
    for (const [name, sentiment] of Object.entries(aspects)) {
      const [right, all] = tally.get(language) ?? [0, 0];
      tally.set(language, [
        right + (mentions!.find((one) => one.term === name)?.sentiment === sentiment ? 1 : 0),
        all + 1,
      ]);
    }
  }
  for (const [language, [right, all]] of tally) console.log(language, share(right, all));
}

/** Words for four of the reasons that people gave; taken from the names of the reasons, not from the tweets. */
const reasons: Record<string, readonly string[]> = {
  'Lost Luggage': ['luggage', 'bag', 'baggage', 'suitcase'],
  'Late Flight': ['delay', 'late', 'delayed'],
  'Cancelled Flight': ['cancelled', 'canceled', 'cancellation', 'cancel'],
  'Customer Service Issue': ['customer service', 'service', 'agent', 'phone', 'hold'],
};

async function airline(data: string): Promise<void> {
  const { posts } = await postsOfFile(path.join(data, 'posts/airline-tweets.csv'), {});
  const mentions = await found(posts, reasons);
  const reason = posts.attributes.negativereason!;
  const sentiment = posts.attributes.airline_sentiment!;
  for (const name of Object.keys(reasons)) {
    const with_ = mentions.map((list) => list.some((one) => one.term === name));
    const meant = reason.filter((one) => one === name).length;
    const both = reason.filter((one, i) => one === name && with_[i]).length;
    const negativeWith = sentiment.filter((one, i) => one === 'negative' && with_[i]).length;
    console.log(name, 'recall', share(both, meant), 'precision among complaints', share(both, negativeWith));
  }
  const opinions = mentions.flatMap((list, i) => list.map((one) => ({ truth: sentiment[i]!, said: one.sentiment })));
  const told = opinions.filter((one) => one.said !== 'neutral' && one.truth !== 'neutral');
  console.log('mentions', opinions.length, 'with a polarity, in tweets with one', told.length);
  console.log('same polarity as the tweet', share(told.filter((one) => one.said === one.truth).length, told.length));
}

async function trained(data: string): Promise<void> {
  const { posts } = await postsOfFile(path.join(data, 'posts/airline-tweets.csv'), {});
  const reason = posts.attributes.negativereason!;
  const count = new Map<string, number>();
  for (const one of reason) if (one) count.set(one, (count.get(one) ?? 0) + 1);
  const kept = reason.map((one) => (one && count.get(one)! >= 50 ? one : null));
  const options = z.object(trainingParameters).parse({ label: 'reason' });
  const started = process.cpuUsage();
  const result = trainedLabels(
    { ...posts, attributes: { reason: kept } },
    undefined,
    { ...options, label: 'reason' },
    context,
  );
  const used = process.cpuUsage(started);
  if ('of' in result)
    console.log(
      JSON.stringify({ cpuSeconds: (used.user + used.system) / 1e6, ...(result.crossValidated as object) }, null, 1),
    );
}

const [task, data] = process.argv.slice(2);
const tasks: Record<string, (data: string) => Promise<void>> = {
  lexicon,
  trained,
  aspects: async (folder) => {
    await ownSentences();
    await airline(folder);
  },
};
const chosen = tasks[task ?? ''];
if (chosen && data)
  chosen(data).catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
else {
  console.error('expected: lexicon, aspects or trained, and a folder of data');
  process.exitCode = 2;
}
