/**
 * The language of clean sentences of at least 30 characters, named by text/language and by its peers.
 *
 *   node dist/bench/languages.js FOLDER [HALF] [PYTHON]      # HALF: first or second, the default
 *
 * The sentences are those of FLORES-200 (news and articles, devtest) and, for languages that it has not, of Tatoeba or the Universal
 * Declaration of Human Rights; none was learned from. What FOLDER holds says language-sources.ts. PYTHON is an interpreter with py3langid,
 * lingua-language-detector and heliport; on the languages that a peer knows both are judged.
 */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { wilson } from '../analysis/statistics/intervals';
import { languageDetector } from '../analysis/text/languages/detect';
import { languageModels } from '../analysis/text/languages/models';
import { projectRoot } from '../settings';
import { languageOf, type Sentences, sentencesOf } from './language-sources';

const leastCharacters = 30;
/** Of a language that FLORES-200 has not. */
const leastSentences = 50;
const mostSentences = 506;
/** Told by their script, whoever knows them. */
const ofScripts = ['nqo', 'chr', 'tdd', 'sat', 'ii', 'lis', 'vai', 'mni'];
/** A language is usable with as much recall, in one script at least, and precision. */
const usable = 0.9;
/** Told beside it: of some use, where an account or a thread is asked rather than a post. */
const ofSomeUse = 0.8;
/** Arabic in Latin letters by a table of signs, as nobody writes; a file that is there twice. */
const left = new Set(['ara_Latn', 'msa']);
/** Of FLORES-200 the first half was looked at while the weights were set; the second is for reporting. */
const halves: Readonly<Record<string, (index: number, all: number) => boolean>> = {
  first: (index, all) => index < all / 2,
  second: (index, all) => index >= all / 2,
};

interface Sentence {
  readonly language: string;
  /** What the source calls the variety and script. */
  readonly name: string;
  readonly text: string;
}

/** Of one language: its sentences named right over all of them, and over all that were named so. */
interface Row {
  readonly language: string;
  readonly n: number;
  readonly right: number;
  readonly recall: number;
  /** Of the variety and script that is named best. */
  readonly best: number;
  readonly precision: number;
}

/** `others`: what sentences in none of these languages were named. */
function judge(sentences: readonly Sentence[], answers: readonly string[], others: readonly string[] = []): Row[] {
  const count = <Key>(keys: Iterable<Key>): Map<Key, number> => {
    const counts = new Map<Key, number>();
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
    return counts;
  };
  const correct = sentences.filter(({ language }, i) => answers[i] === language);
  const named = count([...answers, ...others]);
  const ofLanguage = count(sentences.map(({ language }) => language));
  const ofVariety = count(sentences.map(({ name }) => name));
  const rightOfLanguage = count(correct.map(({ language }) => language));
  const rightOfVariety = count(correct.map(({ name }) => name));
  const varieties = new Map(sentences.map(({ name, language }) => [name, language]));
  return [...ofLanguage].map(([language, n]) => {
    const right = rightOfLanguage.get(language) ?? 0;
    const shares = [...varieties]
      .filter(([, one]) => one === language)
      .map(([name]) => (rightOfVariety.get(name) ?? 0) / ofVariety.get(name)!);
    return {
      language,
      n,
      right,
      recall: right / n,
      best: Math.max(...shares),
      precision: right / (named.get(language) ?? 1),
    };
  });
}

const isUsable = ({ best, precision }: Row, least = usable): boolean => best >= least && precision >= least;

function tell(name: string, rows: readonly Row[]): void {
  const n = rows.reduce((sum, row) => sum + row.n, 0);
  const right = rows.reduce((sum, row) => sum + row.right, 0);
  const { low, high } = wilson(right, n)!;
  const mean = rows.reduce((sum, { recall }) => sum + recall, 0) / rows.length;
  process.stdout.write(
    `${name}: ${rows.length} languages, ${n} sentences, right ${(right / n).toFixed(4)} (${low.toFixed(4)}–${high.toFixed(4)}), mean of the languages ${mean.toFixed(4)}; .99 in ${rows.filter(({ recall }) => recall >= 0.99).length}; usable ${rows.filter((one) => isUsable(one)).length}, at .8 ${rows.filter((one) => isUsable(one, ofSomeUse)).length}\n`,
  );
}

function list(name: string, rows: readonly Row[]): void {
  const shown = [...rows]
    .sort((one, other) => one.recall - other.recall)
    .map(({ language, recall, n, right, precision }) => {
      const { low, high } = wilson(right, n)!;
      return `${language} ${recall.toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)}), precision ${precision.toFixed(3)}`;
    });
  process.stdout.write(`${name}:\n  ${shown.join('\n  ')}\n`);
}

