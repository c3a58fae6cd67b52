import { AssayError } from '../../../domain/errors';

const packageName = '@huggingface/transformers';

interface Transformers {
  env: { allowRemoteModels: boolean; localModelPath: string };
  pipeline(
    task: 'feature-extraction',
    model: string,
    options: { dtype: string },
  ): Promise<
    (
      texts: string[],
      options: { pooling: 'mean'; normalize: boolean },
    ) => Promise<{ dims: number[]; data: Float32Array }>
  >;
}

const batch = 32;

/** The package is large and needed by few studies, so it is no dependency: its name is given at run time. */
async function load(): Promise<Transformers> {
  try {
    return (await import(packageName as string)) as Transformers;
  } catch {
    throw new AssayError(
      'ASSAY_METHOD_INPUT',
      `text/embeddings, setting model: the package ${packageName} was expected, found none; install it (npm install ${packageName}) or leave model out`,
    );
  }
}

/**
 * Post vectors from a sentence transformer in ONNX form in a local folder (config.json, tokenizer.json, onnx/model.onnx), mean over
 * tokens, length 1. Nothing is downloaded. Posts without text get zeros.
 */
export async function transformerVectors(
  texts: readonly string[],
  folder: string,
  progress: (fraction: number) => void,
): Promise<{ readonly dimensions: number; readonly vectors: Float32Array }> {
  const transformers = await load();
  transformers.env.allowRemoteModels = false;
  const cut = folder.replace(/\/+$/, '').lastIndexOf('/');
  transformers.env.localModelPath = folder.slice(0, cut + 1);
  let embed: Awaited<ReturnType<Transformers['pipeline']>>;
  try {
    embed = await transformers.pipeline('feature-extraction', folder.slice(cut + 1).replace(/\/+$/, ''), {
      dtype: 'fp32',
    });
  } catch {
    throw new AssayError(
      'ASSAY_METHOD_INPUT',
      'text/embeddings, setting model: a folder with config.json, tokenizer.json and onnx/model.onnx was expected, found none that loads',
    );
  }
  const full = texts.flatMap((text, i) => (text.trim() === '' ? [] : [i]));
  let dimensions = 1;
  let vectors = new Float32Array(0);
  for (let from = 0; from < full.length; from += batch) {
    const rows = full.slice(from, from + batch);
    const { dims, data } = await embed(
      rows.map((i) => texts[i]!),
      { pooling: 'mean', normalize: true },
    );
    if (from === 0) {
      dimensions = dims[dims.length - 1]!;
      vectors = new Float32Array(texts.length * dimensions);
    }
    rows.forEach((row, k) => {
      vectors.set(data.subarray(k * dimensions, (k + 1) * dimensions), row * dimensions);
    });
    progress(Math.min(1, (from + batch) / full.length));
  }
  return { dimensions, vectors: vectors.length === 0 ? new Float32Array(texts.length) : vectors };
}
