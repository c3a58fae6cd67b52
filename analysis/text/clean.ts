import { languageDetector } from './languages/detect';
import { normalise } from './normalisation/normalise';
import { findPii, withoutKept } from './personal-data/find-pii';
import { maskPii } from './personal-data/mask';
import type { PiiType } from './personal-data/span';

export interface CleanOptions {
  readonly mask: readonly PiiType[];
  readonly keepMentions: readonly string[];
  readonly minimumLanguageConfidence: number;
}

export interface Cleaned {
  readonly text: string[];
  readonly language: string[];
  readonly confidence: Float64Array;
  /** Number of spans masked, by type. */
  readonly masked: Record<string, number>;
}

/** Normalises, names the language and masks, post by post, in that order: the language needs the words that masks replace. */
export async function cleanTexts(raw: readonly (string | null)[], options: CleanOptions): Promise<Cleaned> {
  const detect = await languageDetector(options.minimumLanguageConfidence);
  const types = new Set(options.mask);
  const keep = new Set(options.keepMentions.map((handle) => handle.replace(/^@/, '').toLowerCase()));
  const out: Cleaned = { text: [], language: [], confidence: new Float64Array(raw.length), masked: {} };
  raw.forEach((one, i) => {
    const text = normalise(one ?? '');
    const { language, confidence } = detect(text);
    const spans = withoutKept(text, findPii(text, types, language), keep);
    for (const span of spans) out.masked[span.type] = (out.masked[span.type] ?? 0) + 1;
    out.text.push(maskPii(text, spans));
    out.language.push(language);
    out.confidence[i] = confidence;
  });
  return out;
}
