/**
 * Cohen's kappa of two coders on the units that both coded: agreement beyond what their own shares of codes would give. Null where
 * chance alone agrees always. O(n + values). Cohen 1960, doi:10.1177/001316446002000104.
 */
export function cohenKappa(a: ArrayLike<number>, b: ArrayLike<number>, values: number): number | null {
  const n = a.length;
  if (n === 0) return null;
  const first = new Float64Array(values);
  const second = new Float64Array(values);
  let same = 0;
  for (let i = 0; i < n; i++) {
    first[a[i]!]!++;
    second[b[i]!]!++;
    if (a[i] === b[i]) same++;
  }
  let chance = 0;
  for (let c = 0; c < values; c++) chance += (first[c]! / n) * (second[c]! / n);
  return chance === 1 ? null : (same / n - chance) / (1 - chance);
}

/**
 * Fleiss' kappa of units that equally many coders coded; `counts` as in a reliability table. Null where that number differs between
 * units, is below two, or where one value is all there is. O(units · values). Fleiss 1971, doi:10.1037/h0031619.
 */
export function fleissKappa(counts: readonly Float64Array[]): number | null {
  const [first] = counts;
  if (!first) return null;
  const coders = first.reduce((a, b) => a + b, 0);
  if (coders < 2 || counts.some((row) => row.reduce((a, b) => a + b, 0) !== coders)) return null;
  const share = new Float64Array(first.length);
  let agreement = 0;
  for (const row of counts) {
    let square = 0;
    for (let c = 0; c < row.length; c++) {
      share[c]! += row[c]! / (counts.length * coders);
      square += row[c]! * row[c]!;
    }
    agreement += (square - coders) / (coders * (coders - 1)) / counts.length;
  }
  const chance = share.reduce((sum, one) => sum + one * one, 0);
  // Shares of one value alone add to 1 up to rounding.
  return chance > 1 - 1e-12 ? null : (agreement - chance) / (1 - chance);
}
