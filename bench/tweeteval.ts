/**
 * Emotion, sarcasm, stance and toxicity on TweetEval (Barbieri et al. 2020, doi:10.18653/v1/2020.findings-emnlp.148), by its own metrics.
 *
 *   git clone https://github.com/cardiffnlp/tweeteval                          FOLDER is its folder datasets
 *   node dist/bench/tweeteval.js cues FOLDER [test|val]                        without labels
 *   node dist/bench/tweeteval.js trained FOLDER [test|val] [PARAMETERS]        trained on the train part; PARAMETERS as JSON
 *
 * `bench/peers/tweeteval.py` does the second with scikit-learn. Choices are made on val; test is for reporting.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Evaluation, evaluate } from '../analysis/learning/evaluation';
import { bootstrap } from '../analysis/statistics/bootstrap';
import { Xoshiro128 } from '../analysis/statistics/random';
import { textEmotion } from '../analysis/text/opinion/emotion';
import { textSarcasm } from '../analysis/text/opinion/sarcasm';
import { textStance } from '../analysis/text/opinion/stance';
import { textToxicity } from '../analysis/text/opinion/toxicity';
import { numbers, strings } from '../domain/artefact';
import type { Method, MethodContext } from '../domain/method';
import { postsOf } from './posts';

const context: MethodContext = { random: new Xoshiro128(1), progress: () => {}, gaps: [] };

interface Task {
  readonly method: Method;
  /** Labels in the order of TweetEval's numbers, in the words of the method's cues where it has them. */
  readonly classes: readonly string[];
  /** Classes whose F1 is averaged. */
  readonly counted: readonly number[];
  /** Folder of each part, with what the cues are told for it. */
  readonly parts: Readonly<Record<string, object>>;
}

const tasks: Readonly<Record<string, Task>> = {
  emotion: {
    method: textEmotion,
    classes: ['anger', 'joy', 'optimism', 'sadness'],
    counted: [0, 1, 2, 3],
    parts: { emotion: {} },
  },
  irony: { method: textSarcasm, classes: ['not sarcastic', 'sarcastic'], counted: [1], parts: { irony: {} } },
  offensive: { method: textToxicity, classes: ['not toxic', 'toxic'], counted: [0, 1], parts: { offensive: {} } },
  hate: { method: textToxicity, classes: ['not toxic', 'toxic'], counted: [0, 1], parts: { hate: {} } },
  stance: {
    method: textStance,
    classes: ['none', 'against', 'favour'],
    counted: [1, 2],
    // Names of the targets only: no slogan of a side, so that the cues have what any study could give them.
    parts: {
      'stance/abortion': { target: 'abortion' },
      'stance/atheism': { target: 'atheism,atheist,atheists' },
      'stance/climate': { target: 'climate,climatechange,global warming' },
      'stance/feminist': { target: 'feminism,feminist,feminists' },
      'stance/hillary': { target: 'hillary,clinton,hillaryclinton' },
    },
  },
};

interface Tweets {
  readonly text: readonly string[];
  readonly truth: readonly number[];
}

/**
 * Hashtags by which ironic tweets were collected (Van Hee et al. 2018). They were taken out of train and val, but all 311 ironic tweets of
 * the test part have one: left in, cues that look for them would find every one.
 */
const collectedBy = /#(?:irony|ironic|sarcasm|sarcastic|not)\b/gi;

function tweetsOf(folder: string, part: string, split: string): Tweets {
  const lines = (kind: string): string[] =>
    readFileSync(path.join(folder, part, `${split}_${kind}.txt`), 'utf8')
      .trimEnd()
      .split('\n');
  const text = lines('text');
  return {
    text: part === 'irony' ? text.map((one) => one.replace(collectedBy, ' ')) : text,
    truth: lines('labels').map(Number),
  };
}

interface Judged {
  readonly truth: readonly number[];
  readonly guess: readonly number[];
}

/** Mean over the parts of a statistic, with its bootstrap interval over posts. A guess beyond the classes is one more class. */
function reported(parts: readonly Judged[], classes: number, statistic: (found: Evaluation) => number): string {
  const rows = parts.flatMap(({ truth }, p) => truth.map((_, i) => [p, i] as const));
  const { value, low, high } = bootstrap(
    rows.length,
    (drawn) => {
      const kept = parts.map(() => [] as number[]);
      for (const row of drawn) kept[rows[row]![0]]!.push(rows[row]![1]);
      const each = parts.map(({ truth, guess }, p) => statistic(evaluate(truth, guess, classes + 1, kept[p])));
      return each.reduce((a, b) => a + b, 0) / each.length;
    },
    context.random.fork('interval'),
  );
  return `${value!.toFixed(3)} (${low!.toFixed(3)}–${high!.toFixed(3)})`;
}

const meanF1 =
  (counted: readonly number[]) =>
  ({ perClass }: Evaluation): number =>
    counted.reduce((sum, c) => sum + (perClass[c]!.f1 ?? 0), 0) / counted.length;

function print(name: string, { classes, counted }: Task, parts: readonly Judged[], more: object): void {
  const all = evaluate(
    parts.flatMap(({ truth }) => truth),
    parts.flatMap(({ guess }) => guess),
    classes.length + 1,
  );
  console.log(
    JSON.stringify({
      task: name,
      posts: all.n,
      score: reported(parts, classes.length, meanF1(counted)),
      ...more,
      accuracy: all.accuracy,
      perClass: Object.fromEntries(
        classes.map((one, c) => {
          const { precision, recall, support } = all.perClass[c]!;
          return [one, [precision ?? 0, recall ?? 0].map((x) => x.toFixed(3)).concat(String(support))];
        }),
      ),
    }),
  );
}

function guessesOf(labels: readonly (string | null)[], classes: readonly string[]): number[] {
  return labels.map((one) => (classes.includes(one!) ? classes.indexOf(one!) : classes.length));
}

async function cues(folder: string, split = 'test'): Promise<void> {
  for (const [name, task] of Object.entries(tasks)) {
    const parts: Judged[] = [];
    let silent = 0;
    for (const [part, given] of Object.entries(task.parts)) {
      const { text, truth } = tweetsOf(folder, part, split);
      const parameters = task.method.parameters.parse(given);
      const found = await task.method.run({ posts: postsOf(text) } as never, parameters as never, context);
      parts.push({ truth, guess: guessesOf(strings(found, 'label'), task.classes) });
      silent += numbers(found, 'cues').filter((one) => one === 0).length;
    }
    print(name, task, parts, { withoutCue: silent });
  }
}

async function trained(folder: string, split = 'test', given = '{}'): Promise<void> {
  for (const [name, task] of Object.entries(tasks)) {
    const parts: Judged[] = [];
    for (const part of Object.keys(task.parts)) {
      const { text, truth } = tweetsOf(folder, part, split);
      const learned = tweetsOf(folder, part, 'train');
      const train = postsOf(
        learned.text,
        'en',
        learned.truth.map((one) => task.classes[one]!),
      );
      const parameters = task.method.parameters.parse({ label: 'label', ...(JSON.parse(given) as object) });
      const found = await task.method.run({ posts: postsOf(text), train } as never, parameters as never, context);
      parts.push({ truth, guess: guessesOf(strings(found, 'label'), task.classes) });
    }
    print(name, task, parts, {});
  }
}

const [task, folder, ...words] = process.argv.slice(2);
const work = { cues, trained }[task ?? ''];
if (work && folder)
  work(folder, ...(words as [string])).catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
else {
  console.error('expected: cues FOLDER [PART] or trained FOLDER [PART] [PARAMETERS]');
  process.exitCode = 2;
}
