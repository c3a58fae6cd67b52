import { Xoshiro128 } from '../../../../analysis/statistics/random';
import { luhn } from '../../../../analysis/text/personal-data/check-digits';
import { maskPii } from '../../../../analysis/text/personal-data/mask';
import { type PiiType, structuredTypes } from '../../../../analysis/text/personal-data/span';
import { findPii, withoutKept } from '../../../../analysis/text/personal-data/find-pii';
import { textPii } from '../../../../analysis/text/personal-data/pii';
import { strings } from '../../../../domain/artefact';
import { postsOf, runMethod } from '../../run-method';

const all: ReadonlySet<PiiType> = new Set(structuredTypes);

/** Type and value of what is found. */
function found(text: string, language = 'en', types = all): string[] {
  return findPii(text, types, language).map((span) => `${span.type} ${text.slice(span.start, span.end)}`);
}
function masked(text: string, language = 'en', keep: readonly string[] = []): string {
  return maskPii(text, withoutKept(text, findPii(text, all, language), new Set(keep)));
}

describe('payment cards', () => {
  // Test numbers that Visa, Mastercard, American Express, Discover, Diners Club and JCB publish.
  test.each([
    '4111111111111111',
    '4111 1111 1111 1111',
    '4111-1111-1111-1111',
    '5555555555554444',
    '2223003122003222',
    '378282246310005',
    '6011111111111117',
    '30569309025904',
    '3530111333300000',
    '4222222222222',
  ])('%s has a valid check digit', (number) => expect(found(`pay with ${number} please`)).toEqual([`card ${number}`]));

  test.each(['4111111111111112', '4111 1111 1111 1121', '5555555555554440', '378282246310006'])(
    '%s has not',
    (number) => {
      expect(found(`order ${number} please`).filter((one) => one.startsWith('card'))).toEqual([]);
    },
  );

  test('one wrong digit is always noticed, and most swapped neighbours are', () => {
    for (const number of ['4111111111111111', '378282246310005']) {
      for (let i = 0; i < number.length; i++) {
        for (let digit = 0; digit < 10; digit++)
          if (String(digit) !== number[i]) expect(luhn(number.slice(0, i) + digit + number.slice(i + 1))).toBe(false);
      }
    }
  });

  test.each([
    ['with its expiry date', 'Card 4111 1111 1111 1111 12/27'],
    ['with expiry and code', '4111111111111111 12/27 123'],
    ['behind a number', 'for 2 4111 1111 1111 1111'],
    ['at the end of a sentence', 'It is 4111111111111111.'],
    ['in brackets', '(4111111111111111)'],
    ['twice', '4111111111111111 5555555555554444'],
  ])('a card is found %s', (_, text) => {
    expect(masked(text).replace(/\D/g, '')).not.toContain('4111111111111111');
    expect(masked(text)).toContain('[card]');
  });
});

test('a number with a plus in front is a telephone number, also where its check digit would do for a card', () => {
  const numbers = Array.from({ length: 300 }, (_, i) => `+49151${10_000_000 + i * 7919}`);
  expect(numbers.some((number) => luhn(number.slice(1)))).toBe(true);
  for (const number of numbers) expect(found(`call ${number} now`)).toEqual([`phone ${number}`]);
});

describe('IBAN', () => {
  // Examples of the SWIFT IBAN registry.
  test.each([
    'DE89370400440532013000',
    'DE89 3704 0044 0532 0130 00',
    'GB29NWBK60161331926819',
    'FR14 2004 1010 0505 0001 3M02 606',
    'NO93 8601 1117 947',
    'MT84MALT011000012345MTLCAST001S',
    'BE68 5390 0754 7034',
    'NL91 ABNA 0417 1643 00',
  ])('%s has valid check digits', (number) =>
    expect(found(`send it to ${number} thanks`, 'und')).toEqual([`iban ${number}`]),
  );

  test.each(['DE88370400440532013000', 'GB29NWBK60161331926818', 'XX89370400440532013000'])('%s has not', (number) => {
    expect(found(`send it to ${number} thanks`, 'und').filter((one) => one.startsWith('iban'))).toEqual([]);
  });

  test.each([
    ['before a word in capitals', 'DE89 3704 0044 0532 0130 00 OK'],
    ['behind a colon', 'IBAN:DE89370400440532013000'],
    ['behind a code of the same shape', 'Ref AB12 DE89 3704 0044 0532 0130 00'],
    ['at the end of a sentence', 'Pay DE89370400440532013000.'],
    ['in lower case, as people type it', 'de89 3704 0044 0532 0130 00'],
  ])('an IBAN is found %s', (_, text) => {
    expect(masked(text, 'und')).toContain('[iban]');
    expect(masked(text, 'und').replace(/\s/g, '')).not.toContain('370400440532013000');
  });
});

