import { readFasttext } from '../../../../analysis/text/languages/fasttext-model';
import { unitsOf } from '../../../../analysis/text/word-table';

interface Wasm {
  core: { FS: { readFile(path: string): Uint8Array } };
  predict(
    text: string,
    k: number,
    threshold: number,
  ): { get(i: number): [number, string]; size(): number; delete(): void };
}

const texts = [
  'My flight was cancelled and nobody could tell me why',
  'Cancelaron mi vuelo y nadie supo decirme por qué',
  'O meu voo foi cancelado e ninguém soube dizer-me porquê',
  'मेरी उड़ान रद्द कर दी गई',
  'تم إلغاء رحلتي ولم يخبرني أحد لماذا',
  '我的航班被取消了 没有人能告诉我为什么',
  '飛行機がキャンセルされました',
  'Mae fy hediad wedi cael ei ganslo a doedd neb yn gallu dweud pam',
  'Safari yangu ya ndege ilifutwa na hakuna aliyejua kwa nini',
  'Ahjaj internaciaj lingvoj',
  'zzxqk qqw',
  'É',
  '😀',
  'Ａ',
  'x',
];

test('the two likeliest languages and their probabilities are those of fastText itself', async () => {
  const { getLIDModel } = await import('fasttext.wasm.js');
  const wasm = (await (await getLIDModel()).load()) as unknown as Wasm;
  const model = readFasttext(wasm.core.FS.readFile('model.bin'));
  expect(model.labels.length).toBe(176);
  for (const text of texts) {
    const found = wasm.predict(text, 2, 0);
    const own = model.classify(unitsOf(text), 0, text.length);
    if (own === null) {
      // Nothing of it is known: fastText then answers with what the end of the line alone gives.
      expect(text).not.toMatch(/[a-z]{2}/);
      found.delete();
      continue;
    }
    const [first, second] = [found.get(0), found.get(1)];
    found.delete();
    const next = model.runnerUp();
    expect([own.label, next.label]).toEqual([first[1].replace('__label__', ''), second[1].replace('__label__', '')]);
    expect(own.probability).toBeCloseTo(first[0], 3);
    expect(next.probability).toBeCloseTo(second[0], 3);
    // Words come from the store the second time.
    expect(model.classify(unitsOf(text), 0, text.length)).toEqual(own);
  }
});

test('bytes that are no model are refused', () => {
  expect(() => readFasttext(new Uint8Array(100))).toThrow(TypeError);
});
