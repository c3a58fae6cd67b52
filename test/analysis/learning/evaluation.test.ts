import { evaluate } from '../../../analysis/learning/evaluation';
import { known } from '../../shared-data';

interface Report {
  truth: string[];
  guess: string[];
  labels: string[];
  accuracy: number;
  macroRecall: number;
  macroF1: number;
  classes: Record<string, { precision: number; recall: number; f1: number; support: number }>;
  confusion: number[][];
}
const { reports } = known<{ reports: Report[] }>('learning.json');

test.each(reports.map((report, i) => ({ report, i })))('report $i is scikit-learn’s', ({ report }) => {
  const ids = (names: readonly string[]): number[] => names.map((name) => report.labels.indexOf(name));
  const found = evaluate(ids(report.truth), ids(report.guess), report.labels.length);
  expect(found.n).toBe(report.truth.length);
  expect(found.accuracy).toBeCloseTo(report.accuracy, 10);
  expect(found.confusion).toEqual(report.confusion);
  report.labels.forEach((name, c) => {
    const wanted = report.classes[name]!;
    // scikit-learn writes 0 for a ratio of nothing by nothing; here it is null.
    expect(found.perClass[c]!.precision ?? 0).toBeCloseTo(wanted.precision, 10);
    expect(found.perClass[c]!.recall ?? 0).toBeCloseTo(wanted.recall, 10);
    expect(found.perClass[c]!.f1 ?? 0).toBeCloseTo(wanted.f1, 10);
    expect(found.perClass[c]!.support).toBe(wanted.support);
  });
  // Classes that only the guesses have count in scikit-learn's macro means, not here.
  const present = Object.values(report.classes).filter((one) => one.support > 0);
  expect(found.macroRecall).toBeCloseTo(present.reduce((sum, one) => sum + one.recall, 0) / present.length, 10);
  expect(found.macroF1).toBeCloseTo(present.reduce((sum, one) => sum + one.f1, 0) / present.length, 10);
  if (present.length === report.labels.length) {
    expect(found.macroRecall).toBeCloseTo(report.macroRecall, 10);
    expect(found.macroF1).toBeCloseTo(report.macroF1, 10);
  }
});

test('what is undefined is null, not 0', () => {
  expect(evaluate([], [], 2)).toMatchObject({ n: 0, accuracy: null, macroRecall: null, macroF1: null });
  const [first, second, third] = evaluate([0, 0], [0, 1], 3).perClass;
  expect(first).toEqual({ precision: 1, recall: 0.5, f1: 2 / 3, support: 2 });
  expect(second).toEqual({ precision: 0, recall: null, f1: 0, support: 0 });
  expect(third).toEqual({ precision: null, recall: null, f1: null, support: 0 });
});
