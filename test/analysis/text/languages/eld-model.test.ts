import { EldModel } from '../../../../analysis/text/languages/eld-model';
import { Xoshiro128 } from '../../../../analysis/statistics/random';
import { sharedData } from '../../../../settings';
import { hostileString } from '../../../fuzz/hostile';
import { ndjsonGz, withData } from '../../../shared-data';

interface Package {
  readonly eld: { detect(text: string): { readonly language: string } };
}

const oracle = async (): Promise<Package['eld']> => ((await import('eld/extrasmall')) as unknown as Package).eld;

test('the language of odd texts is the one that the package eld gives', async () => {
  const eld = await oracle();
  const model = new EldModel();
  const random = new Xoshiro128(3);
  const texts = Array.from({ length: 5000 }, () => hostileString(random));
  texts.push('', 'don’t', 'İSTANBUL', 'ΟΔΟΣ', 'a'.repeat(70), 'a'.repeat(71), 'ab '.repeat(200), 'é'.repeat(400));
  expect(texts.map((text) => model.detect(text))).toEqual(texts.map((text) => eld.detect(text).language));
});

withData(sharedData('language', 'tweets.jsonl.gz'), 'and of 3000 tweets', async (file) => {
  const eld = await oracle();
  const model = new EldModel();
  const texts = ndjsonGz<{ text: string }>(file)
    .slice(0, 3000)
    .map(({ text }) => text);
  expect(texts.map((text) => model.detect(text))).toEqual(texts.map((text) => eld.detect(text).language));
});
