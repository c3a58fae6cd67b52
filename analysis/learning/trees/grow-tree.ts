import type { BinnedMatrix } from './bins';

export interface Growth {
  /** Most leaves of a tree. */
  readonly leaves: number;
  /** L2 penalty on the values of leaves. */
  readonly penalty: number;
  /** Least sum of second derivatives in a leaf: about the posts in it whose class is still open, times a quarter or less. */
  readonly minimumHessian: number;
}

/** Where nodes of trees are collected, one after the other; the first of a tree is its root. */
export interface NodeList {
  /** Column asked for; −1 in a leaf. */
  readonly column: number[];
  /** A value of at most this goes left. */
  readonly threshold: number[];
  readonly left: number[];
  readonly right: number[];
  /** What a leaf adds to the score. */
  readonly value: number[];
  /** By how much the question makes the loss smaller, to second order, times two. */
  readonly gain: number[];
}

interface Leaf {
  readonly node: number;
  /** Its rows: places `from` to `to` of the order. */
  readonly from: number;
  readonly to: number;
  readonly gradient: number;
  readonly hessian: number;
  /** Two numbers a slot: sum of first and of second derivatives of its rows. */
  readonly histogram: Float64Array;
  readonly best: Split | null;
}

interface Split {
  readonly gain: number;
  readonly feature: number;
  /** The last slot that goes left. */
  readonly slot: number;
  readonly gradientLeft: number;
  readonly hessianLeft: number;
}

/**
 * Grows trees, the most useful question first (leaf-wise), with Newton values −G / (H + λ) in the leaves and gain
 * G²/(H + λ) of the parts less that of the whole. Rows whose second derivative is 0 do not count but reach a leaf all the same. The sums
 * of the smaller part are taken over its entries, those of the larger follow. O(entries · log leaves + slots · leaves) a tree.
 * Chen & Guestrin 2016, doi:10.1145/2939672.2939785; Ke et al. 2017, NeurIPS (leaf-wise growth on histograms).
 */
export class TreeGrower {
  readonly #x: BinnedMatrix;
  readonly #growth: Growth;
  readonly #order: Int32Array;
  readonly #aside: Int32Array;
  readonly #free: Float64Array[] = [];

  constructor(x: BinnedMatrix, growth: Growth) {
    this.#x = x;
    this.#growth = growth;
    this.#order = Int32Array.from({ length: x.rows }, (_, i) => i);
    this.#aside = new Int32Array(x.rows);
  }

  /** One tree on derivatives of the loss of each row; `reached` is called with the rows of each leaf and its value times `rate`. */
  grow(
    gradient: Float64Array,
    hessian: Float64Array,
    rate: number,
    nodes: NodeList,
    reached: (rows: Int32Array, value: number) => void,
  ): void {
    let total = 0;
    let weight = 0;
    for (let i = 0; i < this.#x.rows; i++) {
      total += gradient[i]!;
      weight += hessian[i]!;
    }
    const histogram = this.#histogram(0, this.#x.rows, gradient, hessian);
    const open = [this.#leaf(this.#node(nodes), 0, this.#x.rows, total, weight, histogram)];
    for (let leaves = 1; leaves < this.#growth.leaves; leaves++) {
      let at = -1;
      for (let k = 0; k < open.length; k++)
        if (open[k]!.best && (at < 0 || open[k]!.best!.gain > open[at]!.best!.gain)) at = k;
      if (at < 0) break;
      const last = leaves + 1 === this.#growth.leaves;
      open.splice(at, 1, ...this.#divide(open[at]!, gradient, hessian, nodes, last));
    }
    for (const leaf of open) {
      const value = (-rate * leaf.gradient) / (leaf.hessian + this.#growth.penalty || 1);
      nodes.value[leaf.node] = value;
      reached(this.#order.subarray(leaf.from, leaf.to), value);
      if (leaf.histogram.length > 0) this.#free.push(leaf.histogram);
    }
  }

  #node({ column, threshold, left, right, value, gain }: NodeList): number {
    threshold.push(0);
    left.push(-1);
    right.push(-1);
    value.push(0);
    gain.push(0);
    return column.push(-1) - 1;
  }

  #divide(leaf: Leaf, gradient: Float64Array, hessian: Float64Array, nodes: NodeList, last: boolean): [Leaf, Leaf] {
    const { node, from, to, histogram } = leaf;
    const split = leaf.best!;
    const middle = this.#partition(from, to, split);
    nodes.column[node] = this.#x.column[split.feature]!;
    nodes.threshold[node] = this.#x.upper[split.slot]!;
    nodes.gain[node] = split.gain;
    const left = this.#node(nodes);
    const right = this.#node(nodes);
    nodes.left[node] = left;
    nodes.right[node] = right;
    let ofLeft: Float64Array = none;
    let ofRight: Float64Array = none;
    if (last) this.#free.push(histogram);
    else {
      const small =
        middle - from <= to - middle
          ? this.#histogram(from, middle, gradient, hessian)
          : this.#histogram(middle, to, gradient, hessian);
      for (let s = 0; s < small.length; s++) histogram[s]! -= small[s]!;
      [ofLeft, ofRight] = middle - from <= to - middle ? [small, histogram] : [histogram, small];
    }
    const { gradientLeft, hessianLeft } = split;
    return [
      this.#leaf(left, from, middle, gradientLeft, hessianLeft, ofLeft),
      this.#leaf(right, middle, to, leaf.gradient - gradientLeft, leaf.hessian - hessianLeft, ofRight),
    ];
  }

  #leaf(node: number, from: number, to: number, gradient: number, hessian: number, histogram: Float64Array): Leaf {
    const best = histogram.length === 0 ? null : this.#bestSplit(histogram, gradient, hessian);
    return { node, from, to, gradient, hessian, histogram, best };
  }

  /** Sums of the rows at these places. The slots of 0 stay empty: they follow from the whole. */
  #histogram(from: number, to: number, gradient: Float64Array, hessian: Float64Array): Float64Array {
    const { start, slot, upper } = this.#x;
    const order = this.#order;
    const out = this.#free.pop()?.fill(0) ?? new Float64Array(2 * upper.length);
    for (let r = from; r < to; r++) {
      const i = order[r]!;
      const h = hessian[i]!;
      if (h === 0) continue;
      const g = gradient[i]!;
      const end = start[i + 1]!;
      for (let e = start[i]!; e < end; e++) {
        const s = slot[e]! << 1;
        out[s]! += g;
        out[s + 1]! += h;
      }
    }
    return out;
  }

