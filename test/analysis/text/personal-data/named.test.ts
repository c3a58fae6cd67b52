import { Xoshiro128 } from '../../../../analysis/statistics/random';
import { hashName, listed, listedAs } from '../../../../analysis/text/personal-data/gazetteer';
import { pseudonymise } from '../../../../analysis/text/personal-data/mask';
import { featuresPerToken } from '../../../../analysis/text/personal-data/name-features';
import {
  allowedTags,
  anyTag,
  decode,
  follows,
  type NameModel,
  tagCount,
} from '../../../../analysis/text/personal-data/name-tagger';
import { PackedTagger } from '../../../../analysis/text/personal-data/packed-tagger';
import { nameTokens } from '../../../../analysis/text/personal-data/name-token';
import { findPii } from '../../../../analysis/text/personal-data/find-pii';
import { type PiiType, piiTypes } from '../../../../analysis/text/personal-data/span';

const all: ReadonlySet<PiiType> = new Set(piiTypes);

function found(text: string): string[] {
  return findPii(text, all, 'en').map((span) => `${span.type} ${text.slice(span.start, span.end)}`);
}

/** Scores every sequence of tags that may be: slow and obvious. */
function bestByTrying(model: NameModel, features: Int32Array, count: number, tags: readonly number[]): number[] {
  let best: number[] = [];
  let most = Number.NEGATIVE_INFINITY;
  const score = (sequence: readonly number[]): number =>
    sequence.reduce((sum, tag, i) => {
      let own = sum + model.transitions[(i === 0 ? tagCount : sequence[i - 1]!) * tagCount + tag]!;
      for (let f = i * featuresPerToken; f < (i + 1) * featuresPerToken; f++) {
        const row = model.row(features[f]!);
        if (row >= 0) own += model.weights[row * tagCount + tag]!;
      }
      return own;
    }, 0);
  const grow = (sequence: number[]): void => {
    if (sequence.length === count) {
      const own = score(sequence);
      if (own > most) [most, best] = [own, [...sequence]];
      return;
    }
    for (const tag of tags) if (follows(sequence.at(-1) ?? 0, tag)) grow([...sequence, tag]);
  };
  grow([]);
  return best;
}

test('decoding finds the best of all sequences of tags', () => {
  const random = new Xoshiro128(5);
  const tags = [0, 1, 2, 7, 8];
  for (let round = 0; round < 40; round++) {
    const count = 1 + random.below(5);
    const rows = 12;
    const model: NameModel = {
      unit: 1,
      row: (feature) => (feature < rows ? feature : -1),
      weights: Float32Array.from({ length: rows * tagCount }, () => random.normal()),
      transitions: Float32Array.from({ length: (tagCount + 1) * tagCount }, () => random.normal()),
    };
    const features = Int32Array.from({ length: count * featuresPerToken }, () => random.below(40));
    const decoded = decode(model, features, count, () => tags.reduce((bits, tag) => bits + 2 ** tag, 0));
    expect([...decoded.tags]).toEqual(bestByTrying(model, features, count, tags));
  }
});

test('the packed tagger finds the tags and margins that decoding step by step does', () => {
  const random = new Xoshiro128(7);
  const features = Int32Array.from({ length: 50 }, () => random.below(2 ** 26));
  const packed = {
    features,
    weights: Int8Array.from({ length: features.length * tagCount }, () => random.below(255) - 127),
    transitions: Float32Array.from({ length: (tagCount + 1) * tagCount }, () => random.below(1000) - 500),
    unit: 0.3,
  };
  const rowOf = new Map(Array.from(features, (feature, row) => [feature, row]));
  const model: NameModel = { ...packed, row: (feature) => rowOf.get(feature) ?? -1 };
  const tagger = new PackedTagger(packed);
  for (const count of [0, 1, 2, 50, 3000, 7]) {
    const seen = Int32Array.from({ length: count * featuresPerToken }, () =>
      random.below(2) ? features[random.below(features.length)]! : random.below(2 ** 26),
    );
    const may = Int32Array.from({ length: count }, () => [1, anyTag, anyTag & 0b1010101][random.below(3)]!);
    const allowed = (token: number): number => may[token]!;
    expect(tagger.decode(seen, count, allowed)).toEqual(decode(model, seen, count, allowed));
  }
});

