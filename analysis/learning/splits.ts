import type { Random } from '../../domain/method';
import { rowsByGroup } from '../statistics/groups';

/**
 * Folds with about the same share of each class. Returns the fold of each row. O(n).
 * Kohavi 1995, A study of cross-validation and bootstrap for accuracy estimation and model selection, IJCAI.
 */
export function stratifiedFolds(labels: ArrayLike<number>, folds: number, random: Random): Int32Array {
  const fold = new Int32Array(labels.length);
  const byClass = new Map<number, number[]>();
  for (let i = 0; i < labels.length; i++) {
    const list = byClass.get(labels[i]!);
    if (list) list.push(i);
    else byClass.set(labels[i]!, [i]);
  }
  let next = 0;
  for (const label of [...byClass.keys()].sort((a, b) => a - b)) {
    for (const row of random.shuffle(byClass.get(label)!)) fold[row] = next++ % folds;
  }
  return fold;
}

/**
 * Folds that keep every group (an author) whole, filled greedily by size, larger groups first, so that no fold knows the person
 * whose posts it is tested on. O(n log n).
 */
export function groupedFolds(groups: ArrayLike<number>, folds: number, random: Random): Int32Array {
  const fold = new Int32Array(groups.length);
  const load = new Array<number>(folds).fill(0);
  const order = random.shuffle(rowsByGroup(groups)).sort((a, b) => b.length - a.length);
  for (const list of order) {
    let lightest = 0;
    for (let f = 1; f < folds; f++) if (load[f]! < load[lightest]!) lightest = f;
    load[lightest]! += list.length;
    for (const row of list) fold[row] = lightest;
  }
  return fold;
}

/** Marks about `share` of the rows as held out, whole groups at a time; a group below 0 is a row of its own. O(n). */
export function holdout(groups: ArrayLike<number>, share: number, random: Random): Uint8Array {
  const held = new Uint8Array(groups.length);
  let count = 0;
  for (const list of random.shuffle(rowsByGroup(groups))) {
    if (count + list.length / 2 > share * groups.length) continue;
    for (const row of list) held[row] = 1;
    count += list.length;
  }
  return held;
}

/** So many rows, drawn without replacement, in their order; all where there are no more. O(n). */
export function drawRows(rows: readonly number[], count: number, random: Random): readonly number[] {
  if (rows.length <= count) return rows;
  return Array.from(random.shuffle(Int32Array.from(rows)).subarray(0, count).sort());
}
