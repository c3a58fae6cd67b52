import { decisionScores } from '../../../../analysis/learning/logistic-regression';
import type { SparseMatrix } from '../../../../analysis/learning/sparse-matrix';
import { Xoshiro128 } from '../../../../analysis/statistics/random';
import type { FeatureOptions } from '../../../../analysis/text/classification/feature-options';
import {
  type Documents,
  type FeatureSpace,
  learnFeatures,
  scoreDocuments,
  seeFeatures,
} from '../../../../analysis/text/classification/feature-space';
import { classifierTokens } from '../../../../analysis/text/classification/tokens';
import { WordReader } from '../../../../analysis/text/classification/word-reader';
import { TermCounter } from '../../../../analysis/text/terms/term-counter';
import { everyFeature } from './every-feature';

/** The tokens of a post as one regular expression says them: the oracle of the scanner. */
const pattern =
  /(https?:\/\/\S+|www\.\S+)|([@＠][\p{L}\p{N}_]+)|((?:[:;=8xX][-o^']?[)\]([dDpP/\\|*3]|<3|[)(][-o^']?[:;=])(?![\p{L}\p{N}]))|[#＃]([\p{L}\p{M}\p{N}_]+)|([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]\p{M}*|[\p{L}\p{M}][\p{L}\p{M}\p{N}]*(?:['’][\p{L}\p{M}\p{N}]+)*)|(\p{N}+(?:[.,:]\p{N}+)*)|(\p{Extended_Pictographic}|\p{Regional_Indicator}{2})|([!?]{1,200}|\.{2,200}|…|[.,;:"&%$])/gu;

function termOf([whole, url, mention, emoticon, hashtag, word, number, emoji]: RegExpExecArray): string {
  const folded = word ?? hashtag;
  if (folded !== undefined) {
    const even = folded.toLowerCase().normalize('NFKC').replaceAll('’', "'");
    return even.replace(/(\p{L})\1{2,}/gu, '$1$1');
  }
  if (url !== undefined) return 'http';
  if (mention !== undefined) return '@';
  if (number !== undefined) return number.length > 4 ? '0000' : number;
  if (emoticon !== undefined || emoji !== undefined) return whole;
  return whole.length > 1 ? whole[0]! + whole[0]! : whole;
}

function slowTokens(text: string): (string | number)[] {
  return [...text.matchAll(pattern)].flatMap((one) => [termOf(one), one.index, one.index + one[0].length]);
}

const random = new Xoshiro128(5);
const pieces = [
  ...':;=8xX-o^\')](dDpP/\\|*3<#@_ .,!?…&%$"hwtpsa1Bé漢あ́😀🇩🇪❤️٣’＠＃\ud83d\ude00\u200d\ufeff\u00a0\n',
  ...['http://', 'www.', 'https://', 'soooo', 'Good', 'gooD', 'día', 'xD', '#xD', '१२३', 'नमस्ते', 'مرحبا', "don't"],
];
const odd = (most = 16): string =>
  Array.from({ length: 1 + random.below(most) }, () => pieces[random.below(pieces.length)]!).join('');

test('tokens are what one regular expression says, on 20,000 odd posts', () => {
  for (let k = 0; k < 20_000; k++) {
    const text = k % 4 === 0 ? String.fromCharCode(...Array.from({ length: 12 }, () => random.below(65536))) : odd();
    const { terms, starts, ends } = classifierTokens(text);
    expect(terms.flatMap((term, i) => [term, starts[i]!, ends[i]!])).toEqual(slowTokens(text));
  }
});

/** The terms of each post with their TF-IDF, told by their hash, as `TermCounter` and a map say over `classifierTokens`: the oracle. */
function slowRows({ text, language }: Documents, options: FeatureOptions): Map<string, number>[] {
  const kinds = (['words', 'characters'] as const).filter((kind) => [kind, 'both'].includes(options.features));
  const out = text.map(() => new Map<string, number>());
  for (const kind of kinds) {
    const counter = new TermCounter();
    const [shortest, longest] = options[kind];
    text.forEach((post, i) => {
      const { terms } = classifierTokens(post);
      const named = options.byLanguage ? terms.map((term) => `${language[i]}:${term}`) : terms;
      if (kind === 'words') counter.words(named, shortest, longest);
      else counter.characters(terms, shortest, longest);
      counter.document();
    });
    const { documents, table } = counter;
    const { start, index, value } = counter.counts();
    text.forEach((_, i) => {
      const entries = Array.from(index.subarray(start[i]!, start[i + 1]!), (id, e) => ({
        name: `${kind} ${table.low[id]} ${table.high[id]}`,
        weight:
          (1 + Math.log(value[start[i]! + e]!)) *
          (options.idf ? Math.log((1 + text.length) / (1 + documents[id]!)) + 1 : 1),
      }));
      const length = Math.hypot(...entries.map((one) => one.weight));
      for (const { name, weight } of entries) out[i]!.set(name, weight / length);
    });
  }
  return out;
}

function rows(x: SparseMatrix, { blocks }: FeatureSpace): Map<string, number>[] {
  const names = blocks.flatMap(({ kind, low, high }) => Array.from(low, (half, k) => `${kind} ${half} ${high[k]}`));
  return Array.from({ length: x.rows }, (_, i) => {
    const entries = Array.from({ length: x.start[i + 1]! - x.start[i]! }, (_v, k) => x.start[i]! + k);
    return new Map(entries.map((e) => [names[x.index[e]!]!, x.value[e]!]));
  });
}

function expectRows(found: readonly Map<string, number>[], wanted: readonly Map<string, number>[]): void {
  wanted.forEach((row, i) => {
    expect([...found[i]!.keys()].sort()).toEqual([...row.keys()].sort());
    for (const [name, value] of row) expect(found[i]!.get(name)).toBeCloseTo(value, 12);
  });
}

test.each<Partial<FeatureOptions>>([
  {},
  { byLanguage: true },
  { features: 'words', words: [1, 1] },
  { features: 'words', words: [2, 3] },
  { features: 'characters', characters: [1, 3] },
])('posts are learned and seen without strings as counting their tokens says: %j', (some) => {
  const options = { ...everyFeature, lexicon: false, ...some };
  // The kernel reads 64 units at a time.
  const words = Array.from({ length: 400 }, (_, n) =>
    'abcdefghij'.slice(0, 1 + (n % 10)).repeat(1 + (n % 9) ** 2),
  ).join(' ');
  const text = [...Array.from({ length: 300 }, (_, i) => odd(i % 10 === 0 ? 400 : 16)), words];
  const documents = { text, language: text.map((_, i) => ['en', 'hi', 'und'][i % 3]!) };
  const { space, matrix } = learnFeatures(documents, options);
  const wanted = slowRows(documents, options);
  expectRows(rows(matrix, space), wanted);
  expectRows(rows(seeFeatures(documents, space), space), wanted);
});

test('scores are those of the matrix, whatever the number of classes, with the lexicon and without', () => {
  const long = Array.from({ length: 400 }, (_, n) => `often q${n}`).join(' ');
  const text = [...Array.from({ length: 300 }, () => odd()), long, long];
  const documents = { text, language: text.map(() => 'en') };
  for (const lexicon of [false, true])
    for (const classes of [1, 3, 4, 9]) {
      const { space, matrix } = learnFeatures(documents, { ...everyFeature, lexicon });
      const model = {
        classes,
        features: matrix.columns,
        weights: Float64Array.from({ length: matrix.columns * classes }, () => random.normal()),
        intercepts: Float64Array.from({ length: classes }, () => random.normal()),
      };
      const slow = decisionScores(model, matrix);
      scoreDocuments(documents, space, model).forEach((score, at) => expect(score).toBeCloseTo(slow[at]!, 9));
    }
});

test('words that were forgotten, in posts of any length, are met again', () => {
  const reader = new WordReader();
  const termsOf = (text: string): string[] => {
    reader.read(text);
    return Array.from({ length: reader.different }, (_, n) => `${reader.term(n)} ${reader.times(n)}`);
  };
  const sentence = "it's Été, it's 12,5 SOOO 123456 :-) 漢 it's";
  const wanted = ["it's 3", 'été 1', ', 1', '12,5 1', 'soo 1', '0000 1', ':-) 1', '漢 1'];
  expect(termsOf(sentence)).toEqual(wanted);
  for (const words of [3, 40_000, 40_000, 3, 80_000]) {
    const text = Array.from({ length: words }, (_, i) => `q${i}z${words}`).join(' ');
    expect(termsOf(text)).toHaveLength(words);
    expect(reader.length).toBe(words);
    expect(termsOf(sentence)).toEqual(wanted);
  }
});

test('words that are not known, and empty posts, count nothing', () => {
  const { space } = learnFeatures({ text: ['a known word'], language: ['en'] }, { ...everyFeature, lexicon: false });
  const seen = seeFeatures({ text: ['', 'Zqj', 'KNOWN'], language: ['en', 'en', 'en'] }, space);
  expect(seen.start[2]).toBe(0);
  expect(seen.start[3]).toBeGreaterThan(0);
});
