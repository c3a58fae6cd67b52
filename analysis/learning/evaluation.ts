/** How well guessed classes agree with true ones. Undefined is null, not 0. */
export interface Evaluation {
  readonly n: number;
  readonly accuracy: number | null;
  /** Mean recall over the classes that occur among the true labels. */
  readonly macroRecall: number | null;
  readonly macroF1: number | null;
  readonly perClass: readonly {
    readonly precision: number | null;
    readonly recall: number | null;
    readonly f1: number | null;
    readonly support: number;
  }[];
  /** Row: true class; column: guessed class. */
  readonly confusion: readonly (readonly number[])[];
}

/**
 * Accuracy, macro-averaged recall and F1, and figures per class. A class that occurs only among the guesses does not enter the
 * macro averages (scikit-learn counts it as 0). With `rows`, of these alone, which may repeat. O(n + classes²).
 */
export function evaluate(
  truth: ArrayLike<number>,
  guess: ArrayLike<number>,
  classes: number,
  rows?: ArrayLike<number>,
): Evaluation {
  const confusion = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  const n = rows ? rows.length : truth.length;
  for (let k = 0; k < n; k++) {
    const i = rows ? rows[k]! : k;
    confusion[truth[i]!]![guess[i]!]!++;
  }
  const perClass = confusion.map((row, c) => {
    const support = row.reduce((a, b) => a + b, 0);
    const guessed = confusion.reduce((sum, other) => sum + other[c]!, 0);
    const right = row[c]!;
    const precision = guessed === 0 ? null : right / guessed;
    const recall = support === 0 ? null : right / support;
    const f1 = support + guessed === 0 ? null : (2 * right) / (support + guessed);
    return { precision, recall, f1, support };
  });
  const present = perClass.filter((one) => one.support > 0);
  const mean = (values: readonly number[]): number | null =>
    values.length === 0 ? null : values.reduce((a, b) => a + b, 0) / values.length;
  const right = confusion.reduce((sum, row, c) => sum + row[c]!, 0);
  return {
    n,
    accuracy: n === 0 ? null : right / n,
    macroRecall: mean(present.map((one) => one.recall!)),
    macroF1: mean(present.map((one) => one.f1!)),
    perClass,
    confusion,
  };
}
