/**
 * Writes analysis/text/languages/profile-data.ts: the frequent n-grams of each language in openly licensed text. What FOLDER holds and
 * under which licences says language-sources.ts; FLORES-200 is left for measuring, and Tatoeba for the languages that it has not.
 *
 *   node dist/bench/language-profiles.js FOLDER
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { isoCode } from '../analysis/text/languages/codes';
import { languageModels } from '../analysis/text/languages/models';
import { NgramHashes } from '../analysis/text/languages/ngram-hashes';
import { PlainWords } from '../analysis/text/languages/words-of-post';
import { projectRoot } from '../settings';
import { sentencesOf } from './language-sources';

/** Letters that are read of each source: with much more of one language than of its sister every sentence would be taken for it. */
const sources: Readonly<Record<string, number>> = {
  ntrex: 80_000,
  lingua: 80_000,
  udhr: 20_000,
  tico19: 60_000,
  gatitos: 60_000,
  seed: 80_000,
  nusax: 80_000,
  bible: 60_000,
  strings: 60_000,
  tatoeba: 60_000,
};
/**
 * Sisters, of which only so much is read of a source that one of them has not: else every sentence about its subjects would be taken for the
 * other's.
 */
const sisters = [
  ['nso', 'st'],
  ['rn', 'rw'],
  ['ast', 'es'],
  ['kea', 'pap'],
];
const ofOneSister = 20_000;
/** So many lines of a source are read as one text: words, phrases and short sentences alone say too little. */
const joined: Readonly<Record<string, number>> = { gatitos: 8, tatoeba: 3, strings: 2 };
/** With fewer letters a language gets no profile. */
const leastLetters = 7000;
/** Each second script of a language needs so many, or half of all. */
const leastOfScript = 6000;
/** A smaller share of a language's letters is names and quotations. */
const leastShare = 0.03;
/** N-grams of each profile, which occur at least twice. */
const kept = 5000;
const leastCount = 2;
/** Taken from each count for n-grams that were never met (Ney, Essen & Kneser 1994, absolute discounting), which are so many. */
const discount = 0.75;
const neverMet = 100_000;
/** Of a profile from fewer n-grams, the share that it holds counts less, by this power. */
const enoughNgrams = 60_000;
const trust = 0.2;
/** Weights for each nat. */
const perNat = 16;
/**
 * By name: GATITOS' Tsonga is a copy of its Tswana; other Berber in Latin letters would draw Kabyle; Santali and Tatar are written in other
 * letters than these, which drew noise; Tatoeba's Esperanto would draw its Ido, which is for measuring.
 */
const leftNames = new Set([
  'gatitos ts',
  'gatitos ber-Latn',
  'gatitos sat-Latn',
  'tatoeba epo',
  'tatoeba ber',
  'tatoeba ber_Latn',
  'tatoeba tat_Latn',
  'udhr tzm',
]);
/**
 * Chinese and Japanese are written without spaces, so that there are no words to count; both other models know them. NTREX has Tachelhit in
 * Arabic letters. Dyula as GATITOS writes it is not told from Bambara, and others write it otherwise.
 */
const leftOut = new Set(['zh', 'ja', 'shi', 'dyu']);
const lineLength = 30_000;

const scripts = ['Latn', 'Cyrl', 'Arab', 'Deva', 'Beng', 'Hebr', 'Tfng', 'Ethi'].map((script) => ({
  script,
  letters: new RegExp(`\\p{Script=${script}}`, 'gu'),
}));

function scriptOf(text: string): string {
  const half = text.length / 3;
  return scripts.find(({ letters }) => (text.match(letters)?.length ?? 0) > half)?.script ?? 'other';
}

/** Lines of a source that are spread over all of it, until there are enough letters. */
function spread(lines: readonly string[], letters: number): string[] {
  const total = lines.reduce((sum, line) => sum + line.length, 0);
  const share = Math.min(1, letters / total);
  return lines.filter((_, i) => Math.floor((i + 1) * share) > Math.floor(i * share));
}

function grouped(lines: readonly string[], size: number): string[] {
  const texts: string[] = [];
  for (let i = 0; i < lines.length; i += size) texts.push(lines.slice(i, i + size).join(' '));
  return texts;
}

async function readTexts(folder: string): Promise<Map<string, string[]>> {
  const texts = new Map<string, string[]>();
  const inFlores = new Set((await sentencesOf(folder, 'flores')).map(({ language }) => language));
  for (const [source, letters] of Object.entries(sources)) {
    const all = (await sentencesOf(folder, source)).filter(
      ({ language, name }) =>
        !leftNames.has(`${source} ${name}`) &&
        !leftOut.has(language) &&
        // Of the languages that FLORES-200 has not Tatoeba's sentences are for measuring.
        (source !== 'tatoeba' || inFlores.has(language)),
    );
    const has = new Set(all.map(({ language }) => language));
    for (const { language, sentences } of all) {
      const alone = sisters.some((group) => group.includes(language) && !group.every((one) => has.has(one)));
      const most = alone ? Math.min(letters, ofOneSister) : letters;
      const varieties = all.filter((one) => one.language === language).length;
      const size = joined[source] ?? 1;
      const lines = size > 1 ? grouped(sentences, size) : sentences.filter(({ length }) => length >= 10);
      texts.set(language, [...(texts.get(language) ?? []), ...spread(lines, most / varieties)]);
    }
  }
  return texts;
}

