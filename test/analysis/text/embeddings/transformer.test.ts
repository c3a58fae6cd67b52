import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { textEmbeddings } from '../../../../analysis/text/embeddings/text-embeddings';
import { transformerVectors } from '../../../../analysis/text/embeddings/transformer';
import { numbers } from '../../../../domain/artefact';
import { postsOf, runMethod } from '../../run-method';
import { known } from '../../../shared-data';

const folder = path.join(__dirname, '..', '..', '..', 'known', 'tiny-bert');
const { texts, vectors } = known<{ texts: string[]; vectors: number[][] }>('transformer.json');

function installed(): boolean {
  try {
    createRequire(__filename).resolve('@huggingface/transformers');
    return true;
  } catch {
    return false;
  }
}

/** The package weighs half a gigabyte and is no dependency: these run where somebody has installed it. */
const withPackage = (name: string, body: () => Promise<void>): void => {
  if (installed()) test(name, body);
  else test.skip(`${name} (skipped: @huggingface/transformers not installed)`, () => {});
};

// The runtime makes arrays outside the test's own realm and takes no others; what Node's own modules make is of that realm.
const realm = { Float32Array, BigInt64Array };
beforeAll(() => {
  for (const one of [new Float32Array(1), new BigInt64Array(1)])
    Object.assign(globalThis, { [one.constructor.name]: deserialize(serialize(one)).constructor });
});
afterAll(() => {
  Object.assign(globalThis, realm);
});

const cosine = (a: ArrayLike<number>, b: readonly number[]): number => b.reduce((sum, one, k) => sum + one * a[k]!, 0);

withPackage('a BERT in a folder gives the vectors that Python’s onnxruntime and tokenizers give', async () => {
  const found = await transformerVectors(texts, folder, () => {});
  expect(found.dimensions).toBe(24);
  texts.forEach((text, i) => {
    const own = found.vectors.subarray(24 * i, 24 * i + 24);
    expect(cosine(own, Array.from(own))).toBeCloseTo(1, 5);
    // Of the post that is too long the package leaves out the mark of the end.
    if (text.split(' ').length > 32) expect(cosine(own, vectors[i]!)).toBeGreaterThan(0.97);
    else own.forEach((one, k) => expect(one).toBeCloseTo(vectors[i]![k]!, 6));
  });
});

withPackage('posts without text get no vector, and neighbours in a batch change nothing', async () => {
  const found = await runMethod(
    textEmbeddings,
    { posts: postsOf({ count: 3, text: [texts[0]!, ' ', texts[1]!] }) },
    { model: `${folder}/`, format: 'columns' },
  );
  for (let k = 0; k < 24; k++) {
    expect(numbers(found, `v${k + 1}`)[0]).toBeCloseTo(vectors[0]![k]!, 6);
    expect(numbers(found, `v${k + 1}`)[1]).toBeNaN();
    expect(numbers(found, `v${k + 1}`)[2]).toBeCloseTo(vectors[1]![k]!, 6);
  }
});

withPackage(
  'a folder that does not load, and a model that fails on its tokens, are refused without a word of the posts',
  async () => {
    await expect(transformerVectors(['a'], path.join(tmpdir(), 'none'), () => {})).rejects.toThrow(/tokenizer\.json/);
    const odd = mkdtempSync(path.join(tmpdir(), 'assay-bert-'));
    cpSync(folder, odd, { recursive: true });
    const file = path.join(odd, 'tokenizer.json');
    // A word with a number that the model has no row for.
    writeFileSync(file, readFileSync(file, 'utf8').replace('"late":8', '"late":5000'));
    const said: string[] = [];
    const error = jest.spyOn(console, 'error').mockImplementation((...all) => void said.push(all.join(' ')));
    await expect(transformerVectors(['late'], odd, () => {})).rejects.toMatchObject({ code: 'ASSAY_METHOD_INPUT' });
    error.mockRestore();
    expect(said).toEqual([]);
    rmSync(odd, { recursive: true });
  },
);

if (!installed())
  test('without the package it is refused with what to install', async () => {
    await expect(transformerVectors(['a'], folder, () => {})).rejects.toThrow(
      /@huggingface\/transformers .*expected, found none; install it/,
    );
  });
