import { cohenKappa, fleissKappa } from '../../../../analysis/text/annotation/kappa';
import { known } from '../../../shared-data';

interface Known {
  tables: { name: string; table: number[][]; fleiss: number; cohen?: number }[];
}

const { tables } = known<Known>('kappa.json');

function counts(table: readonly (readonly number[])[], values: number): Float64Array[] {
  return table[0]!.map((_, unit) =>
    Float64Array.from({ length: values }, (__, value) => table.filter((coder) => coder[unit] === value).length),
  );
}

test.each(tables)('kappas of $name equal scikit-learn and statsmodels', ({ table, fleiss, cohen }) => {
  const values = Math.max(...table.flat()) + 1;
  expect(fleissKappa(counts(table, values))).toBeCloseTo(fleiss, 10);
  if (cohen !== undefined) expect(cohenKappa(table[0]!, table[1]!, values)).toBeCloseTo(cohen, 10);
});

test('kappa is null where chance explains everything, and Fleiss needs equally many coders', () => {
  expect(cohenKappa([0, 0], [0, 0], 1)).toBeNull();
  expect(cohenKappa([], [], 2)).toBeNull();
  expect(fleissKappa([Float64Array.of(2, 0), Float64Array.of(2, 0)])).toBeNull();
  expect(fleissKappa([Float64Array.of(2, 0), Float64Array.of(1, 0)])).toBeNull();
  expect(fleissKappa([])).toBeNull();
});
