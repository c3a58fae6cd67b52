import { strongComponents } from '../graph/components';
import { type WideCsr, wideCsrOf } from '../graph/csr';
import type { EdgeList } from '../graph/graph';
import { type Leading, leadingVector } from './leading-vector';

/** Two eigenvalues that differ by less, relatively, are the same. */
const sameValue = 1e-10;

/** Rows of the nodes that others point to a node from: x = M · x sums over them. */
export function incoming(list: EdgeList, weighted: boolean): WideCsr {
  return wideCsrOf(list, { direction: 'in', unweighted: !weighted });
}

/** Sum over each row; entries of weight 0 count as none. */
export function multiplier(rows: WideCsr): (from: Float64Array, to: Float64Array) => void {
  const { nodes, offsets, targets, weights } = rows;
  return (from, to) => {
    let k = 0;
    for (let v = 0; v < nodes; v++) {
      let sum = 0;
      if (weights) for (const end = offsets[v + 1]!; k < end; k++) sum += weights[k]! * from[targets[k]!]!;
      else for (const end = offsets[v + 1]!; k < end; k++) sum += from[targets[k]!]!;
      to[v] = sum;
    }
  };
}

/** A strongly connected part with the largest eigenvalue of its own ties. */
export interface LeadingPart extends Leading {
  readonly members: Int32Array;
}

/** The rows between the members alone, renumbered. */
function within(rows: WideCsr, members: Int32Array, of: Int32Array, place: Int32Array): WideCsr {
  if (members.length === rows.nodes) return rows;
  const offsets = new Int32Array(members.length + 1);
  members.forEach((v, i) => {
    place[v] = i;
    let inside = 0;
    for (let k = rows.offsets[v]!; k < rows.offsets[v + 1]!; k++) if (of[rows.targets[k]!] === of[v]) inside++;
    offsets[i + 1] = offsets[i]! + inside;
  });
  const targets = new Int32Array(offsets[members.length]!);
  const weights = rows.weights && new Float64Array(targets.length);
  let at = 0;
  for (const v of members)
    for (let k = rows.offsets[v]!; k < rows.offsets[v + 1]!; k++) {
      const u = rows.targets[k]!;
      if (of[u] !== of[v]) continue;
      targets[at] = place[u]!;
      if (weights) weights[at] = rows.weights![k]!;
      at++;
    }
  return { nodes: members.length, offsets, targets, ...(weights ? { weights } : {}) };
}

/** The largest row sum within a part: no eigenvalue is above it. */
function bound(rows: WideCsr, members: Int32Array, of: Int32Array): number {
  let largest = 0;
  for (const v of members) {
    let sum = 0;
    for (let k = rows.offsets[v]!; k < rows.offsets[v + 1]!; k++)
      if (of[rows.targets[k]!] === of[v]) sum += rows.weights ? rows.weights[k]! : 1;
    largest = Math.max(largest, sum);
  }
  return largest;
}

/** The rows with a power of two taken out of their weights, so that products of very large or small ones stay numbers. */
function nearOne(rows: WideCsr): { readonly near: WideCsr; readonly unit: number } {
  if (!rows.weights) return { near: rows, unit: 1 };
  let largest = 0;
  for (const weight of rows.weights) if (weight > largest) largest = weight;
  const unit = largest > 0 ? 2 ** Math.floor(Math.log2(largest)) : 1;
  return { near: { ...rows, weights: rows.weights.map((weight) => weight / unit) }, unit };
}

/**
 * The strongly connected parts whose eigenvalue is the largest of the whole matrix: none where no tie closes a circle, one as a rule,
 * more where several are equal. Parts that cannot reach the largest found are passed over by their row sums. O(steps · m).
 */
export function leadingParts(list: EdgeList, rows: WideCsr): readonly LeadingPart[] {
  const { near, unit } = nearOne(rows);
  const without = { ...list, ...positiveOnly(list, rows) };
  const { of, sizes, count } = strongComponents(without);
  const start = new Int32Array(count + 1);
  for (let c = 0; c < count; c++) start[c + 1] = start[c]! + sizes[c]!;
  const next = start.slice(0, count);
  const sorted = new Int32Array(list.nodes);
  for (let v = 0; v < list.nodes; v++) sorted[next[of[v]!]!++] = v;
  const parts = Array.from({ length: count }, (_, c) => {
    const members = sorted.subarray(start[c]!, start[c + 1]!);
    return { members, most: bound(near, members, of) };
  }).filter((one) => one.most > 0);
  parts.sort((a, b) => b.most - a.most || a.members[0]! - b.members[0]!);
  const place = new Int32Array(list.nodes);
  let best = 0;
  let found: LeadingPart[] = [];
  for (const { members, most } of parts) {
    if (most < best * (1 - sameValue)) break;
    const leading = leadingVector(multiplier(within(near, members, of, place)), members.length);
    if (leading.value > best * (1 + sameValue))
      found = found.filter((one) => one.value >= leading.value * (1 - sameValue));
    if (leading.value >= best * (1 - sameValue)) found.push({ ...leading, members });
    best = Math.max(best, leading.value);
  }
  return found.map((one) => ({ ...one, value: one.value * unit }));
}

/** Edges without those of weight 0, which tie nothing; the list itself where weights do not count. */
function positiveOnly(list: EdgeList, rows: WideCsr): Pick<EdgeList, 'source' | 'target' | 'weight'> {
  if (!rows.weights || list.weight.every((one) => one > 0)) return list;
  const kept = Int32Array.from(list.source.keys()).filter((e) => list.weight[e]! > 0);
  return {
    source: kept.map((e) => list.source[e]!),
    target: kept.map((e) => list.target[e]!),
    weight: Float64Array.from(kept, (e) => list.weight[e]!),
  };
}
