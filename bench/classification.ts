/**
 * Text classifiers against scikit-learn with liblinear, in turn, several times: processor seconds and their ratio; and quality on posts
 * that neither side has seen.
 *
 *   node dist/bench/classification.js speed PYTHON [RUNS]
 *   node dist/bench/classification.js quality PYTHON|none
 *   node dist/bench/classification.js trees PYTHON|none [RUNS]
 *
 * PYTHON is an interpreter with bench/peers/requirements.txt installed. The data are those of ../shared/data.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { postsOfFile } from '../activities/runner/file-posts';
import { chiSquared, keepColumns, strongest } from '../analysis/learning/feature-selection';
import { fitLogistic } from '../analysis/learning/logistic-regression';
import { selectRows } from '../analysis/learning/sparse-matrix';
import { treeScores } from '../analysis/learning/trees/boosted-trees';
import { fitBoostedTrees } from '../analysis/learning/trees/boosting';
import { Xoshiro128 } from '../analysis/statistics/random';
import { textClassify } from '../analysis/text/classification/classify';
import type { FeatureOptions } from '../analysis/text/classification/feature-options';
import { learnFeatures, scoreDocuments } from '../analysis/text/classification/feature-space';
import { textSentiment } from '../analysis/text/classification/sentiment';
import type { MethodContext, Posts } from '../domain/method';
import { projectRoot, sharedData } from '../settings';
import { tweetLanguages } from './tweet-languages';
import { postsWithLabels } from './posts';

interface Row {
  readonly text: string;
  readonly label: string;
}

function read(file: string): Row[] {
  return gunzipSync(readFileSync(file))
    .toString('utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
}

function peer<T>(python: string, ...args: string[]): T {
  const script = path.join(projectRoot, 'bench', 'peers', 'classification.py');
  return JSON.parse(execFileSync(python, [script, ...args], { encoding: 'utf8' })) as T;
}

interface Seconds {
  readonly features: number;
  readonly fit: number;
  /** Labelling 5,000 posts in a process that has labelled none yet. */
  readonly inference: number;
  /** Labelling all posts after that. */
  readonly inferenceOfAll: number;
}

/** Processor seconds of one training and of labelling the first 5,000 posts, then all. */
function ours(rows: readonly Row[], features: 'words' | 'both', c: number): Seconds {
  const classes = [...new Set(rows.map((row) => row.label))].sort();
  const documents = { text: rows.map((row) => row.text), language: rows.map(() => 'en') };
  const y = Int32Array.from(rows, (row) => classes.indexOf(row.label));
  const options: FeatureOptions = {
    features,
    words: features === 'words' ? [1, 1] : [1, 2],
    characters: [2, 5],
    minimumDocuments: 2,
    idf: true,
    lexicon: false,
    byLanguage: false,
    addresses: true,
  };
  const clock: number[] = [];
  const tick = (): void => {
    const { user, system } = process.cpuUsage();
    clock.push((user + system) / 1e6);
  };
  tick();
  const { space, matrix } = learnFeatures(documents, options);
  tick();
  const model = fitLogistic(matrix, y, classes.length, { c });
  tick();
  scoreDocuments({ text: documents.text.slice(0, 5000), language: documents.language.slice(0, 5000) }, space, model);
  tick();
  scoreDocuments(documents, space, model);
  tick();
  const [reading, fit, inference, inferenceOfAll] = clock.slice(1).map((one, k) => one - clock[k]!);
  return { features: reading!, fit: fit!, inference: inference!, inferenceOfAll: inferenceOfAll! };
}

function speed(python: string, runs: number): void {
  for (const [name, file, features] of [
    ['tweets, three classes, words and characters', 'sentiment/tweets-en-train.jsonl.gz', 'both'],
    ['newsgroups, 20 classes, words', 'topics/newsgroups-train.jsonl.gz', 'words'],
  ] as const) {
    const full = sharedData(file)!;
    const rows = read(full);
    for (let run = 0; run < runs; run++) {
      const one = ours(rows, features, 1);
      const other = peer<Seconds>(python, 'fit', full, features, '1');
      const ratio = (key: keyof Seconds): string => (other[key] / one[key]).toFixed(1);
      console.log(
        JSON.stringify({
          name,
          run,
          ours: one,
          scikitLearn: other,
          ratios: {
            features: ratio('features'),
            fit: ratio('fit'),
            both: ((other.features + other.fit) / (one.features + one.fit)).toFixed(1),
            inference: ratio('inference'),
            inferenceOfAll: ratio('inferenceOfAll'),
          },
        }),
      );
    }
  }
}

