import { fromDense, selectRows, type SparseMatrix } from '../../../../analysis/learning/sparse-matrix';
import { binColumns } from '../../../../analysis/learning/trees/bins';
import { type BoostedTrees, gainImportance, treeScores } from '../../../../analysis/learning/trees/boosted-trees';
import { TreeMasks } from '../../../../analysis/learning/trees/tree-masks';
import { fitBoostedTrees } from '../../../../analysis/learning/trees/boosting';
import { balancedWeights } from '../../../../analysis/learning/balanced-weights';
import { Xoshiro128 } from '../../../../analysis/statistics/random';
import { known } from '../../../shared-data';

interface Boosted {
  classes: number;
  leaves: number;
  penalty: number;
  balanced: boolean;
  x: number[][];
  y: number[];
  probabilities: number[][];
  firstTrees: [number, number][][];
}
const { boosted } = known<{ boosted: Boosted[] }>('trees.json');
const random = (): Xoshiro128 => new Xoshiro128(1);

function softmax(scores: Float64Array, classes: number): number[][] {
  return Array.from({ length: scores.length / classes }, (_, i) => {
    const row = Array.from(scores.subarray(i * classes, (i + 1) * classes), Math.exp);
    const sum = row.reduce((a, b) => a + b, 0);
    return row.map((one) => one / sum);
  });
}

function logLoss(model: BoostedTrees, x: SparseMatrix, y: ArrayLike<number>): number {
  const p = softmax(treeScores(model, x), model.classes);
  return p.reduce((sum, row, i) => sum - Math.log(row[y[i]!]!), 0) / p.length;
}

/** Questions of a tree by column and threshold, in no order. */
function questions(model: BoostedTrees, tree: number): string[] {
  const end = model.roots[tree + 1] ?? model.column.length;
  const found: string[] = [];
  for (let node = model.roots[tree]!; node < end; node++)
    if (model.column[node]! >= 0) found.push(`${model.column[node]} ${model.threshold[node]!.toFixed(6)}`);
  return found.sort();
}

test.each(boosted.map((one, n) => [n, one] as const))(
  'the same trees and probabilities as scikit-learn’s histogram gradient boosting, data %#',
  (_, { classes, leaves, penalty, balanced, x, y, probabilities, firstTrees }) => {
    const matrix = fromDense(x);
    const model = fitBoostedTrees(matrix, y, classes, random(), {
      rounds: 12,
      rate: 0.2,
      leaves,
      penalty,
      minimumHessian: 1e-3,
      bins: 255,
      heldOut: 0,
      ...(balanced ? { classWeights: balancedWeights(y, classes) } : {}),
    });
    firstTrees.forEach((tree, t) => {
      expect(questions(model, t)).toEqual(tree.map(([column, at]) => `${column} ${at.toFixed(6)}`).sort());
    });
    // scikit-learn keeps derivatives in single precision.
    softmax(treeScores(model, matrix), classes).forEach((row, i) => {
      row.forEach((p, c) => {
        expect(p).toBeCloseTo(probabilities[i]![c]!, 5);
      });
    });
  },
);

test('one split by hand: Newton values −G/(H + λ) and the gain of Chen & Guestrin, eq. 7', () => {
  // Scores begin at 0: each p is ½, each derivative ±½, each second derivative ¼.
  const x = fromDense([[0], [0], [0], [1], [1], [1]]);
  const model = fitBoostedTrees(x, [0, 0, 1, 1, 1, 0], 2, random(), {
    rounds: 1,
    rate: 1,
    leaves: 2,
    penalty: 1,
    minimumHessian: 0,
    heldOut: 0,
  });
  // For the first class: left G = −½ −½ +½ = −½, H = ¾; right the contrary.
  expect(Array.from(model.value)).toEqual([0, 0.5 / 1.75, -0.5 / 1.75]);
  expect(model.gain[0]).toBeCloseTo((2 * 0.25) / 1.75 - 0, 12);
  expect(model.threshold[0]).toBe(0.5);
});

test('an interaction that no linear model can tell is found', () => {
  const draw = random();
  const rows = Array.from({ length: 400 }, () => [draw.below(2), draw.below(2)]);
  const y = rows.map(([a, b]) => a! ^ b!);
  const model = fitBoostedTrees(fromDense(rows), y, 2, random(), { leaves: 4 });
  const guess = softmax(treeScores(model, fromDense(rows)), 2).map((p) => (p[1]! > 0.5 ? 1 : 0));
  expect(guess).toEqual(y);
});

test('it stops where the rows held out gain nothing more, and labels by chance teach nothing', () => {
  const draw = random();
  const rows = Array.from({ length: 600 }, () => Array.from({ length: 8 }, () => draw.below(3)));
  const chance = rows.map(() => draw.below(3));
  const short = fitBoostedTrees(fromDense(rows), chance, 3, random(), { rounds: 200 });
  expect(short.roots.length).toBeLessThan(3 * 30);
  const all = fitBoostedTrees(fromDense(rows), chance, 3, random(), { rounds: 200, heldOut: 0 });
  expect(all.roots.length).toBe(600);
  const fresh = Array.from({ length: 600 }, () => Array.from({ length: 8 }, () => draw.below(3)));
  const truth = fresh.map(() => draw.below(3));
  expect(logLoss(short, fromDense(fresh), truth)).toBeLessThan(logLoss(all, fromDense(fresh), truth));
});

