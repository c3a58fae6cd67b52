import { cleanTexts } from '../../../analysis/text/clean';
import { canonicalUrl } from '../../../analysis/text/normalisation/canonical-url';
import { textEdges } from '../../../analysis/text/text-edges';

const options = {
  mask: ['mention', 'email', 'url', 'phone'],
  keepMentions: ['@United'],
  minimumLanguageConfidence: 0.02,
} as const;

test('texts are normalised, their language named, and what is personal masked and counted', async () => {
  const found = await cleanTexts(
    [
      'Caf&eacute; was lovely, thanks @ada and @united! Mail ada@example.org',
      null,
      'Mein Flug wurde gestrichen &amp; niemand wusste warum @bob',
    ],
    options,
  );
  expect(found.text).toEqual([
    'Café was lovely, thanks @user and @united! Mail [email]',
    '',
    'Mein Flug wurde gestrichen & niemand wusste warum @user',
  ]);
  expect(found.language).toEqual(['en', 'und', 'de']);
  expect(found.masked.email).toBe(1);
  expect(found.confidence[1]).toBe(0);
});

test('an account that stays readable is not counted as masked', async () => {
  const found = await cleanTexts(['thanks @united and @ada'], options);
  expect(found.masked).toEqual({ mention: 1 });
});

test('what a text addresses and carries', () => {
  expect(textEdges('RT @ada: see #Fail, https://example.org/x. by @bob')).toEqual({
    mentions: ['ada', 'bob'],
    hashtags: ['Fail'],
    urls: ['https://example.org/x'],
    repostOf: 'ada',
  });
  expect(textEdges('nothing')).toEqual({ mentions: [], hashtags: [], urls: [], repostOf: null });
  expect(textEdges('not RT @ada')).toMatchObject({ repostOf: null });
});

test('national ids, dates of birth and people are masked where the protocol asks for it, and only there', async () => {
  const text = 'My name is John Smith, SSN 219-09-9999, born on 12 March 1984.';
  const asked = await cleanTexts([text], {
    mask: ['national-id', 'date-of-birth', 'person'],
    keepMentions: [],
    minimumLanguageConfidence: 0.45,
  });
  expect(asked.text[0]).not.toMatch(/John|Smith|219|1984/);
  expect(asked.masked).toEqual({ 'national-id': 1, 'date-of-birth': 1, person: 1 });
  const usual = await cleanTexts([text], { mask: ['email'], keepMentions: [], minimumLanguageConfidence: 0.45 });
  expect(usual.text[0]).toBe(text);
});

test('marks behind a link are not its own, wherever else in it they stand', () => {
  expect(textEdges('see http://a.org/b..c...').urls).toEqual(['http://a.org/b..c']);
  expect(textEdges('http://a.org/!?)').urls).toEqual(['http://a.org/']);
  expect(canonicalUrl('http://a.org//b///')).toBe('a.org//b');
});
