/**
 * Posts a second through text/pii on one core, by processor time: what cleaning masks, all structured types, all types.
 *
 *   node dist/bench/pii/speed.js POSTS.jsonl.gz [REPEATS]
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { type PiiType, piiTypes, structuredTypes } from '../../analysis/text/personal-data/span';
import { findPii } from '../../analysis/text/personal-data/find-pii';

const [file, repeats = '5'] = process.argv.slice(2);
if (!file) throw new Error('a file of posts is expected');
const posts = gunzipSync(readFileSync(file))
  .toString('utf8')
  .trim()
  .split('\n')
  .slice(0, 20_000)
  .map((line) => (JSON.parse(line) as { text: string }).text);
const sets: Readonly<Record<string, readonly PiiType[]>> = {
  cleaning: ['mention', 'email', 'phone', 'url', 'ip', 'card', 'iban'],
  structured: structuredTypes,
  all: piiTypes,
};
for (const [name, types] of Object.entries(sets)) {
  const wanted = new Set(types);
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < Number(repeats); i++) {
    const before = process.cpuUsage();
    for (const post of posts) findPii(post, wanted, 'en');
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1e6);
  }
  console.log(`${name}: ${Math.round(posts.length / best)} posts/s`);
}
