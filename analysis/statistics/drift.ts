/**
 * Population stability index of two distributions over the same categories: Σ (q − p) ln(q / p). Under 0.1 little has changed, over
 * 0.25 much has (Siddiqi 2006, Credit Risk Scorecards, ch. 9). Categories that one side lacks count as half a case. Null where a side
 * is empty.
 *
 * @example
 * populationStability({ a: 50, b: 50 }, { a: 50, b: 50 }) // 0
 */
export function populationStability(
  before: Readonly<Record<string, number>>,
  after: Readonly<Record<string, number>>,
): number | null {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const total = (counts: Readonly<Record<string, number>>): number =>
    names.reduce((sum, name) => sum + (counts[name] ?? 0), 0);
  const [p, q] = [total(before), total(after)];
  if (p === 0 || q === 0) return null;
  let sum = 0;
  for (const name of names) {
    const a = Math.max(0.5, before[name] ?? 0) / p;
    const b = Math.max(0.5, after[name] ?? 0) / q;
    sum += (b - a) * Math.log(b / a);
  }
  return sum;
}
