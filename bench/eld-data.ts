/**
 * Writes analysis/text/languages/eld-data.ts from the tables of the package eld that is installed.
 *
 *   node dist/bench/eld-data.js
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../settings';

interface Tables {
  readonly ngramsData: {
    readonly languages: Readonly<Record<string, string>>;
    readonly ngrams: Readonly<Record<string, Readonly<Record<string, number>>>>;
  };
}

/** Base64 on lines of so many characters. */
const lineLength = 30_000;

async function main(): Promise<void> {
  const source = (file: string): Promise<unknown> =>
    import(pathToFileURL(path.join(projectRoot, 'node_modules', 'eld', 'src', file)).href);
  const { ngramsData } = (await source('ngrams/extrasmall.js')) as Tables;
  const { dictionary } = (await source('dictionary.js')) as { dictionary: readonly string[] };
  const byteOf = (character: string): number => (character === ' ' ? 32 : dictionary.indexOf(character));
  const blank = dictionary.flatMap((character, byte) => (byte >= 0x80 && character === ' ' ? [byte] : []));
  const rows = Object.entries(ngramsData.ngrams)
    .map(([key, scores]) => ({ key: Array.from(key, byteOf), scores: Object.entries(scores) }))
    .sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)));
  const bytes: number[] = [];
  let last: readonly number[] = [];
  for (const { key, scores } of rows) {
    let shared = 0;
    while (shared < last.length && shared < key.length && last[shared] === key[shared]) shared++;
    bytes.push(shared * 16 + key.length - shared, ...key.slice(shared), scores.length);
    for (const [language, score] of scores) bytes.push(Number(language), score);
    last = key;
  }
  const packed = Buffer.from(bytes).toString('base64');
  const lines = packed.match(new RegExp(`.{1,${lineLength}}`, 'g'))!.map((line) => `    '${line}'`);
  writeFileSync(
    path.join(projectRoot, 'analysis', 'text', 'languages', 'eld-data.ts'),
    `// biome-ignore-all format: data
/**
 * Scores of the byte n-grams of 60 languages: the extra-small tables of Nito-ELD 2.1.0 (Nito T.M., Apache-2.0), packed by
 * bench/eld-data.ts. In order of their bytes, each n-gram: one byte with 16 times the bytes that it shares with the one before plus the
 * bytes that follow; these; the number of languages; for each its number and score. Blank bytes count as a space.
 */
export const eldData = {
  languages: '${Object.values(ngramsData.languages).join(' ')}',
  blank: [${blank.join(', ')}],
  ngrams: ${rows.length},
  scores: ${rows.reduce((sum, { scores }) => sum + scores.length, 0)},
  packed:
${lines.join(' +\n')},
} as const;
`,
  );
}

void main();
