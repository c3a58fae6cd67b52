/**
 * Sentiment by VADER against Python's vaderSentiment: the same scores on texts made to be odd, and CPU time on tweets.
 *
 *   node dist/bench/opinions.js equal PYTHON [CASES] [SEED]      every score compared; exit code 1 where one differs
 *   node dist/bench/opinions.js speed PYTHON FILE [REPEATS]      CPU seconds in turn on the texts of FILE (.ndjson, .jsonl, .gz)
 *
 * PYTHON is an interpreter with vaderSentiment 3.3.2.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { vader, vaderInto } from '../analysis/text/sentiment/vader';
import { projectRoot } from '../settings';

const peer = path.join(projectRoot, 'bench/peers/opinions.py');

function python(interpreter: string, words: readonly string[]): string {
  return execFileSync(interpreter, [peer, ...words], { encoding: 'utf8', maxBuffer: 2 ** 30 });
}

function objects<T>(text: string): T[] {
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}

function equal(interpreter: string, cases: string, seed: string): void {
  const made = objects<{ text: string; scores: number[] }>(python(interpreter, ['cases', cases, seed]));
  const names = ['negative', 'neutral', 'positive', 'compound'] as const;
  const differ = made.filter(({ text, scores }) => {
    const found = vader(text);
    return names.some((name, k) => found[name] !== scores[k]);
  });
  for (const { text, scores } of differ.slice(0, 10))
    console.log(JSON.stringify({ text: text.slice(0, 200), python: scores, assay: vader(text) }));
  console.log(
    JSON.stringify({
      cases: made.length,
      scored: made.filter((one) => one.scores[3] !== 0).length,
      unequal: differ.length,
    }),
  );
  process.exitCode = differ.length === 0 ? 0 : 1;
}

function texts(file: string): string[] {
  const bytes = readFileSync(file);
  return objects<{ text: string }>((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')).map(
    (one) => one.text,
  );
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}

function speed(interpreter: string, file: string, repeats: number): void {
  const posts = texts(file);
  const out = new Float64Array(4);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let turn = 0; turn < repeats; turn++) {
    const started = process.cpuUsage();
    for (const text of posts) vaderInto(text, out, 0);
    const used = process.cpuUsage(started);
    ours.push((used.user + used.system) / 1e6);
    theirs.push(Number(python(interpreter, ['time', file, '1'])));
  }
  console.log(
    JSON.stringify({
      posts: posts.length,
      repeats,
      assay: { first: ours[0], median: middle(ours) },
      python: { first: theirs[0], median: middle(theirs) },
      ratio: { firstTurn: theirs[0]! / ours[0]!, medians: middle(theirs) / middle(ours) },
    }),
  );
}

const [task, interpreter, ...words] = process.argv.slice(2);
if (task === 'equal' && interpreter) equal(interpreter, words[0] ?? '50000', words[1] ?? '7');
else if (task === 'speed' && interpreter && words[0]) speed(interpreter, words[0], Number(words[1] ?? 7));
else {
  console.error('expected: equal PYTHON [CASES] [SEED], or speed PYTHON FILE [REPEATS]');
  process.exitCode = 2;
}
