/** Terms that two topics must share, as a part of a list, for one to count as the other found again. */
const foundAgainShare = 0.5;

/** Share of terms that two topics' lists have in common: |A ∩ B| / |A ∪ B|. */
export function overlap(a: readonly unknown[], b: readonly unknown[]): number {
  const set = new Set(a);
  const both = b.reduce<number>((sum, one) => sum + (set.has(one) ? 1 : 0), 0);
  return both / (a.length + b.length - both || 1);
}

export interface Stability {
  /** For each topic of the first fit, its likeness to the nearest topic of each other fit, averaged. */
  readonly perTopic: readonly number[];
  /** Their mean (Greene, O’Callaghan & Cunningham 2014, doi:10.1007/978-3-662-44848-9_32, by nearest topic). */
  readonly overlap: number;
  /** Share of topics that every other fit found again: at least half of the terms are the same. */
  readonly foundAgain: number;
}

/** How far the topics of the first fit, as lists of terms, come back in the others. Null for a single fit. */
export function stabilityOf(fits: readonly (readonly (readonly unknown[])[])[]): Stability | null {
  const [first, ...others] = fits;
  if (!first || first.length === 0 || others.length === 0) return null;
  // As overlaps: with n terms each, half of them in common is (n / 2) / (3n / 2).
  const enough = foundAgainShare / (2 - foundAgainShare) - 1e-9;
  const nearest = first.map((terms) =>
    others.map((fit) => fit.reduce((best, other) => Math.max(best, overlap(terms, other)), 0)),
  );
  const mean = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0) / list.length;
  const perTopic = nearest.map(mean);
  return {
    perTopic,
    overlap: mean(perTopic),
    foundAgain: nearest.filter((row) => row.every((one) => one >= enough)).length / first.length,
  };
}
