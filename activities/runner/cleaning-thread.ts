import { type CleanOptions, type Cleaned, cleanTexts } from '../../analysis/text/clean';

export interface CleanJob {
  readonly texts: readonly (string | null)[];
  readonly options: CleanOptions;
}

/** Apart from the thread of methods, so that it reads neither their catalogue nor the database: cleaning starts at once. */
export default function clean({ texts, options }: CleanJob): Promise<Cleaned> {
  return cleanTexts(texts, options);
}
