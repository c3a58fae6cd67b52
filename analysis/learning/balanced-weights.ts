/** n / (classes · count) for each class, as scikit-learn's class_weight='balanced'; 0 for one without posts. O(n). */
export function balancedWeights(y: ArrayLike<number>, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (let i = 0; i < y.length; i++) counts[y[i]!]!++;
  return counts.map((count) => (count === 0 ? 0 : y.length / (classes * count)));
}
