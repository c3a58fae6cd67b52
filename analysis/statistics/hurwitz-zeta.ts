/** So far above s the sum is an integral with corrections; terms before are added one by one. */
const asymptotic = 10;
/** B₂ₖ / (2k)!. */
const bernoulli = [1 / 12, -1 / 720, 1 / 30240, -1 / 1209600, 1 / 47900160, -691 / 1307674368000, 1 / 74724249600];

/**
 * Hurwitz's zeta function ζ(s, q) = Σ (q + k)⁻ˢ for s > 1, q > 0, by Euler and Maclaurin's formula (DLMF 25.11.28); to about 1e-14.
 *
 * @example
 * hurwitzZeta(2, 1).toFixed(6) // '1.644934'
 */
export function hurwitzZeta(s: number, q: number): number {
  let sum = 0;
  let a = q;
  for (; a < s + asymptotic; a++) sum += a ** -s;
  const power = a ** -s;
  sum += (a * power) / (s - 1) + power / 2;
  let term = (s * power) / a;
  for (let k = 0; k < bernoulli.length; k++) {
    sum += bernoulli[k]! * term;
    term *= ((s + 2 * k + 1) * (s + 2 * k + 2)) / (a * a);
  }
  return sum;
}
