/**
 * Holm's step-down adjusted p-values, in the order given: they hold the chance of any false rejection at the stated level
 * (Holm 1979, Scandinavian Journal of Statistics 6:65–70).
 *
 * @example
 * holm([0.01, 0.04, 0.03]) // [0.03, 0.06, 0.06]
 */
export function holm(p: readonly number[]): number[] {
  const order = p.map((_, i) => i).sort((a, b) => p[a]! - p[b]!);
  const adjusted = new Array<number>(p.length);
  let running = 0;
  order.forEach((index, rank) => {
    running = Math.max(running, Math.min(1, (p.length - rank) * p[index]!));
    adjusted[index] = running;
  });
  return adjusted;
}

/** Benjamini & Hochberg's adjusted p-values: they hold the expected share of false rejections (1995, JRSS B 57:289–300). */
export function benjaminiHochberg(p: readonly number[]): number[] {
  const order = p.map((_, i) => i).sort((a, b) => p[b]! - p[a]!);
  const adjusted = new Array<number>(p.length);
  let running = 1;
  order.forEach((index, rank) => {
    running = Math.min(running, (p[index]! * p.length) / (p.length - rank));
    adjusted[index] = running;
  });
  return adjusted;
}
