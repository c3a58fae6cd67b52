/**
 * Names that `text/entities` finds in posts and sentences whose names people marked.
 *
 *   python bench/peers/entity_corpora.py CLONES FOLDER    where they come from: see there
 *   node dist/bench/entities.js FOLDER
 *
 * A line a corpus, each read as a whole, with Wilson's intervals: `found`: of the marked names, how many a name or product touches;
 * `right`: of names and products, how many touch a marked name; `exact`: F1 of equal spans. Types are not compared: the method has none.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { wilson } from '../analysis/statistics/intervals';
import { Xoshiro128 } from '../analysis/statistics/random';
import { textEntities } from '../analysis/text/names/entities';
import { strings } from '../domain/artefact';
import type { MethodContext, Posts } from '../domain/method';

const context: MethodContext = { random: new Xoshiro128(1), progress: () => {}, gaps: [] };

interface Span {
  readonly start: number;
  readonly end: number;
}

interface Row {
  readonly text: string;
  readonly language: string;
  readonly spans: readonly (readonly [number, number])[];
}

function share(count: number, of: number): string {
  const interval = wilson(count, of);
  return `${(count / of).toFixed(3)} (${interval?.low.toFixed(3)}–${interval?.high.toFixed(3)})`;
}

async function measure(file: string): Promise<void> {
  const rows = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
  const posts: Posts = {
    count: rows.length,
    text: rows.map((one) => one.text),
    time: new Float64Array(rows.length).fill(Number.NaN),
    platform: rows.map(() => 'file'),
    language: rows.map((one) => one.language),
    kind: rows.map(() => 'post'),
    attributes: {},
    counts: {},
  };
  const given = textEntities.parameters.parse({ types: ['name', 'product'] });
  const found = strings(await textEntities.run({ posts } as never, given, context), 'entities');
  const touches = (one: Span, others: readonly Span[]): boolean =>
    others.some((other) => one.start < other.end && one.end > other.start);
  const same = (one: Span, others: readonly Span[]): boolean =>
    others.some((other) => one.start === other.start && one.end === other.end);
  const count = { marked: 0, named: 0, found: 0, right: 0, exact: 0 };
  for (let i = 0; i < posts.count; i++) {
    const marked = rows[i]!.spans.map(([start, end]) => ({ start, end }));
    const named = JSON.parse(found[i]!) as Span[];
    count.marked += marked.length;
    count.named += named.length;
    count.found += marked.filter((one) => touches(one, named)).length;
    count.right += named.filter((one) => touches(one, marked)).length;
    count.exact += named.filter((one) => same(one, marked)).length;
  }
  console.log(
    JSON.stringify({
      corpus: path.basename(file, '.jsonl'),
      posts: posts.count,
      marked: count.marked,
      named: count.named,
      found: share(count.found, count.marked),
      right: count.named === 0 ? null : share(count.right, count.named),
      exact: ((2 * count.exact) / (count.marked + count.named)).toFixed(3),
    }),
  );
}

async function main(folder: string): Promise<void> {
  for (const file of readdirSync(folder)
    .filter((one) => one.endsWith('.jsonl'))
    .sort())
    await measure(path.join(folder, file));
}

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('expected: a folder that bench/peers/entity_corpora.py made');
  process.exitCode = 1;
} else void main(folder);
