/**
 * Emotion, toxicity, sarcasm and stance in other languages than English, against the labels of people.
 *
 *   python bench/peers/opinion_corpora.py CLONES FOLDER                   where the posts come from: see there
 *   node dist/bench/opinion-languages.js cues FOLDER [test|train] [NAME]    without labels; NAME: only files whose name begins so
 *   node dist/bench/opinion-languages.js trained FOLDER [NAME]              trained on the train part (posts with one label), on test
 *
 * `bench/peers/opinion_languages.py` does the second with scikit-learn. Lists are chosen on train; test is for reporting. A post may have
 * several labels: a guess is right if it is one of them. `found`: of the posts of any class looked for, in how many one was rightly named;
 * `right`: of those named, how many rightly; both with Wilson's interval. `base`: what share naming the commonest class always would get
 * right. Macro-F1 is over the classes that TweetEval counts for the task, with a bootstrap interval over posts.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { bootstrap } from '../analysis/statistics/bootstrap';
import { wilson } from '../analysis/statistics/intervals';
import { Xoshiro128 } from '../analysis/statistics/random';
import { textEmotion } from '../analysis/text/opinion/emotion';
import { textSarcasm } from '../analysis/text/opinion/sarcasm';
import { textStance } from '../analysis/text/opinion/stance';
import { textToxicity } from '../analysis/text/opinion/toxicity';
import { numbers, strings } from '../domain/artefact';
import type { Method, MethodContext } from '../domain/method';
import { postsOf, postsWithLabels } from './posts';

const context: MethodContext = { random: new Xoshiro128(1), progress: () => {}, gaps: [] };

interface Task {
  readonly method: Method;
  /** Classes that are looked for. */
  readonly sought: readonly string[];
  /** Classes whose F1 is averaged. */
  readonly counted: readonly string[];
}

const feelings = ['anger', 'disgust', 'fear', 'joy', 'sadness', 'surprise'];
const tasks: Readonly<Record<string, Task>> = {
  emotion: { method: textEmotion, sought: feelings, counted: feelings },
  toxicity: { method: textToxicity, sought: ['toxic'], counted: ['toxic', 'not toxic'] },
  sarcasm: { method: textSarcasm, sought: ['sarcastic'], counted: ['sarcastic'] },
  stance: { method: textStance, sought: ['favour', 'against'], counted: ['favour', 'against'] },
};

interface Row {
  readonly text: string;
  readonly part: string;
  readonly labels: readonly string[];
  readonly target: string | null;
}

function rowsOf(folder: string, name: string, part: string): Row[] {
  return readFileSync(path.join(folder, `${name}.jsonl`), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Row)
    .filter((row) => row.part === part);
}

function macroF1(
  rows: readonly Row[],
  guess: readonly string[],
  counted: readonly string[],
  drawn: Int32Array,
): number {
  const f1 = counted.map((name) => {
    let both = 0;
    let either = 0;
    for (const i of drawn) {
      const meant = rows[i]!.labels.includes(name) ? 1 : 0;
      const said = guess[i] === name ? 1 : 0;
      both += meant * said;
      either += meant + said;
    }
    return either === 0 ? 0 : (2 * both) / either;
  });
  return f1.reduce((a, b) => a + b, 0) / f1.length;
}

function share(part: number, whole: number): string {
  const interval = wilson(part, whole);
  return interval ? `${(part / whole).toFixed(3)} (${interval.low.toFixed(3)}–${interval.high.toFixed(3)})` : '–';
}

function print(name: string, task: Task, rows: readonly Row[], guess: readonly string[], more: object): void {
  const meant = rows.filter((row) => row.labels.some((one) => task.sought.includes(one))).length;
  const said = guess.filter((one) => task.sought.includes(one)).length;
  const right = guess.filter((one, i) => task.sought.includes(one) && rows[i]!.labels.includes(one)).length;
  const having = (label: string): number => rows.filter((row) => row.labels.includes(label)).length;
  const { value, low, high } = bootstrap(
    rows.length,
    (drawn) => macroF1(rows, guess, task.counted, drawn),
    context.random.fork(name),
    { resamples: 500 },
  );
  console.log(
    JSON.stringify({
      posts: name,
      n: rows.length,
      meant,
      base: (Math.max(...task.sought.map(having)) / rows.length).toFixed(3),
      found: share(right, meant),
      right: share(right, said),
      macroF1: `${value!.toFixed(3)} (${low!.toFixed(3)}–${high!.toFixed(3)})`,
      ...more,
      perClass: Object.fromEntries(
        task.sought.map((label) => {
          const named = guess.filter((one) => one === label).length;
          const met = guess.filter((one, i) => one === label && rows[i]!.labels.includes(label)).length;
          return [label, { posts: having(label), named, right: met }];
        }),
      ),
    }),
  );
}

function namesIn(folder: string, start: string): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl') && file.startsWith(start))
    .map((file) => file.slice(0, -'.jsonl'.length))
    .sort();
}

async function cues(folder: string, part = 'test', start = ''): Promise<void> {
  for (const name of namesIn(folder, start)) {
    const [kind, language] = name.split('-') as [string, string];
    const task = tasks[kind]!;
    const rows = rowsOf(folder, name, part);
    const guess: string[] = new Array(rows.length).fill('');
    let withCue = 0;
    for (const target of new Set(rows.map((row) => row.target))) {
      const at = [...rows.keys()].filter((i) => rows[i]!.target === target);
      const posts = postsOf(
        at.map((i) => rows[i]!.text),
        language,
      );
      const parameters = task.method.parameters.parse(target === null ? {} : { target });
      const found = await task.method.run({ posts } as never, parameters as never, context);
      strings(found, 'label').forEach((label, k) => {
        guess[at[k]!] = label!;
      });
      withCue += numbers(found, 'cues').filter((one) => one > 0).length;
    }
    if (rows.length > 0) print(name, task, rows, guess, { withCue });
  }
}

async function trained(folder: string, start = ''): Promise<void> {
  for (const name of namesIn(folder, start)) {
    const [kind, language] = name.split('-') as [string, string];
    const task = tasks[kind]!;
    const learned = rowsOf(folder, name, 'train').filter((row) => row.labels.length === 1);
    if (learned.length === 0) continue;
    const rows = rowsOf(folder, name, 'test');
    const posts = postsOf(
      rows.map((row) => row.text),
      language,
    );
    const input = {
      posts,
      train: postsWithLabels(
        learned.map(({ text, labels }) => ({ text, label: labels[0]! })),
        language,
      ),
    };
    const parameters = task.method.parameters.parse({ label: 'label' });
    const found = await task.method.run(input as never, parameters as never, context);
    print(name, task, rows, strings(found, 'label') as string[], { trainedOn: learned.length });
  }
}

const [command, folder, ...words] = process.argv.slice(2);
const work = { cues, trained }[command ?? ''];
if (work && folder)
  work(folder, ...words).catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
else {
  console.error('expected: cues FOLDER [PART] [NAME], or trained FOLDER [NAME]');
  process.exitCode = 2;
}