  #bestSplit(histogram: Float64Array, total: number, weight: number): Split | null {
    const { offset, zero } = this.#x;
    const { penalty, minimumHessian } = this.#growth;
    if (weight < 2 * minimumHessian) return null;
    const whole = (total * total) / (weight + penalty);
    let gain = 0;
    let feature = -1;
    let slot = -1;
    let gradientLeft = 0;
    let hessianLeft = 0;
    for (let f = 0; f < zero.length; f++) {
      const from = offset[f]!;
      const end = offset[f + 1]! - 1;
      let listed = 0;
      let listedWeight = 0;
      for (let s = from; s <= end; s++) {
        listed += histogram[2 * s]!;
        listedWeight += histogram[2 * s + 1]!;
      }
      // None here has anything but 0, or too few of them.
      if (listedWeight < minimumHessian && zero[f] === from) continue;
      let left = 0;
      let leftWeight = 0;
      for (let s = from; s < end; s++) {
        if (s === zero[f]) {
          left += total - listed;
          leftWeight += weight - listedWeight;
        } else {
          left += histogram[2 * s]!;
          leftWeight += histogram[2 * s + 1]!;
        }
        if (leftWeight < minimumHessian) continue;
        const rightWeight = weight - leftWeight;
        if (rightWeight < minimumHessian) break;
        const right = total - left;
        const one = (left * left) / (leftWeight + penalty) + (right * right) / (rightWeight + penalty) - whole;
        if (one > gain) {
          gain = one;
          feature = f;
          slot = s;
          gradientLeft = left;
          hessianLeft = leftWeight;
        }
      }
    }
    return feature < 0 ? null : { gain, feature, slot, gradientLeft, hessianLeft };
  }

  /** Brings the rows that go left before the others, both in their order; returns where the others begin. */
  #partition(from: number, to: number, split: Split): number {
    const { start, slot, offset, zero } = this.#x;
    const order = this.#order;
    const first = offset[split.feature]!;
    const beyond = offset[split.feature + 1]!;
    let left = from;
    let right = 0;
    for (let r = from; r < to; r++) {
      const i = order[r]!;
      let low = start[i]!;
      let high = start[i + 1]!;
      const end = high;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (slot[middle]! < first) low = middle + 1;
        else high = middle;
      }
      const own = low < end && slot[low]! < beyond ? slot[low]! : zero[split.feature]!;
      if (own <= split.slot) order[left++] = i;
      else this.#aside[right++] = i;
    }
    order.set(this.#aside.subarray(0, right), left);
    return left;
  }
}

const none = new Float64Array(0);