describe('network addresses', () => {
  test.each(['192.168.0.1', '8.8.8.8', '255.255.255.255'])('%s is an IPv4 address', (address) =>
    expect(found(`from ${address}.`)).toEqual([`ip ${address}`]),
  );

  test.each(['256.1.1.1', '1.2.3', '1.2.3.4.5', '1.2.3.400', '24.02.2015'])('%s is none', (text) =>
    expect(found(`see ${text} there`)).toEqual([]),
  );

  // RFC 4291 §2.2.
  test.each([
    '2001:db8:0:0:8:800:200c:417a',
    '2001:db8::8:800:200c:417a',
    '2001:DB8::1',
    'fe80::1ff:fe23:4567:890a',
    '2a02::5',
  ])('%s is an IPv6 address', (address) => {
    expect(found(`from ${address} today`)).toEqual([`ip ${address}`]);
  });

  test.each(['12:34:56', 'at 9:05:07 sharp', '1:2:3', '10:20:30:40'])('%s is a time or a ratio, no address', (text) =>
    expect(found(text)).toEqual([]),
  );
});

describe('e-mail addresses', () => {
  test.each([
    'ada@example.org',
    'ada.lovelace+news@mail.example.co.uk',
    'ADA_1@EXAMPLE.ORG',
    'müller@example.de',
    'ada (at) example (dot) org',
    'ada[at]example[dot]org',
    'ada at example dot org',
  ])('%s is one', (address) => {
    expect(found(`mail ${address}, please`)).toEqual([`email ${address}`]);
  });

  test.each(['ada@', '@ example.org', 'look at example dot org', 'meet me at example.org', 'a @ b'])(
    '%s is none',
    (text) => expect(found(text).filter((one) => one.startsWith('email'))).toEqual([]),
  );
});

describe('mentions', () => {
  test.each<[string, string[]]>([
    ['hello @ada!', ['mention @ada']],
    ['(@ada)', ['mention @ada']],
    ['＠ada', ['mention ＠ada']],
    ['@ada.bsky.social is here', ['mention @ada.bsky.social']],
    ['thanks u/ada-lovelace', ['mention u/ada-lovelace']],
    ['@ada @bob', ['mention @ada', 'mention @bob']],
    ['“@ada said', ['mention @ada']],
  ])('%s', (text, wanted) => expect(found(text)).toEqual(wanted));

  test('a mention behind a full stop, as people wrote to make a reply public, is one', () => {
    expect(found('.@united thanks for nothing')).toEqual(['mention @united']);
  });

  test('an account of the fediverse is one mention, not an e-mail address behind a sign', () => {
    expect(found('by @ada@mastodon.social.')).toEqual(['mention @ada@mastodon.social']);
  });

  test('a handle with a hyphen, as YouTube allows, leaves nothing behind', () => {
    expect(masked('thanks @ada-lovelace!')).not.toContain('lovelace');
  });

  test('accounts of organisations can stay readable, whatever their case', () => {
    expect(masked('@United and @ada', 'en', ['united'])).toBe('@United and @user');
    expect(masked('@unitedfan', 'en', ['united'])).toBe('@user');
  });

  test.each(['3 @ 5', 'a@b', 'menu/item', 'you/me'])('%s has none', (text) => expect(found(text)).toEqual([]));
});

describe('phone numbers', () => {
  test.each([
    ['+49 30 901820', 'und'],
    ['+1 650-253-0000', 'und'],
    ['(650) 253-0000', 'en'],
    ['030 901820', 'de'],
    ['06 12 34 56 78', 'fr'],
    ['+44 20 7946 0958', 'und'],
  ])('%s in a post in %s', (number, language) => {
    expect(found(`call ${number} now`, language)).toEqual([`phone ${number}`]);
  });

  test('a national form counts behind a word that says so, whatever the language', () => {
    expect(found('call 030 901820 now', 'und')).toEqual(['phone 030 901820']);
    expect(found('it had 7901820 views', 'und')).toEqual([]);
  });

  test.each(['in 2015 and 2016', '1000000', 'flight 1234', 'room 101'])('%s is none', (text) =>
    expect(found(text)).toEqual([]),
  );

  test('a number in a long post is found wherever it stands', () => {
    for (const before of [100, 4990, 6000, 20_000])
      expect(found(`${'word '.repeat(before / 5)}call +49 30 901820`, 'und')).toEqual(['phone +49 30 901820']);
  });
});

describe('links', () => {
  test.each([
    ['https://example.org/~ada?x=1', 'https://example.org/~ada?x=1'],
    ['see www.example.org.', 'www.example.org'],
    ['(http://example.org/a)', 'http://example.org/a'],
    ['HTTPS://EXAMPLE.ORG!', 'HTTPS://EXAMPLE.ORG'],
  ])('%s', (text, wanted) => {
    expect(found(text)).toEqual([`url ${wanted}`]);
  });

  test('what is inside a link goes with it', () =>
    expect(found('https://example.org/?mail=ada@example.org&ip=10.0.0.1')).toEqual([
      'url https://example.org/?mail=ada@example.org&ip=10.0.0.1',
    ]));
});

