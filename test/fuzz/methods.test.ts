import { Xoshiro128 } from '../../analysis/statistics/random';
import { AssayError } from '../../domain/errors';
import { methodIds } from '../../methods';
import { hostileCorpora, hostileString, hostileStrings, longString } from './hostile';
import { answerOf, badOffsets, bytesOf, corpusOf, faultsOf, methodsOfPosts, parametersOf } from './run-hostile';

/** Unicode 15, Scripts.txt, without the newest, which an engine may not know yet. */
const scripts =
  `Adlam Ahom Anatolian_Hieroglyphs Arabic Armenian Avestan Balinese Bamum Bassa_Vah Batak Bengali Bhaiksuki Bopomofo
  Brahmi Braille Buginese Buhid Canadian_Aboriginal Carian Caucasian_Albanian Chakma Cham Cherokee Chorasmian Common Coptic Cuneiform
  Cypriot Cypro_Minoan Cyrillic Deseret Devanagari Dives_Akuru Dogra Duployan Egyptian_Hieroglyphs Elbasan Elymaic Ethiopic Georgian
  Glagolitic Gothic Grantha Greek Gujarati Gunjala_Gondi Gurmukhi Han Hangul Hanifi_Rohingya Hanunoo Hatran Hebrew Hiragana
  Imperial_Aramaic Inherited Inscriptional_Pahlavi Inscriptional_Parthian Javanese Kaithi Kannada Katakana Kayah_Li Kharoshthi
  Khitan_Small_Script Khmer Khojki Khudawadi Lao Latin Lepcha Limbu Linear_A Linear_B Lisu Lycian Lydian Mahajani Makasar Malayalam
  Mandaic Manichaean Marchen Masaram_Gondi Medefaidrin Meetei_Mayek Mende_Kikakui Meroitic_Cursive Meroitic_Hieroglyphs Miao Modi
  Mongolian Mro Multani Myanmar Nabataean Nandinagari New_Tai_Lue Newa Nko Nushu Nyiakeng_Puachue_Hmong Ogham Ol_Chiki Old_Hungarian
  Old_Italic Old_North_Arabian Old_Permic Old_Persian Old_Sogdian Old_South_Arabian Old_Turkic Old_Uyghur Oriya Osage Osmanya
  Pahawh_Hmong Palmyrene Pau_Cin_Hau Phags_Pa Phoenician Psalter_Pahlavi Rejang Runic Samaritan Saurashtra Sharada Shavian Siddham
  SignWriting Sinhala Sogdian Sora_Sompeng Soyombo Sundanese Syloti_Nagri Syriac Tagalog Tagbanwa Tai_Le Tai_Tham Tai_Viet Takri Tamil
  Tangsa Tangut Telugu Thaana Thai Tibetan Tifinagh Tirhuta Toto Ugaritic Vai Vithkuqi Wancho Warang_Citi Yezidi Yi
  Zanabazar_Square`.split(/\s+/);

const seed = 20;
/** `bench/fuzz.ts` runs the million; here as many as a test may cost. */
const strings = 500;
const corpusStrings = 60;

const random = new Xoshiro128(seed);
const many = hostileStrings(random, strings);
const few = [...many.slice(0, corpusStrings), longString(random, 5000)];

const taken = methodsOfPosts();
/** Each method with each set of parameters. */
const cases = (perPost: boolean) =>
  taken
    .filter((method) => (method.perPost ?? false) === perPost)
    .flatMap((method) => parametersOf(method).map((given, i) => [method.id, i, method, given] as const));
const singly = cases(true);
const whole = cases(false);

test('every method of text is tried', () => {
  const tried = new Set(taken.map(({ id }) => id));
  expect(methodIds.filter((id) => id.startsWith('text/') && !tried.has(id))).toEqual([]);
});

test('hostile strings reach every script that the engine knows', () => {
  const letters = new Xoshiro128(seed);
  const seen = Array.from({ length: 20_000 }, () => hostileString(letters)).join('');
  expect(scripts.filter((name) => !new RegExp(`\\p{Script=${name}}`, 'u').test(seen))).toEqual([]);
});

describe('hostile strings, post by post', () => {
  test.each(singly)('%s, parameters %i: valid places, the same twice', async (_, __, method, given) => {
    const posts = corpusOf(many);
    const answer = await answerOf(method, posts, given);
    if (answer instanceof AssayError) return;
    expect(faultsOf(method, posts, answer)).toEqual([]);
    const again = corpusOf(few);
    const once = await answerOf(method, again, given);
    const twice = await answerOf(method, again, given);
    if (!(once instanceof AssayError) && !(twice instanceof AssayError)) expect(bytesOf(twice)).toBe(bytesOf(once));
  });
});

describe('a hostile corpus', () => {
  test.each(whole)('%s, parameters %i: an answer, the same twice', async (_, __, method, given) => {
    const posts = corpusOf(few);
    const once = await answerOf(method, posts, given);
    const twice = await answerOf(method, posts, given);
    if (once instanceof AssayError || twice instanceof AssayError) {
      expect(String(twice)).toBe(String(once));
      return;
    }
    expect(faultsOf(method, posts, once)).toEqual([]);
    expect(bytesOf(twice)).toBe(bytesOf(once));
  });
});

/** Far smaller than in the bench: what fails here fails by what is in them, not by their size. */
const shortened = hostileCorpora(random).map(
  ([name, texts]) => [name, corpusOf(texts.slice(0, 40).map((text) => text.slice(0, 2000)))] as const,
);

describe.each(shortened)('a corpus: %s', (_, posts) => {
  test.each(taken.map((method) => [method.id, method] as const))('%s answers', async (__, method) => {
    const answer = await answerOf(method, posts);
    if (answer instanceof AssayError) expect(answer.message).not.toBe('');
    else expect(faultsOf(method, posts, answer)).toEqual([]);
  });
});

test('numbers that are none and probabilities that are none are noticed', () => {
  const posts = corpusOf(['ab']);
  const method = taken.find(({ output }) => output === 'post-table')!;
  const faults = (columns: object, about = {}): string[] =>
    faultsOf(method, posts, { kind: 'post-table', columns, about } as never);
  expect(faults({ score: Float64Array.of(Number.POSITIVE_INFINITY) })).toHaveLength(1);
  expect(faults({ score: Float64Array.of(1, 2) })).toEqual(['2 rows for 1 posts']);
  expect(faults({ probabilities: ['{"a":0.5,"b":0.6}'] }, { json: ['probabilities'] })).toHaveLength(1);
  expect(faults({ label: ['a'] }, { summary: { mean: Number.NaN } })).toEqual(['about.summary.mean is NaN']);
});

test('places that cannot be are noticed', () => {
  expect(badOffsets([{ start: 0, end: 3 }], 'ab')).toHaveLength(1);
  expect(badOffsets({ aspects: [{ start: 2, end: 1 }] }, 'abc')).toHaveLength(1);
  expect(badOffsets([{ start: 1, end: 2 }], '😀')).toHaveLength(1);
  expect(badOffsets([{ start: 0, end: 2 }], '😀')).toEqual([]);
});
