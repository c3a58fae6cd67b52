const damped = Float64Array.from({ length: 256 }, (_, n) => (n < 1 ? 0 : 1 + Math.log(n)));

/** 1 + ln n, 0 of none: a word said ten times says less than ten words. */
export function dampedCount(n: number): number {
  return n < 256 ? damped[n]! : 1 + Math.log(n);
}
