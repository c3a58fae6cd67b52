import { decisionScores } from '../../../../analysis/learning/logistic-regression';
import type { SparseMatrix } from '../../../../analysis/learning/sparse-matrix';
import { Xoshiro128 } from '../../../../analysis/statistics/random';
import {
  type FeatureOptions,
  learnFeatures,
  scoreDocuments,
  seeFeatures,
} from '../../../../analysis/text/classification/feature-space';
import { classifierTokens } from '../../../../analysis/text/classification/tokens';
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
const odd = (): string =>
  Array.from({ length: 1 + random.below(16) }, () => pieces[random.below(pieces.length)]!).join('');

test('tokens are what one regular expression says, on 20,000 odd posts', () => {
  for (let k = 0; k < 20_000; k++) {
    const text = k % 4 === 0 ? String.fromCharCode(...Array.from({ length: 12 }, () => random.below(65536))) : odd();
    const { terms, starts, ends } = classifierTokens(text);
    expect(terms.flatMap((term, i) => [term, starts[i]!, ends[i]!])).toEqual(slowTokens(text));
  }
});

function rows(x: SparseMatrix): Map<number, number>[] {
  return Array.from(
    { length: x.rows },
    (_, i) =>
      new Map(
        Array.from({ length: x.start[i + 1]! - x.start[i]! }, (_v, k) => [
          x.index[x.start[i]! + k]!,
          x.value[x.start[i]! + k]!,
        ]),
      ),
  );
}

test.each<Partial<FeatureOptions>>([
  {},
  { byLanguage: true },
  { features: 'words', words: [2, 3] },
  { features: 'characters', characters: [1, 3], lexicon: false },
])('posts are seen without strings as they were learned with them: %j', (some) => {
  const text = Array.from({ length: 300 }, odd);
  const documents = { text, language: text.map((_, i) => ['en', 'hi', 'und'][i % 3]!) };
  const { space, matrix } = learnFeatures(documents, { ...everyFeature, ...some });
  expect(rows(seeFeatures(documents, space))).toEqual(rows(matrix));
  const model = {
    classes: 3,
    features: matrix.columns,
    weights: Float64Array.from({ length: matrix.columns * 3 }, () => random.normal()),
    intercepts: Float64Array.from([1, 0, -1]),
  };
  const slow = decisionScores(model, matrix);
  scoreDocuments(documents, space, model).forEach((score, at) => expect(score).toBeCloseTo(slow[at]!, 9));
});

test('words that are not known, and empty posts, count nothing', () => {
  const { space } = learnFeatures({ text: ['a known word'], language: ['en'] }, { ...everyFeature, lexicon: false });
  const seen = seeFeatures({ text: ['', 'Zqj', 'KNOWN'], language: ['en', 'en', 'en'] }, space);
  expect(seen.start[2]).toBe(0);
  expect(seen.start[3]).toBeGreaterThan(0);
});
