import { type CleanOptions, type Cleaned, cleanTexts } from '../../analysis/text/clean';
import { groupNearDuplicates } from '../../analysis/text/duplicates/near-duplicates';

export interface CleanJob {
  readonly texts: readonly (string | null)[];
  readonly options: CleanOptions;
}

export interface GroupJob {
  readonly texts: readonly string[];
  /** Least Jaccard similarity. */
  readonly similarity: number;
}

/** Apart from the thread of methods, so that it reads neither their catalogue nor the database: cleaning starts at once. */
export default function clean({ texts, options }: CleanJob): Promise<Cleaned> {
  return cleanTexts(texts, options);
}

/** For each text the index of its group's first text. */
export function group({ texts, similarity }: GroupJob): Int32Array {
  return groupNearDuplicates(texts, similarity);
}
