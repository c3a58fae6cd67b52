import { languageDetector } from '../../../../analysis/text/languages/detect';
import { textLanguage } from '../../../../analysis/text/languages/language';
import { numbers, strings } from '../../../../domain/artefact';
import { sharedData } from '../../../../settings';
import { ndjsonGz, withData } from '../../../shared-data';
import { postsOf, runMethod } from '../../run-method';
import { tweetLanguages } from '../../../../bench/tweet-languages';

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

test.each([
  ['cy', 'Cafodd fy hediad ei ganslo ac ni allai neb ddweud wrthyf pam fod hynny wedi digwydd'],
  ['eo', 'Mia flugo estis nuligita kaj neniu povis diri al mi kial tio okazis hieraŭ'],
  ['tt', 'Минем очышым гамәлдән чыгарылды, һәм беркем дә ни өчен икәнен әйтә алмады'],
  ['mn', 'Миний нислэг цуцлагдсан бөгөөд яагаад гэдгийг хэн ч хэлж чадахгүй байв'],
  ['si', 'මගේ ගුවන් ගමන අවලංගු කර ඇති අතර ඒ ඇයි කියා කිසිවෙකු දන්නේ නැත'],
  ['hi', 'yaar mujhe samajh nahi aa raha ki flight cancel kyun hui'],
  ['ar', 'انا مش عارف ليه الرحلة اتلغت امبارح بالليل ومحدش قال حاجة'],
  ['zh', '我爱你'],
  ['xh', 'Wonke umntu uzalwa ekhululekile yaye elingana nabanye ngesidima nangamalungelo'],
  ['rw', 'Abantu bose bavuka bareshya mu gaciro no mu burenganzira kandi bafite umutima'],
  ['af', 'My vlug is gekanselleer en niemand by die toonbank kon vir my sê hoekom nie'],
  ['oc', 'Mon vòl es estat anullat e degun sabiá pas me dire perqué'],
  ['scn', 'Lu me volu fu cancillatu e nuddu mi sappi diri pirchì'],
  ['vec', 'El me volo el xe stà canselà e nisun saveva dirme parché'],
  ['sat', 'ᱥᱟᱱᱟᱢ ᱢᱟᱹᱱᱢᱤ ᱠᱚ ᱯᱷᱩᱨᱜᱟᱹᱞ ᱨᱮ ᱡᱟᱱᱟᱢ'],
])('beyond the languages of one model: %s', async (language, text) => {
  expect((await languageDetector(0.45))(text).language).toBe(language);
});

test('a post in two languages names the second with its share', async () => {
  const detect = await languageDetector(0.45);
  const found = detect(
    'تم إلغاء رحلتي ولم يستطع أحد أن يخبرني لماذا حدث ذلك. My flight was cancelled and nobody knew why.',
  );
  expect([found.language, found.second].sort()).toEqual(['ar', 'en']);
  expect(found.secondShare).toBeGreaterThan(0.2);
  expect(found.secondShare).toBeLessThan(0.8);
  expect(detect('My flight was cancelled. Nobody at the counter could tell me why.').second).toBeUndefined();
});

test('styled letters count as the letters that they look like', async () => {
  const text = 'The weather is really nice today, is it not?';
  const styled = text.replace(/[a-z]/g, (one) => String.fromCodePoint(0x1d41a + one.charCodeAt(0) - 97));
  expect((await languageDetector(0.45))(styled).language).toBe('en');
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
  'of the first 3000 labelled tweets 99 in 100 are right',
  async (file) => {
    const rows = ndjsonGz<{ text: string; language: string }>(file).slice(0, 3000);
    const detect = await languageDetector(0.45);
    const right = rows.filter((row) => detect(row.text).language === row.language).length;
    expect(right / rows.length).toBeGreaterThanOrEqual(0.99);
  },
);

withData(
  sharedData('sentiment', 'tweets-hindi-dev.jsonl.gz'),
  'of unseen tweets in eight languages more are right than the best single model gets (.857)',
  async (file) => {
    const detect = await languageDetector(0.45);
    let right = 0;
    let rows = 0;
    for (const [name, language] of Object.entries(tweetLanguages)) {
      for (const row of ndjsonGz<{ text: string }>(file.replace('hindi', name))) {
        rows++;
        if (detect(row.text).language === language) right++;
      }
    }
    expect(right / rows).toBeGreaterThanOrEqual(0.9);
  },
);