function joined(parts: readonly Posts[]): Posts {
  const [first] = parts;
  const all = <K extends 'text' | 'platform' | 'language' | 'kind'>(key: K): string[] =>
    parts.flatMap((one) => [...one[key]]);
  const text = all('text');
  return {
    ...first!,
    count: text.length,
    text,
    time: new Float64Array(text.length).fill(Number.NaN),
    platform: all('platform'),
    language: all('language'),
    kind: all('kind'),
    attributes: { label: parts.flatMap((one) => [...one.attributes.label!]) },
  };
}

async function quality(python: string): Promise<void> {
  const file = (name: string, part: string): string => sharedData('sentiment', `tweets-${name}-${part}.jsonl.gz`)!;
  const context: MethodContext = { random: new Xoshiro128(1), progress: () => {}, gaps: [] };
  const report = async (name: string, train: Posts, posts: Posts, files: readonly [string, string]): Promise<void> => {
    const found = await textSentiment.run({ posts, train } as never, textSentiment.parameters.parse({}), context);
    const about = found.about as unknown as {
      evaluation: {
        macroF1: number;
        macroF1Interval: object;
        macroRecall: number;
        macroRecallInterval: object;
        calibrationError: number;
        calibrationErrorInterval: object;
        calibrationErrorByChance: number;
        slices: object;
      };
      training: { c: number; weighting: string; wordsByLanguage: boolean };
    };
    const { slices, macroF1, macroF1Interval, macroRecall, macroRecallInterval } = about.evaluation;
    const { calibrationError, calibrationErrorInterval, calibrationErrorByChance } = about.evaluation;
    console.log(
      JSON.stringify({
        name,
        ours: {
          macroF1,
          macroF1Interval,
          macroRecall,
          macroRecallInterval,
          calibrationError,
          calibrationErrorInterval,
          calibrationErrorByChance,
          ...about.training,
          tried: undefined,
        },
        ...(name === 'all eight' ? { slices } : {}),
        ...(python === 'none' ? {} : { scikitLearn: peer(python, 'quality', ...files) }),
      }),
    );
  };
  for (const [name, code] of Object.entries(tweetLanguages))
    await report(
      name,
      postsWithLabels(read(file(name, 'train')), code),
      postsWithLabels(read(file(name, 'dev')), code),
      [file(name, 'train'), file(name, 'dev')],
    );
  const mixed = (part: string): Posts =>
    joined(Object.entries(tweetLanguages).map(([name, code]) => postsWithLabels(read(file(name, part)), code)));
  const names = (part: string): string =>
    Object.keys(tweetLanguages)
      .map((name) => file(name, part))
      .join(',');
  await report('all eight', mixed('train'), mixed('dev'), [names('train'), names('dev')]);
  // Posts of the development part that stand word for word in the training part are not unseen: they are left out.
  const plain = (text: string): string => text.toLowerCase().replace(/@\w+|https?:\S+|[^\p{L}\p{N}]/gu, '');
  const train = read(file('en', 'train'));
  const known = new Set(train.map((row) => plain(row.text)));
  const dev = read(file('en', 'dev'));
  await report('English, 47,487 posts', postsWithLabels(train, 'en'), postsWithLabels(dev, 'en'), [
    file('en', 'train'),
    file('en', 'dev'),
  ]);
  if (python === 'none')
    await report(
      'English, 47,487 posts, without posts known from training',
      postsWithLabels(train, 'en'),
      postsWithLabels(
        dev.filter((row) => !known.has(plain(row.text))),
        'en',
      ),
      ['', ''],
    );
}

