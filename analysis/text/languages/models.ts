import { type FasttextModel, readFasttext } from './fasttext-model';

/** Names a language by letter n-grams; `''` where it cannot. */
export interface LetterModel {
  detect(text: string): { readonly language: string };
  info(): { readonly Languages: Readonly<Record<string, string>> };
}

export interface LanguageModels {
  readonly fasttext: FasttextModel;
  readonly eld: LetterModel;
  readonly eldLanguages: ReadonlySet<string>;
}

let loading: Promise<LanguageModels> | undefined;

/** The package puts the file that it ships here, in the memory file system of its WebAssembly module. */
const modelFile = 'model.bin';

async function load(): Promise<LanguageModels> {
  const [{ getLIDModel }, { eld }] = await Promise.all([import('fasttext.wasm.js'), import('eld/extrasmall')]);
  const identification = await getLIDModel();
  const { core } = (await identification.load()) as unknown as {
    core: { FS: { readFile(path: string): Uint8Array } };
  };
  const model = eld as LetterModel;
  return {
    fasttext: readFasttext(core.FS.readFile(modelFile)),
    eld: model,
    eldLanguages: new Set(Object.values(model.info().Languages)),
  };
}

/**
 * fastText's lid.176.ftz (176 languages, CC BY-SA 3.0) as the package fasttext.wasm.js ships it, read by our own reader, which is
 * several times faster than calling WebAssembly post by post; and ELD's extra-small tables (60 languages), exacter on short posts:
 * with fastText in front the large tables gain .002 and cost four times the memory.
 */
export function languageModels(): Promise<LanguageModels> {
  loading ??= load();
  return loading;
}
