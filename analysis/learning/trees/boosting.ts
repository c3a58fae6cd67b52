import type { Random } from '../../../domain/method';
import type { SparseMatrix } from '../sparse-matrix';
import { stratifiedFolds } from '../splits';
import { binColumns } from './bins';
import { type NodeList, TreeGrower } from './grow-tree';
import type { BoostedTrees } from './boosted-trees';

export interface BoostingOptions {
  /** Most rounds; each adds a tree for every class, or one where there are two. */
  readonly rounds?: number;
  readonly rate?: number;
  readonly leaves?: number;
  readonly penalty?: number;
  readonly minimumHessian?: number;
  /** Bins of a column without 0; one that is 0 in most rows has fewer. */
  readonly bins?: number;
  /** Share of the rows that each round learns from. */
  readonly share?: number;
  /** One part in so many is held out to tell when to stop; 0: none, and all rounds are done. */
  readonly heldOut?: number;
  /** Rounds without a smaller loss on the rows held out after which it stops; the rounds since the best are taken back. */
  readonly patience?: number;
  /** Weight of each class in the loss; all 1 where absent. */
  readonly classWeights?: readonly number[];
}

/** Log of each class's share, less their mean: what is known before any question. A class without rows gets a finite floor. */
function shares(y: ArrayLike<number>, weight: Float64Array, classes: number): Float64Array {
  const sums = new Float64Array(classes);
  let total = 0;
  for (let i = 0; i < y.length; i++) {
    sums[y[i]!]! += weight[i]!;
    total += weight[i]!;
  }
  const logs = sums.map((sum) => Math.log(Math.max(sum / total, 1e-12)));
  const mean = logs.reduce((sum, one) => sum + one, 0) / classes;
  return logs.map((one) => one - mean);
}

/** Derivatives of the log-loss by each class's score, and the loss of the rows held out. */
class Loss {
  readonly gradient: Float64Array[];
  readonly hessian: Float64Array[];
  readonly #y: ArrayLike<number>;
  readonly #weight: Float64Array;
  readonly #classes: number;

  constructor(y: ArrayLike<number>, weight: Float64Array, classes: number, trees: number) {
    this.#y = y;
    this.#weight = weight;
    this.#classes = classes;
    this.gradient = Array.from({ length: trees }, () => new Float64Array(y.length));
    this.hessian = Array.from({ length: trees }, () => new Float64Array(y.length));
  }

  /** `learns` marks the rows of this round; the others get 0. Returns the mean loss of the rows marked `held`. */
  update(scores: Float64Array, learns: Uint8Array, held: Uint8Array): number {
    const { gradient, hessian } = this;
    const classes = this.#classes;
    const p = new Float64Array(classes);
    let loss = 0;
    let total = 0;
    for (let i = 0; i < held.length; i++) {
      let most = scores[i * classes]!;
      for (let c = 1; c < classes; c++) if (scores[i * classes + c]! > most) most = scores[i * classes + c]!;
      let sum = 0;
      for (let c = 0; c < classes; c++) sum += p[c] = Math.exp(scores[i * classes + c]! - most);
      const weight = this.#weight[i]!;
      const own = this.#y[i]!;
      if (held[i] === 1) {
        loss -= weight * Math.log(Math.max(p[own]! / sum, 1e-300));
        total += weight;
      }
      for (let t = 0; t < gradient.length; t++) {
        const one = p[t]! / sum;
        gradient[t]![i] = learns[i] === 0 ? 0 : weight * (one - (own === t ? 1 : 0));
        hessian[t]![i] = learns[i] === 0 ? 0 : weight * one * (1 - one);
      }
    }
    return loss / total;
  }
}

/**
 * Gradient-boosted trees for classes: each round fits trees to the slope of the log-loss of softmax(scores), with Newton steps, and adds a
 * fraction of them. They find interactions and thresholds that a linear model cannot; on words of short posts they are usually behind it.
 * Deterministic but for the rows held out and drawn. O(rounds · classes · (entries · log leaves + bins · leaves)).
 * Friedman 2001, doi:10.1214/aos/1013203451; Friedman 2002, doi:10.1016/S0167-9473(01)00065-2 (drawn rows).
 */
export function fitBoostedTrees(
  x: SparseMatrix,
  y: ArrayLike<number>,
  classes: number,
  random: Random,
  options: BoostingOptions = {},
  progress: (fraction: number) => void = () => {},
): BoostedTrees {
  const { rounds = 300, rate = 0.2, leaves = 15, penalty = 1, minimumHessian = 1, bins = 64 } = options;
  const { share = 1, heldOut = 10, patience = 15, classWeights } = options;
  const held = new Uint8Array(x.rows);
  if (heldOut > 0) {
    const fold = stratifiedFolds(y, heldOut, random.fork('held out'));
    for (let i = 0; i < x.rows; i++) held[i] = fold[i] === 0 ? 1 : 0;
  }
  const weight = Float64Array.from({ length: x.rows }, (_, i) => classWeights?.[y[i]!] ?? 1);
  const base = shares(
    y,
    weight.map((one, i) => (held[i] === 1 ? 0 : one)),
    classes,
  );
  const scores = new Float64Array(x.rows * classes);
  for (let at = 0; at < scores.length; at++) scores[at] = base[at % classes]!;
  // Of two classes one tree says all: the second's score is the negative of the first's.
  const trees = classes === 2 ? 1 : classes;
  const loss = new Loss(y, weight, classes, trees);
  const grower = new TreeGrower(binColumns(x, bins), { leaves, penalty, minimumHessian });
  const nodes: NodeList = { column: [], threshold: [], left: [], right: [], value: [], gain: [] };
  const roots: number[] = [];
  const drawing = random.fork('rows');
  const learns = held.map((one) => 1 - one);
  let best = Number.POSITIVE_INFINITY;
  let kept = 0;
  for (let round = 0; ; round++) {
    if (share < 1) for (let i = 0; i < x.rows; i++) learns[i] = held[i] === 0 && drawing.next() < share ? 1 : 0;
    const now = loss.update(scores, learns, held);
    if (heldOut === 0 || now < best) {
      best = now;
      kept = round;
    }
    progress(round / rounds);
    if (round === rounds || round - kept >= patience) break;
    for (let t = 0; t < trees; t++) {
      roots.push(nodes.column.length);
      grower.grow(loss.gradient[t]!, loss.hessian[t]!, rate, nodes, (rows, value) => {
        for (let r = 0; r < rows.length; r++) {
          if (classes === 2) {
            scores[rows[r]! * 2]! += value / 2;
            scores[rows[r]! * 2 + 1]! -= value / 2;
          } else scores[rows[r]! * classes + t]! += value;
        }
      });
    }
  }
  const size = kept === rounds || kept * trees === roots.length ? nodes.column.length : roots[kept * trees]!;
  return {
    classes,
    features: x.columns,
    base,
    roots: Int32Array.from(roots.slice(0, kept * trees)),
    column: Int32Array.from(nodes.column.slice(0, size)),
    threshold: Float64Array.from(nodes.threshold.slice(0, size)),
    left: Int32Array.from(nodes.left.slice(0, size)),
    right: Int32Array.from(nodes.right.slice(0, size)),
    value: Float64Array.from(nodes.value.slice(0, size)),
    gain: Float64Array.from(nodes.gain.slice(0, size)),
  };
}
