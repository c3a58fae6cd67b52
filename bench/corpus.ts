/**
 * Posts for benchmarks: tweets of the shared data, each with words of other tweets of its language put in, every tenth a near copy of an
 * earlier one, some with invented contact details. Said to be synthetic; the same bytes for the same number of rows.
 *
 *   node dist/bench/corpus.js ROWS FILE.ndjson
 */
import { createWriteStream, readdirSync, readFileSync } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Xoshiro128 } from '../analysis/statistics/random';
import { sharedData } from '../settings';

interface Pool {
  readonly texts: readonly string[];
  readonly words: readonly string[];
}

function pools(folder: string): Pool[] {
  return readdirSync(folder)
    .filter((name) => /^tweets-.*-train\.jsonl\.gz$/.test(name))
    .sort()
    .map((name) => {
      const lines = gunzipSync(readFileSync(path.join(folder, name)))
        .toString('utf8')
        .trim()
        .split('\n');
      const texts = lines.map((line) => (JSON.parse(line) as { text: string }).text);
      return { texts, words: texts.flatMap((text) => text.split(' ').filter((word) => /^\p{L}{3,}$/u.test(word))) };
    });
}

async function main(): Promise<void> {
  const [rows, file] = process.argv.slice(2);
  const folder = sharedData('sentiment');
  if (!folder || !file) throw new Error('usage: corpus.js ROWS FILE.ndjson, beside the shared data');
  const all = pools(folder);
  const english = all.findIndex((pool) => pool.texts.length > 10_000);
  const random = new Xoshiro128(20261122);
  const recent: string[] = [];
  const out = createWriteStream(file);
  for (let i = 0; i < Number(rows); i++) {
    // Two posts of three are English, as on the platforms that the tweets come from.
    const pool = all[random.below(3) < 2 ? english : random.below(all.length)]!;
    const changed = (text: string, times: number): string => {
      const words = text.split(' ');
      for (let k = 0; k < times; k++) words[random.below(words.length)] = pool.words[random.below(pool.words.length)]!;
      return words.join(' ');
    };
    let text =
      recent.length > 0 && random.below(10) === 0
        ? `${recent[random.below(recent.length)]!}!`
        : changed(pool.texts[random.below(pool.texts.length)]!, 4);
    if (random.below(100) === 0)
      text += ` write to user${random.below(1000)}@mail.example or +49 30 ${1_000_000 + random.below(9_000_000)}`;
    recent[i % 50_000] = text;
    const line = {
      id: String(i),
      text,
      author: `a${random.below(200_000)}`,
      created_at: new Date(1_767_225_600_000 + i * 2500).toISOString(),
    };
    if (!out.write(`${JSON.stringify(line)}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}

void main();
