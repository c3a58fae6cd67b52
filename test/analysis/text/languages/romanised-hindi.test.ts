import { romanisedHindiShare } from '../../../../analysis/text/languages/romanised-hindi';

test.each(['mujhe kuch nahi pata yaar', 'aap kaise hain bhai', 'Abe usse kya baat karenge'])('%s is Hindi', (text) =>
  expect(romanisedHindiShare(text)).toBeGreaterThan(0.3),
);

test.each([
  'nobody at the counter could tell me why',
  'wo ist das Problem mit dem Essen hier',
  'come hai fatto a fare una torta cosi buona ieri sera',
  'bas les pattes les amis de la nuit',
  '',
])('%s is not', (text) => expect(romanisedHindiShare(text)).toBeLessThan(0.15));