/** What another model knows or a corpus for measuring has: a profile that nobody can judge would only draw others' texts. */
async function measurable(folder: string): Promise<ReadonlySet<string>> {
  const { fasttext, eldLanguages } = await languageModels();
  const named = await Promise.all(['flores', 'ntrex', 'lingua'].map((source) => sentencesOf(folder, source)));
  return new Set([...fasttext.labels.map(isoCode), ...eldLanguages, ...named.flat().map(({ language }) => language)]);
}

/** A profile for each language and script that has enough text. */
function byScript(texts: ReadonlyMap<string, readonly string[]>): { language: string; lines: string[] }[] {
  const profiles: { language: string; lines: string[] }[] = [];
  const lettersOf = (lines: readonly string[]): number => lines.reduce((sum, line) => sum + line.length, 0);
  for (const [language, lines] of [...texts].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const all = lettersOf(lines);
    if (all < leastLetters) continue;
    const scriptsOfLanguage = new Map<string, string[]>();
    for (const line of lines) {
      const script = scriptOf(line);
      scriptsOfLanguage.set(script, [...(scriptsOfLanguage.get(script) ?? []), line]);
    }
    for (const some of scriptsOfLanguage.values())
      if (lettersOf(some) >= Math.max(Math.min(leastOfScript, all / 2), leastShare * all))
        profiles.push({ language, lines: some });
  }
  return profiles;
}

interface Profile {
  readonly language: string;
  /** Hash and weight above an n-gram that the profile does not hold. */
  readonly ngrams: readonly (readonly [hash: number, weight: number])[];
  /** Log-probability of such an n-gram. */
  readonly absent: number;
}

function profileOf(language: string, lines: readonly string[]): Profile {
  const post = new PlainWords();
  const ngrams = new NgramHashes();
  const counts = new Map<number, number>();
  let total = 0;
  for (const line of lines) {
    post.read(line.normalize('NFKC'));
    ngrams.read(post.units, 0, post.length);
    total += ngrams.count;
    for (const hash of ngrams.hashes.subarray(0, ngrams.count)) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  }
  const most = [...counts]
    .filter(([, count]) => count >= leastCount)
    .sort(([one, a], [other, b]) => b - a || one - other)
    .slice(0, kept);
  // A short text of one kind holds more of its own n-grams than of the language's.
  const heard = Math.min(1, total / enoughNgrams) ** trust;
  const held = (heard * most.reduce((sum, [, count]) => sum + count - discount, 0)) / total;
  const absent = Math.log((1 - held) / neverMet);
  return {
    language,
    absent,
    ngrams: most.map(([hash, count]) => [
      hash,
      Math.max(1, Math.round((Math.log((count - discount) / total) - absent) * perNat)),
    ]),
  };
}

async function main(): Promise<void> {
  const [folder] = process.argv.slice(2);
  if (!folder) throw new Error('usage: language-profiles.js FOLDER');
  const wanted = await measurable(folder);
  const profiles = byScript(await readTexts(folder))
    .filter(({ language }) => wanted.has(language))
    .map(({ language, lines }) => profileOf(language, lines))
    // Letters beyond the basic plane are none to PlainWords.
    .filter(({ ngrams }) => ngrams.length > 0);
  const leastAbsent = Math.min(...profiles.map(({ absent }) => absent));
  const rows = new Map<number, number[]>();
  profiles.forEach(({ ngrams }, profile) => {
    for (const [hash, weight] of ngrams) rows.set(hash, [...(rows.get(hash) ?? []), profile, weight]);
  });
  const bytes: number[] = [];
  let last = 0;
  for (const [hash, row] of [...rows].sort(([one], [other]) => one - other)) {
    let gap = hash - last;
    for (; gap > 0x7f; gap >>= 7) bytes.push((gap & 0x7f) | 0x80);
    bytes.push(gap, row.length / 2, ...row);
    last = hash;
  }
  const packed = Buffer.from(bytes).toString('base64');
  const lines = packed.match(new RegExp(`.{1,${lineLength}}`, 'g'))!.map((line) => `    '${line}'`);
  writeFileSync(
    path.join(projectRoot, 'analysis', 'text', 'languages', 'profile-data.ts'),
    `// biome-ignore-all format: data
/**
 * The frequent n-grams of ${new Set(profiles.map(({ language }) => language)).size} languages, counted by bench/language-profiles.ts in NTREX-128, NLLB-Seed and NusaX (CC BY-SA 4.0), Leipzig's
 * sentences and GATITOS (CC BY 4.0), Tatoeba (CC BY 2.0 FR), the Universal Declaration of Human Rights, TICO-19 and bible-corpus (CC0), messages
 * of Wikimedia's apps (Apache-2.0) and of VisualEditor (MIT); shared under CC BY-SA 4.0. In order of their hashes, each n-gram: the gap
 * to the hash before, seven bits a byte, the lowest first; the number of profiles; for each its number and weight, in sixteenths of a nat above an n-gram that it does not hold. "absent" says how
 * likely such an n-gram is to each profile, on the same scale above the least.
 */
export const profileData = {
  profiles: '${profiles.map(({ language }) => language).join(' ')}',
  absent: [${profiles.map(({ absent }) => Math.round((absent - leastAbsent) * perNat)).join(', ')}],
  rows: ${rows.size},
  weights: ${[...rows.values()].reduce((sum, row) => sum + row.length / 2, 0)},
  packed:
${lines.join(' +\n')},
} as const;
`,
  );
}

void main();