const samples: Record<Exclude<(typeof structuredTypes)[number], 'date-of-birth'>, string[]> = {
  url: ['https://example.org/ada', 'www.example.org/b'],
  email: ['ada@example.org', 'bob.b@mail.example'],
  mention: ['@ada', '@bob_b', 'u/carol_c'],
  ip: ['10.1.2.3', '2001:db8::8:800:200c:417a'],
  iban: ['DE89370400440532013000', 'GB29NWBK60161331926819'],
  card: ['4111111111111111', '378282246310005'],
  phone: ['+49 30 901820', '+1 650-253-0000'],
  'national-id': ['494-33-0748', 'ABCPE1234F'],
};

const pickable = Object.values(samples);
const names = ['alpha', 'beta', 'gamma', 'delta'];

test('masked text never holds what was put in, and words around it stay', () => {
  const random = new Xoshiro128(1);
  for (let round = 0; round < 400; round++) {
    const values = Array.from({ length: 1 + random.below(4) }, () => {
      const list = pickable[random.below(pickable.length)]!;
      return list[random.below(list.length)]!;
    });
    const text = values.map((value, i) => `${names[i]} ${value}`).join(' and, then ');
    const clean = masked(`${text} end`, 'und');
    for (const value of values) expect(clean).not.toContain(value);
    values.forEach((_, i) => expect(clean).toContain(`${names[i]} `));
    expect(clean.endsWith(' end')).toBe(true);
    // What is masked is not found again but as the mask itself.
    expect(maskPii(clean, findPii(clean, all, 'und'))).toBe(clean);
  }
});

test('spans come in order, do not overlap, and only of the types asked for', () => {
  const text =
    '@ada ada@example.org https://example.org/@ada 10.1.2.3 4111111111111111 +49 30 901820 DE89370400440532013000 494-33-0748 born 12/03/1985';
  for (const type of structuredTypes)
    for (const span of findPii(text, new Set([type]), 'und')) expect(span.type).toBe(type);
  const spans = findPii(text, all, 'und');
  expect(new Set(spans.map((span) => span.type)).size).toBe(structuredTypes.length);
  spans.forEach((span, i) => expect(span.start).toBeGreaterThanOrEqual(spans[i - 1]?.end ?? 0));
  expect(findPii(text, new Set(), 'und')).toEqual([]);
});

test('text without anything personal is left as it is', () => {
  const text = 'My flight 1234 on 24-02-2015 at 11.35 was 2.5 hours late (again) & nobody said why… 100% refund?';
  expect(masked(text)).toBe(text);
});

test.each([
  '@',
  '1',
  'a',
  'a.a.a.',
  '[',
  '(',
  '[at]',
  'a@',
  'a@b.',
  '1 ',
  '1-',
  '1.',
  'a:',
  '::',
  'AA11',
  'AA11 ',
  `AA11${'A'.repeat(33)} `,
  '+1 ',
  '(1',
  '1 (at) ',
])('three hundred kilobytes of %j come to an end', (part) => {
  const text = part.repeat(Math.ceil(300_000 / part.length));
  const spans = findPii(text, all, 'en');
  expect(maskPii(text, spans).length).toBeLessThanOrEqual(text.length * 3);
});

test('the method counts what it found, and masks with typed pseudonyms where asked', async () => {
  const posts = postsOf({ count: 3, text: ['@ada mail ada@example.org, @bob or @Ada', 'nothing', ''] });
  const plain = await runMethod(textPii, { posts });
  expect(plain.about).toMatchObject({
    summary: { posts: 3, postsWithPersonalData: 1, found: { mention: 3, email: 1 } },
  });
  expect(Object.keys(plain.columns)).toEqual(['spans']);
  expect(JSON.stringify(plain.columns)).not.toContain('ada');
  const masked = await runMethod(textPii, { posts }, { mask: true });
  expect(strings(masked, 'masked')).toEqual(['[MENTION_1] mail [EMAIL_1], [MENTION_2] or [MENTION_1]', 'nothing', '']);
});

test('types and confidence that are not asked for stay out', async () => {
  const posts = postsOf({ count: 1, text: ['@ada mail ada@example.org'] });
  const only = await runMethod(textPii, { posts }, { types: ['email'] });
  expect(JSON.parse(strings(only, 'spans')[0]!)).toEqual([{ start: 10, end: 25, type: 'email', confidence: 1 }]);
  const sure = await runMethod(textPii, { posts }, { minimumConfidence: 1, keepMentions: ['@Ada'] });
  expect(JSON.parse(strings(sure, 'spans')[0]!)).toHaveLength(1);
});

test('no posts give no spans', async () => {
  const result = await runMethod(textPii, { posts: postsOf({ count: 0, text: [] }) });
  expect(result.about).toMatchObject({ summary: { posts: 0, found: {} } });
});