/** Pairs of a language and what it was taken for, the most frequent first. */
function confusions(sentences: readonly Sentence[], answers: readonly string[]): string {
  const counts = new Map<string, number>();
  sentences.forEach(({ name, language }, i) => {
    const pair = `${name} as ${answers[i]}`;
    if (answers[i] !== language) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  });
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .slice(0, 40)
    .map(([pair, n]) => `${pair} ${n}`)
    .join(', ');
}

async function main(): Promise<void> {
  const [folder, half = 'second', python] = process.argv.slice(2);
  if (!folder) throw new Error('usage: languages.js FOLDER [HALF] [PYTHON]');
  const models = await languageModels();
  const detect = await languageDetector(0.45);
  const knows = new Set([
    ...models.fasttextLanguages,
    ...models.profiles.languages,
    ...models.eldLanguages,
    ...ofScripts,
  ]);
  const long = (one: Sentences): Sentences => ({
    ...one,
    sentences: one.sentences.filter(({ length }) => length >= leastCharacters),
  });
  const varieties = (await sentencesOf(folder, 'flores'))
    .filter(({ name }) => !left.has(name))
    .map(long)
    .map((one) => ({ ...one, sentences: one.sentences.filter((_, i) => halves[half]!(i, one.sentences.length)) }));
  const flores = varieties.filter(({ language }) => knows.has(language));
  const unknown = varieties.filter(({ language }) => !knows.has(language));
  const has = new Set(flores.map(({ language }) => language));
  // What FLORES-200 has not: Tatoeba's, and the Universal Declaration where no profile was learned from it.
  const more: Sentences[] = [];
  for (const source of ['tatoeba', 'udhr']) {
    const found = (await sentencesOf(folder, source))
      .map(long)
      .filter(
        ({ language, sentences: texts }) => knows.has(language) && !has.has(language) && texts.length >= leastSentences,
      )
      .filter(({ language }) => source !== 'udhr' || !models.profiles.languages.has(language));
    for (const one of found) has.add(one.language);
    more.push(
      ...found.map((one) => ({
        ...one,
        name: `${source}/${one.name}`,
        sentences: one.sentences.slice(0, mostSentences),
      })),
    );
  }
  const sentences = [...flores, ...more].flatMap(({ language, name, sentences: texts }) =>
    texts.map((text) => ({ language, name, text })),
  );
  const answers = sentences.map(({ text }) => detect(text).language);
  const rows = judge(sentences, answers);
  const known = rows.filter(({ language }) => models.eldLanguages.has(language));
  const further = rows.filter(({ language }) => !models.eldLanguages.has(language));
  tell('the languages of ELD', known);
  process.stdout.write(
    `  precision below ${usable}: ${known
      .filter(({ precision }) => precision < usable)
      .map(({ language, precision }) => `${language} ${precision.toFixed(2)}`)
      .join(', ')}\n`,
  );
  tell('further languages', further);
  const others = unknown.flatMap(({ sentences: texts }) => texts.map((text) => detect(text).language));
  tell(
    `  beside those of ${unknown.map(({ name }) => name).join(', ')}, which nobody here knows`,
    judge(sentences, answers, others).filter(({ language }) => !models.eldLanguages.has(language)),
  );
  const inFlores = new Set(flores.map(({ language }) => language));
  tell(
    'further languages of FLORES-200',
    further.filter(({ language }) => inFlores.has(language)),
  );
  tell(
    'further languages that fastText alone has a label for',
    further.filter(({ language }) => models.fasttextLanguages.has(language)),
  );
  list(
    'the languages of ELD below .99',
    known.filter(({ recall }) => recall < 0.99),
  );
  list(
    'further languages that are not usable',
    further.filter((row) => !isUsable(row)),
  );
  process.stdout.write(
    `usable: ${further
      .filter((row) => isUsable(row))
      .map(({ language }) => language)
      .sort()
      .join(' ')}\n`,
  );
  process.stdout.write(`taken for another: ${confusions(sentences, answers)}\n`);
  if (!python) return;
  for (const peer of ['py3langid', 'lingua', 'heliport']) {
    const printed = execFileSync(python, [path.join(projectRoot, 'bench', 'peers', 'languages.py'), peer], {
      input: sentences.map(({ text }) => text).join('\n'),
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    const { knows: codes, found } = JSON.parse(printed) as {
      readonly knows: readonly string[];
      readonly found: readonly string[];
    };
    const knownToPeer = new Set(codes.map(languageOf));
    const some = sentences.map(({ language }) => knownToPeer.has(language));
    const ofPeer = found.map((tag) => (tag === 'und' ? tag : languageOf(tag)));
    const among = <Item>(all: readonly Item[]): Item[] => all.filter((_, i) => some[i]);
    tell(`${peer}, on what it knows`, judge(among(sentences), among(ofPeer)));
    tell('  text/language on the same', judge(among(sentences), among(answers)));
  }
}

void main();
