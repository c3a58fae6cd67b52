import { languageDetector, textLanguage } from '../../../analysis/text/language';
import { numbers, strings } from '../../../domain/artefact';
import { sharedData } from '../../../settings';
import { ndjsonGz, withData } from '../../shared-data';
import { postsOf, runMethod } from '../run-method';

test.each([
  ['en', 'My flight was cancelled and nobody at the counter could tell me why.'],
  ['de', 'Mein Flug wurde gestrichen und niemand am Schalter konnte mir sagen, warum.'],
  ['fr', 'Mon vol a été annulé et personne au comptoir ne pouvait me dire pourquoi.'],
  ['es', 'Cancelaron mi vuelo y nadie en el mostrador supo decirme por qué.'],
  ['it', 'Il mio volo è stato cancellato e nessuno allo sportello sapeva dirmi perché.'],
  ['pt', 'O meu voo foi cancelado e ninguém no balcão soube dizer-me porquê.'],
  ['hi', 'मेरी उड़ान रद्द कर दी गई और कोई नहीं बता सका कि क्यों।'],
  ['ar', 'تم إلغاء رحلتي ولم يستطع أحد أن يخبرني لماذا حدث ذلك.'],
])('%s is recognised', async (language, text) => {
  const detect = await languageDetector(0.02);
  expect(detect(text).language).toBe(language);
  expect(detect(`@united ${text} https://t.co/x #travel`).language).toBe(language);
});

test.each(['ok haha', 'ok', '', '😀😀', '@united https://t.co/x', '12345 67890', '!!!'])(
  '%j belongs to no language',
  async (text) => {
    expect((await languageDetector(0.02))(text)).toEqual({ language: 'und', confidence: 0 });
  },
);

test('confidence is between 0 and 1, and a post below the minimum is undetermined', async () => {
  const text = 'Mein Flug wurde gestrichen und niemand am Schalter konnte mir sagen, warum.';
  const { confidence } = (await languageDetector(0))(text);
  expect(confidence).toBeGreaterThan(0);
  expect(confidence).toBeLessThanOrEqual(1);
  expect((await languageDetector(1.01))(text)).toEqual({ language: 'und', confidence });
});

test('the method gives a language for every post', async () => {
  const found = await runMethod(textLanguage, {
    posts: postsOf({ count: 2, text: ['The weather is really nice today, is it not?', ''] }),
  });
  expect(strings(found, 'language')).toEqual(['en', 'und']);
  expect(numbers(found, 'confidence')[1]).toBe(0);
});

withData(
  sharedData('language', 'tweets.jsonl.gz'),
  'of the first 1000 labelled tweets 98 in 100 are right',
  async (file) => {
    const rows = ndjsonGz<{ text: string; label?: string; language?: string; lang?: string }>(file).slice(0, 1000);
    const detect = await languageDetector(0.02);
    const right = rows.filter((row) => detect(row.text).language === (row.label ?? row.language ?? row.lang)).length;
    expect(right / rows.length).toBeGreaterThanOrEqual(0.98);
  },
);