test('the trees kept after an early stop are those of that many rounds', () => {
  const { x, y } = boosted[0]!;
  const matrix = fromDense(x);
  const stopped = fitBoostedTrees(matrix, y, 3, random(), { rounds: 200, minimumHessian: 0.1, patience: 5 });
  const rounds = stopped.roots.length / 3;
  expect(rounds).toBeGreaterThan(0);
  expect(rounds).toBeLessThan(200);
  const again = fitBoostedTrees(matrix, y, 3, random(), { rounds, minimumHessian: 0.1, patience: 1000 });
  // The rounds before the best may not all be worse than it: what counts is that the trees are a prefix.
  expect(Array.from(again.value)).toEqual(Array.from(stopped.value.subarray(0, again.value.length)));
  for (const child of stopped.left) expect(child).toBeLessThan(stopped.column.length);
});

test('rows drawn for each round follow the seed', () => {
  const { x, y } = boosted[0]!;
  const drawn = (seed: number): BoostedTrees =>
    fitBoostedTrees(fromDense(x), y, 3, new Xoshiro128(seed), { rounds: 5, share: 0.6, heldOut: 0 });
  expect(drawn(3)).toEqual(drawn(3));
  expect(Array.from(drawn(4).value)).not.toEqual(Array.from(drawn(3).value));
});

test('a row gets the same scores alone as among others', () => {
  const { x, y } = boosted[0]!;
  const matrix = fromDense(x);
  const model = fitBoostedTrees(matrix, y, 3, random());
  const whole = treeScores(model, matrix);
  for (const i of [0, 57, 199])
    expect(Array.from(treeScores(model, selectRows(matrix, [i])))).toEqual(
      Array.from(whole.subarray(3 * i, 3 * i + 3)),
    );
});

test.each([
  ['three classes', 3],
  ['two classes', 2],
])('masks of leaves give the scores of the trees, and what falls without an entry, below 0 too: %s', (_, classes) => {
  const { x, y } = boosted[0]!;
  const rows = x.map((row, i) => row.map((value, j) => (j === 1 ? -value : value - (j === 2 && i % 2 === 0 ? 1 : 0))));
  const matrix = fromDense(rows);
  const labels = y.map((one) => one % classes);
  const model = fitBoostedTrees(matrix, labels, classes, random());
  expect(model.threshold.some((one) => one < 0)).toBe(true);
  const masks = new TreeMasks(model);
  expect(masks.scores(matrix)).toEqual(treeScores(model, matrix));
  expect(masks.ofNothing).toEqual(treeScores(model, fromDense([rows[0]!.map(() => 0)])));
  for (const i of [0, 57, 199])
    for (let target = 0; target < classes; target++) {
      const row = selectRows(matrix, [i]);
      const falls = new Float64Array(matrix.columns);
      masks.addFalls(row.index, row.value, 0, row.index.length, target, falls);
      rows[i]!.forEach((_, j) => {
        const without = fromDense([rows[i]!.map((value, k) => (k === j ? 0 : value))]);
        expect(falls[j]).toBeCloseTo(treeScores(model, row)[target]! - treeScores(model, without)[target]!, 9);
      });
    }
});

test('a tree of more leaves than a number has bits has no masks', () => {
  const rows = Array.from({ length: 200 }, (_, i) => [i]);
  const model = fitBoostedTrees(
    fromDense(rows),
    rows.map((_, i) => i % 2),
    2,
    random(),
    { leaves: 40, minimumHessian: 0, heldOut: 0, rounds: 1, bins: 1000 },
  );
  expect(() => new TreeMasks(model)).toThrow('at most 32 leaves');
});

test('importance by gain: shares of 1, most for the columns that the classes were made of', () => {
  const { x, y } = boosted[0]!;
  const shares = gainImportance(fitBoostedTrees(fromDense(x), y, 3, random(), { heldOut: 0, rounds: 30 }));
  expect([...shares.values()].reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
  const order = [...shares].sort((a, b) => b[1] - a[1]).map(([column]) => column);
  for (const column of order.slice(0, 4)) expect([0, 1, 2, 8, 9]).toContain(column);
});

test('a class without rows, and columns of one value, do no harm', () => {
  const model = fitBoostedTrees(
    fromDense([
      [1, 2],
      [1, 2],
      [1, 2],
    ]),
    [0, 0, 1],
    3,
    random(),
    { heldOut: 0, rounds: 3 },
  );
  const [row] = softmax(treeScores(model, fromDense([[5, 0]])), 3);
  expect(row![0]).toBeCloseTo(2 / 3, 9);
  expect(row![2]).toBeLessThan(1e-9);
});

test('bins: a value lies at or below the upper end of its slot and above that of the slot before', () => {
  const draw = random();
  const rows = Array.from({ length: 500 }, () => [
    draw.below(3) === 0 ? draw.normal() : 0,
    draw.next(),
    -draw.below(4),
    draw.below(2) === 0 ? draw.next() : 0,
  ]);
  for (const most of [2, 5, 16, 1000]) {
    const binned = binColumns(fromDense(rows), most);
    rows.forEach((row, i) => {
      const slots = Array.from(binned.slot.subarray(binned.start[i], binned.start[i + 1]));
      row.forEach((value, f) => {
        const own = slots.find((s) => s >= binned.offset[f]! && s < binned.offset[f + 1]!) ?? binned.zero[f]!;
        expect(value).toBeLessThanOrEqual(binned.upper[own]!);
        if (own > binned.offset[f]!) expect(value).toBeGreaterThan(binned.upper[own - 1]!);
      });
    });
    // 0 may have a bin of its own, between negative and positive ones.
    for (let f = 0; f < 4; f++) expect(binned.offset[f + 1]! - binned.offset[f]!).toBeLessThanOrEqual(most + 3);
  }
});