test('only an address goes on in the next line', () => {
  const may = (tag: number, lineStart: boolean): boolean =>
    (allowedTags({ kind: 'word', lineStart }) & (1 << tag)) !== 0;
  expect([2, 8].map((tag) => may(tag, true))).toEqual([false, true]);
  expect(may(2, false)).toBe(true);
  expect(allowedTags({ kind: 'found', lineStart: false })).toBe(1);
});

// GeoNames and the lists of first names: what anyone can look up.
test.each([
  ['paris', listed.bigCity],
  ['lima', listed.bigCity],
  ['portugal', listed.country],
  ['maria', listed.first],
  ['schmidt', listed.last],
])('%s is listed', (name, flag) => expect(listedAs(hashName(name)) & flag).toBe(flag));

test('few words that are no name are listed', () => {
  const random = new Xoshiro128(3);
  let hits = 0;
  for (let i = 0; i < 5000; i++) if (listedAs(hashName(`q${random.below(1e9)}x`))) hits++;
  expect(hits).toBeLessThan(50);
});

test('tokens cover everything but spaces, and found places are one token', () => {
  const text = "Call O'Brien at ada@example.org\n42 now";
  const tokens = nameTokens(text, [{ start: 16, end: 31 }]);
  expect(tokens.map((token) => text.slice(token.start, token.end))).toEqual([
    'Call',
    "O'Brien",
    'at',
    'ada@example.org',
    '42',
    'now',
  ]);
  expect(tokens[4]!.lineStart).toBe(true);
});

// Sentences of the kind that the tagger is for; figures on published data: docs/personal-data.md.
test.each([
  ['My sister Julia Hartmann lives in Lisbon', ['person Julia Hartmann', 'place Lisbon']],
  ['Please send it to 12 Baker Street, London', ['address 12 Baker Street, London']],
  ['Mr. Harris called from Nairobi', ['title Mr.', 'person Harris', 'place Nairobi']],
])('%s', (text, wanted) => expect(found(text)).toEqual(wanted));

test.each(['the battery is bad and the screen too', 'why does it take 3 hours to charge??', '', '😀😀 lol'])(
  'nobody is named in %j',
  (text) => expect(found(text)).toEqual([]),
);

test('the same person gets the same pseudonym, in any case and by the last name alone', () => {
  const text = 'Ada Lovelace met Bob. LOVELACE left, Bob stayed.';
  const at = (word: string, from = 0): { start: number; end: number; type: PiiType; confidence: number } => {
    const start = text.indexOf(word, from);
    return { start, end: start + word.length, type: 'person', confidence: 1 };
  };
  expect(pseudonymise(text, [at('Ada Lovelace'), at('Bob'), at('LOVELACE'), at('Bob', 30)])).toBe(
    '[PERSON_1] met [PERSON_2]. [PERSON_1] left, [PERSON_2] stayed.',
  );
});

test('offsets are those of the original, whole characters, whatever is in the text', () => {
  const text = '𝓐𝓭𝓪 \ud800 ada\u200b@example.org 👩‍👩‍👧 ada＠example．org\udc00';
  for (const { start, end } of findPii(text, all, 'en')) {
    expect(start).toBeLessThan(end);
    expect(/^[\udc00-\udfff]/.test(text.slice(start)) && /[\ud800-\udbff]$/.test(text.slice(0, start))).toBe(false);
    expect(/^[\udc00-\udfff]/.test(text.slice(end)) && /[\ud800-\udbff]$/.test(text.slice(0, end))).toBe(false);
  }
});