/** Log-loss on rows that were not fitted, and processor seconds of the fit, of the same trees on the same words by both. */
function sameTrees(python: string, runs: number): void {
  const all = new Xoshiro128(1).shuffle(read(sharedData('sentiment', 'tweets-en-train.jsonl.gz')!)).slice(0, 12_000);
  const classes = [...new Set(all.map((row) => row.label))].sort();
  const y = Int32Array.from(all, (row) => classes.indexOf(row.label));
  const { matrix } = learnFeatures(
    { text: all.map((row) => row.text), language: all.map(() => 'en') },
    {
      features: 'words',
      words: [1, 1],
      characters: [1, 1],
      minimumDocuments: 5,
      idf: false,
      lexicon: false,
      byLanguage: false,
      addresses: true,
    },
  );
  const present = { ...matrix, value: matrix.value.map(() => 1) };
  const kept = keepColumns(present, strongest(chiSquared(present, y, classes.length), 1000));
  const first = 9000;
  const train = selectRows(
    kept,
    Array.from({ length: first }, (_, i) => i),
  );
  const test = selectRows(
    kept,
    Array.from({ length: all.length - first }, (_, i) => first + i),
  );
  const folder = mkdtempSync(path.join(tmpdir(), 'assay-trees-'));
  const file = path.join(folder, 'matrix.json');
  const plain = { start: [...kept.start], index: [...kept.index], columns: kept.columns, y: [...y], first };
  writeFileSync(file, JSON.stringify(plain));
  for (let run = 0; run < runs; run++) {
    const before = process.cpuUsage();
    const model = fitBoostedTrees(train, y.subarray(0, first), classes.length, new Xoshiro128(1), {
      rounds: 60,
      rate: 0.2,
      leaves: 15,
      penalty: 1,
      minimumHessian: 1e-3,
      heldOut: 0,
    });
    const { user, system } = process.cpuUsage(before);
    const scores = treeScores(model, test);
    let loss = 0;
    for (let i = 0; i < test.rows; i++) {
      const row = Array.from(scores.subarray(i * classes.length, (i + 1) * classes.length), Math.exp);
      loss -= Math.log(row[y[first + i]!]! / row.reduce((a, b) => a + b, 0)) / test.rows;
    }
    const seconds = (user + system) / 1e6;
    const other = peer<{ seconds: number; loss: number }>(python, 'trees', file);
    console.log(
      JSON.stringify({ run, ours: { seconds, loss }, scikitLearn: other, ratio: (other.seconds / seconds).toFixed(1) }),
    );
  }
  rmSync(folder, { recursive: true });
}

/** Linear models and trees on posts that neither was trained on. */
async function treesOrLines(): Promise<void> {
  const tweets = (part: string): Row[] => read(sharedData('sentiment', `tweets-en-${part}.jsonl.gz`)!);
  const { posts: flights } = await postsOfFile(sharedData('posts', 'airline-tweets.csv')!, {});
  const labels = flights.attributes.airline_sentiment!;
  // A tweet that stands twice would be in both parts.
  const once = new Map(flights.text.map((text, i) => [text, labels[i]!]));
  const airline = new Xoshiro128(1).shuffle(Array.from(once, ([text, label]): Row => ({ text, label })));
  const fifth = Math.floor(airline.length / 5);
  for (const [name, train, posts] of [
    ['English tweets, sentiment', tweets('train'), tweets('dev')],
    ['airline tweets, sentiment', airline.slice(fifth), airline.slice(0, fifth)],
  ] as const)
    for (const lexicon of [false, true])
      for (const model of ['logistic', 'trees']) {
        const before = process.cpuUsage();
        const found = await textClassify.run(
          { posts: postsWithLabels(posts, 'en'), train: postsWithLabels(train, 'en') } as never,
          textClassify.parameters.parse({ label: 'label', model, lexicon }),
          { random: new Xoshiro128(1), progress: () => {}, gaps: [] },
        );
        const { user, system } = process.cpuUsage(before);
        const { evaluation } = found.about as unknown as { evaluation: Record<string, unknown> };
        const { macroRecall, macroRecallInterval, macroF1, macroF1Interval, calibrationError } = evaluation;
        console.log(
          JSON.stringify({
            name,
            train: train.length,
            posts: posts.length,
            model,
            lexicon,
            macroRecall,
            macroRecallInterval,
            macroF1,
            macroF1Interval,
            calibrationError,
            seconds: (user + system) / 1e6,
          }),
        );
      }
}

const [what, python = 'none', runs = '3'] = process.argv.slice(2);
if (what === 'speed') speed(python, Number(runs));
else if (what === 'trees') {
  if (python !== 'none') sameTrees(python, Number(runs));
  void treesOrLines();
} else void quality(python);
