import { mean, median, quantile, variance } from '../../../analysis/statistics/quantile';
import { known } from '../../shared-data';

const { quantiles } = known<{ quantiles: { x: number[]; q: number[]; values: number[] }[] }>('statistics.json');

test.each(quantiles)('quantiles of $x are numpy’s', ({ x, q, values }) => {
  const ascending = Float64Array.from(x).sort();
  q.forEach((one, i) => expect(quantile(ascending, one)).toBeCloseTo(values[i]!, 10));
});

test('the quantile of the docstring, and none of nothing', () => {
  expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
  expect(quantile([], 0.5)).toBeNaN();
});

test('the median sorts numbers as numbers and leaves its input as it was', () => {
  const values = [10, 9, 1, 100, 2];
  expect(median(values)).toBe(9);
  expect(values).toEqual([10, 9, 1, 100, 2]);
});

test('mean and unbiased variance of a worked example', () => {
  // NIST StRD, data set NumAcc1: mean 10000002, standard deviation 1, exactly.
  expect(mean([10000001, 10000003, 10000002])).toBe(10000002);
  expect(variance([10000001, 10000003, 10000002])).toBe(1);
});
