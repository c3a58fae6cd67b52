import { romanisedHindiShare } from '../../../../analysis/text/languages/romanised-hindi';
import { unitsOf } from '../../../../analysis/text/word-table';

const share = (text: string): number => romanisedHindiShare(unitsOf(text), 0, text.length);

test.each(['mujhe kuch nahi pata yaar', 'aap kaise hain bhai', 'Abe usse kya baat karenge'])('%s is Hindi', (text) =>
  expect(share(text)).toBeGreaterThan(0.3),
);

test.each([
  'nobody at the counter could tell me why',
  'wo ist das Problem mit dem Essen hier',
  'come hai fatto a fare una torta cosi buona ieri sera',
  'bas les pattes les amis de la nuit',
  '',
])('%s is not', (text) => expect(share(text)).toBeLessThan(0.15));
