import type { Random } from '../../domain/method';
import { quantile } from '../statistics/quantile';
import type { LinearWeights } from './logistic-regression';
import { decisionScores, mostProbable } from './logistic-regression';
import { type SparseMatrix, transpose } from './sparse-matrix';
import type { TreeMasks } from './trees/tree-masks';

/** How far macro recall falls when the values of some columns are dealt to other rows, over repeats. */
export interface PermutedImportance {
  readonly mean: number;
  readonly deviation: number;
  /** The middle 95 % of the repeats: how much the dealing matters, not how other posts would have it. */
  readonly low: number;
  readonly high: number;
}

/** Some columns, whose values may be dealt to other rows. */
export interface Dealing {
  /** Does a row say anything in these columns that a row without them does not? */
  readonly has: Uint8Array;
  /** Writes the scores of a row whose values in these columns are those of another. */
  score(row: number, other: number, out: Float64Array): void;
}

/** A model and the rows that it is asked about; the highest score is its guess. */
export interface Scorer {
  readonly classes: number;
  /** Of the rows as they are, one after the other. */
  readonly scores: Float64Array;
  dealing(columns: readonly number[]): Dealing;
}

/** Of a linear model, of which the columns' part in a score goes with them. */
export function linearScorer(model: LinearWeights, x: SparseMatrix): Scorer {
  const { classes, weights } = model;
  const scores = decisionScores(model, x);
  const byColumn = transpose(x);
  return {
    classes,
    scores,
    dealing: (columns) => {
      const part = new Float64Array(scores.length);
      const has = new Uint8Array(x.rows);
      for (const j of columns)
        for (let e = byColumn.start[j]!; e < byColumn.start[j + 1]!; e++) {
          const row = byColumn.index[e]!;
          has[row] = 1;
          for (let c = 0; c < classes; c++) part[row * classes + c]! += byColumn.value[e]! * weights[j * classes + c]!;
        }
      return {
        has,
        score(row, other, out) {
          for (let c = 0; c < classes; c++)
            out[c] = scores[row * classes + c]! - part[row * classes + c]! + part[other * classes + c]!;
        },
      };
    },
  };
}

/** Of trees, of which only those that ask for the columns can change: the leaves that the columns rule out go with them. */
export function treeScorer(masks: TreeMasks, x: SparseMatrix): Scorer {
  const { classes } = masks.model;
  const scores = masks.scores(x);
  /** What the entries of the rows answer otherwise than 0 would, one after the other. */
  const rows: number[] = [];
  const asked: number[] = [];
  const trees: number[] = [];
  const stays: number[] = [];
  for (let row = 0; row < x.rows; row++)
    for (let e = x.start[row]!; e < x.start[row + 1]!; e++)
      masks.eachAnswer(x.index[e]!, x.value[e]!, (tree, stay) => {
        rows.push(row);
        asked.push(x.index[e]!);
        trees.push(tree);
        stays.push(stay);
      });
  return {
    classes,
    scores,
    dealing: (columns) => {
      const marked = new Uint8Array(x.columns);
      for (const j of columns) marked[j] = 1;
      const asking = masks.asking(columns);
      const place = new Int32Array(masks.trees).fill(-1);
      asking.forEach((t, k) => (place[t] = k));
      const width = asking.length;
      const inside = new Int32Array(x.rows * width).fill(-1);
      const outside = inside.slice();
      const has = new Uint8Array(x.rows);
      for (let a = 0; a < rows.length; a++) {
        const k = place[trees[a]!]!;
        if (k < 0) continue;
        const dealt = marked[asked[a]!]!;
        (dealt === 1 ? inside : outside)[rows[a]! * width + k]! &= stays[a]!;
        has[rows[a]!]! |= dealt;
      }
      return {
        has,
        score(row, other, out) {
          for (let c = 0; c < classes; c++) out[c] = scores[row * classes + c]!;
          for (let k = 0; k < width; k++) {
            const own = inside[row * width + k]!;
            const dealt = inside[other * width + k]!;
            if (own === dealt) continue;
            const others = outside[row * width + k]!;
            masks.exchange(asking[k]!, others & own, others & dealt, out);
          }
        },
      };
    },
  };
}

/** Macro recall of rows, told anew where the guesses of some change. */
class Recall {
  readonly #y: Int32Array;
  readonly #own: Int32Array;
  readonly #support: Int32Array;
  readonly #right: Int32Array;
  readonly #now: Int32Array;
  readonly #present: number;
  readonly whole: number;

  constructor(y: Int32Array, own: Int32Array, classes: number) {
    this.#y = y;
    this.#own = own;
    this.#support = new Int32Array(classes);
    this.#right = new Int32Array(classes);
    y.forEach((c, row) => {
      this.#support[c]!++;
      if (own[row] === c) this.#right[c]!++;
    });
    this.#now = this.#right.slice();
    this.#present = this.#support.reduce((sum, one) => sum + Math.min(one, 1), 0);
    this.whole = this.#mean();
  }

  /** Another guess for a row, until the next `told`. */
  change(row: number, guess: number): void {
    const c = this.#y[row]!;
    this.#now[c]! += (guess === c ? 1 : 0) - (this.#own[row] === c ? 1 : 0);
  }

  told(): number {
    const mean = this.#mean();
    this.#now.set(this.#right);
    return mean;
  }

  #mean(): number {
    return this.#now.reduce((sum, one, c) => sum + (one === 0 ? 0 : one / this.#support[c]!), 0) / this.#present;
  }
}

/**
 * Permutation importance of groups of columns, on rows that the model was not trained on: what it loses when it no longer knows which row
 * a value belongs to. Columns that say the same hide each other: permute them as one group. O(groups · repeats · (rows + the part of the
 * scores of rows that change)). Breiman 2001, doi:10.1023/A:1010933404324; Fisher, Rudin & Dominici 2019, JMLR 20(177).
 */
export function permutationImportance(
  { classes, scores, dealing }: Scorer,
  y: Int32Array,
  groups: readonly (readonly number[])[],
  repeats: number,
  random: Random,
): PermutedImportance[] {
  const recall = new Recall(y, mostProbable(scores, classes), classes);
  const rows = Int32Array.from(y.keys());
  const out = new Float64Array(classes);
  return groups.map((columns, g) => {
    const { has, score } = dealing(columns);
    const draws = random.fork(`group ${g}`);
    const drops = Array.from({ length: repeats }, () => {
      const dealt = draws.shuffle(rows.slice());
      for (let row = 0; row < rows.length; row++) {
        const other = dealt[row]!;
        if (has[row] === 0 && has[other] === 0) continue;
        score(row, other, out);
        recall.change(row, mostProbable(out, classes)[0]!);
      }
      return recall.whole - recall.told();
    }).sort((a, b) => a - b);
    const mean = drops.reduce((sum, one) => sum + one, 0) / repeats;
    const deviation = Math.sqrt(drops.reduce((sum, one) => sum + (one - mean) ** 2, 0) / repeats);
    return { mean, deviation, low: quantile(drops, 0.025)!, high: quantile(drops, 0.975)! };
  });
}
