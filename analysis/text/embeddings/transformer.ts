import { AssayError } from '../../../domain/errors';

const packageName = '@huggingface/transformers';

interface Transformers {
  env: { allowRemoteModels: boolean; localModelPath: string; logLevel: number };
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
/** The package's `LogLevel.NONE`: when a model fails it would print the tokens of the posts. */
const silent = 50;

const refused = (expected: string): AssayError =>
  new AssayError('ASSAY_METHOD_INPUT', `text/embeddings, setting model: ${expected}`);

/** The package is large and needed by few studies, so it is no dependency: its name is given at run time. */
async function load(): Promise<Transformers> {
  try {
    return (await import(packageName as string)) as Transformers;
  } catch {
    throw refused(
      `the package ${packageName} was expected, found none; install it (npm install ${packageName}) or leave model out`,
    );
  }
}

/**
 * Post vectors from a sentence transformer in ONNX form in a local folder (config.json, tokenizer.json, tokenizer_config.json,
 * onnx/model.onnx), mean over tokens, length 1. Nothing is downloaded. Posts without text get zeros. Of a post with more tokens than the
 * model reads (`model_max_length`) the first are read; the package leaves out the mark of the end there, which Python keeps.
 */
export async function transformerVectors(
  texts: readonly string[],
  folder: string,
  progress: (fraction: number) => void,
): Promise<{ readonly dimensions: number; readonly vectors: Float32Array }> {
  const transformers = await load();
  transformers.env.allowRemoteModels = false;
  transformers.env.logLevel = silent;
  const whole = folder.replace(/\/+$/, '');
  const cut = whole.lastIndexOf('/');
  transformers.env.localModelPath = cut < 0 ? './' : whole.slice(0, cut + 1);
  let embed: Awaited<ReturnType<Transformers['pipeline']>>;
  try {
    embed = await transformers.pipeline('feature-extraction', whole.slice(cut + 1), { dtype: 'fp32' });
  } catch {
    throw refused(
      'a folder with config.json, tokenizer.json, tokenizer_config.json and onnx/model.onnx was expected, found none that loads',
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
    ).catch(() => {
      throw refused(
        'a model of text that runs on the tokens of its tokenizer was expected, found one that fails on them',
      );
    });
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
