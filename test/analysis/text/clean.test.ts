import { cleanTexts, textEdges } from '../../../analysis/text/clean';

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
