import { isoCode } from './codes';
import { EldModel } from './eld-model';
import { type FasttextModel, readFasttext } from './fasttext-model';
import { ProfileModel } from './profile-model';

export interface LanguageModels {
  readonly fasttext: FasttextModel;
  readonly fasttextLanguages: ReadonlySet<string>;
  readonly eld: EldModel;
  readonly eldLanguages: ReadonlySet<string>;
  readonly profiles: ProfileModel;
}

let loading: Promise<LanguageModels> | undefined;

async function load(): Promise<LanguageModels> {
  // A file of a package, as a module is: no study's data.
  const { readFile } = await import('node:fs/promises');
  const bytes = await readFile(require.resolve('fasttext.wasm.js/dist/fastText/models/lid.176.ftz'));
  const eld = new EldModel();
  const fasttext = readFasttext(bytes);
  return {
    fasttext,
    fasttextLanguages: new Set(fasttext.labels.map(isoCode)),
    eld,
    eldLanguages: new Set(eld.languages),
    profiles: new ProfileModel(),
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
