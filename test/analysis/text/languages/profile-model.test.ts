import { NgramHashes } from '../../../../analysis/text/languages/ngram-hashes';
import { ProfileModel } from '../../../../analysis/text/languages/profile-model';
import { unitsOf } from '../../../../analysis/text/word-table';
import { Xoshiro128 } from '../../../../analysis/statistics/random';

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const unit of unitsOf(text))
    for (const byte of [unit & 0xff, unit >> 8]) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash ^ (hash >>> 24)) & 0xffffff;
}

/** The obvious way: all strings of five units of the padded words, and padded words that are shorter. */
function obvious(text: string): number[] {
  return text.split(' ').flatMap((word) => {
    const padded = ` ${word} `;
    if (padded.length < 5) return [fnv1a(padded)];
    return Array.from({ length: padded.length - 4 }, (_, i) => fnv1a(padded.slice(i, i + 5)));
  });
}

function hashesOf(text: string): number[] {
  const ngrams = new NgramHashes();
  ngrams.read(unitsOf(text), 0, text.length);
  return [...ngrams.hashes.subarray(0, ngrams.count)];
}

test('n-grams are those that the obvious way finds', () => {
  const random = new Xoshiro128(5);
  for (let i = 0; i < 500; i++) {
    const words = Array.from({ length: 1 + random.below(8) }, () =>
      String.fromCharCode(...Array.from({ length: 1 + random.below(9) }, () => 0x61 + random.below(26))),
    );
    expect(hashesOf(words.join(' ')).sort()).toEqual(obvious(words.join(' ')).sort());
  }
});

test('capitals, forms of the apostrophe and marks apart from their letter make no difference', () => {
  expect(hashesOf('O‘ZBEK tili')).toEqual(hashesOf('o’zbek tili'));
  expect(hashesOf('e\u0301wé'.normalize('NFD'))).toEqual(hashesOf('ewe'));
});

test.each([
  ['xh', 'Wonke umntu uzalwa ekhululekile yaye elingana nabanye ngesidima nangamalungelo'],
  ['ha', 'Su dai yan adam ana haihuwarsu ne duka yanyantattu kuma kowannensu na da mutunci'],
  ['sm', 'O tagata soifua uma ua saoloto lo latou fananau mai ma e tutusa o latou tulaga aloaia'],
])('sentences of %s are in it, whatever comes before or behind', (language, text) => {
  const model = new ProfileModel();
  const units = unitsOf(`xx ${text} yy`);
  expect(model.classify(units, 3, 3 + text.length)).toBe(language);
  expect(model.score(language)).toBeGreaterThan(model.score('en'));
  expect(model.score('tlh')).toBe(0);
});

test('nothing is said of text whose n-grams nobody knows', () => {
  const model = new ProfileModel();
  expect(model.classify(unitsOf('\u{16a0}\u{16a1}\u{16a2}\u{16a3}\u{16a4}'), 0, 5)).toBe('');
  expect(model.classify(new Uint16Array(0), 0, 0)).toBe('');
});
