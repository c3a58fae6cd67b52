import type { BoostedTrees } from '../../learning/trees/boosted-trees';
import { masksOf } from '../../learning/trees/tree-masks';
import type { LinearWeights } from '../../learning/logistic-regression';
import { dampedCount } from './damped-count';
import type { ReadPost } from './feature-space';
import { lexiconFeatures } from './lexicon-features';
import type { PostCounts } from './post-terms';
import { isTrees, type TextModel } from './text-model';

/** One post as words of it are left out and brought back: its scores are those of `scoresOf` for `ReadPost.row`. */
export interface PostScores {
  /** Leaves out words, as `ReadPost.leave`. */
  leave(from: number, to: number): void;
  /** Brings back all words. */
  restore(): void;
  /** Writes the scores of the classes for what is left into `out` from `at`. */
  write(out: Float64Array, at: number): void;
}

/** Scores by trees: the post is seen anew. O(terms), and O(length) with a lexicon. */
function scoresByTrees(model: BoostedTrees, post: ReadPost): PostScores {
  const masks = masksOf(model);
  return {
    leave: (from, to) => post.leave(from, to),
    restore: () => post.restore(),
    write: (out, at) => {
      const { index, value } = post.row();
      masks.score(index, value, 0, index.length, out, at);
    },
  };
}

/** With a smaller part of its terms' squares left, a sum is taken anew: by differences it would be mostly rounding. */
const smallestPart = 1e-6;

/** What the terms of one kind give to the scores of a linear model, told by the changes of their counts. */
class Part {
  readonly #terms: PostCounts;
  readonly #idf: Float64Array;
  readonly #weights: Float64Array;
  readonly #offset: number;
  /** Sum of squares of damped counts times idf, and the sums of these times the weights of each class; of the whole post, and now. */
  readonly #whole: Float64Array;
  readonly #now: Float64Array;

  constructor(terms: PostCounts, idf: Float64Array, weights: Float64Array, offset: number, classes: number) {
    this.#terms = terms;
    this.#idf = idf;
    this.#weights = weights;
    this.#offset = offset;
    this.#now = new Float64Array(classes + 1);
    this.#sum();
    this.#whole = this.#now.slice();
  }

  #sum(): void {
    this.#now.fill(0);
    for (let e = 0; e < this.#terms.size; e++) this.#add(this.#terms.columns[e]!, 0, this.#terms.counts[e]!);
  }

  #add(column: number, before: number, after: number): void {
    const idf = this.#idf[column]!;
    const one = dampedCount(before) * idf;
    const other = dampedCount(after) * idf;
    const now = this.#now;
    const classes = now.length - 1;
    const from = (this.#offset + column) * classes;
    now[classes]! += other * other - one * one;
    for (let c = 0; c < classes; c++) now[c]! += (other - one) * this.#weights[from + c]!;
  }

  change(place: number, by: number): void {
    const after = this.#terms.counts[place]!;
    this.#add(this.#terms.columns[place]!, after - by, after);
  }

  restore(): void {
    this.#now.set(this.#whole);
  }

  add(out: Float64Array, at: number): void {
    const now = this.#now;
    const classes = now.length - 1;
    if (now[classes]! < smallestPart * this.#whole[classes]!) this.#sum();
    if (now[classes] === 0) return;
    const length = Math.sqrt(now[classes]!);
    for (let c = 0; c < classes; c++) out[at + c]! += now[c]! / length;
  }
}

/** Scores by a linear model: only what changes is looked at. O(terms of the words left out · classes), and O(length) with a lexicon. */
function scoresByLine({ weights, intercepts, classes }: LinearWeights, post: ReadPost): PostScores {
  const { blocks, options } = post.space;
  let offset = 0;
  const parts = blocks.map(({ weight }, k) => {
    const part = new Part(post.counts[k]!, weight, weights, offset, classes);
    offset += weight.length;
    return part;
  });
  const manner = new Float64Array(lexiconFeatures.length);
  return {
    leave: (from, to) => post.leave(from, to, (kind, place, change) => parts[kind]!.change(place, change)),
    restore: () => {
      post.restore();
      for (const part of parts) part.restore();
    },
    write: (out, at) => {
      out.set(intercepts, at);
      for (const part of parts) part.add(out, at);
      if (!options.lexicon) return;
      post.writeManner(manner);
      for (let d = 0; d < manner.length; d++) {
        if (manner[d] === 0) continue;
        for (let c = 0; c < classes; c++) out[at + c]! += manner[d]! * weights[(offset + d) * classes + c]!;
      }
    },
  };
}

/** Scores one post again and again, with and without some of its words. */
export function postScores({ fitted }: TextModel, post: ReadPost): PostScores {
  return isTrees(fitted) ? scoresByTrees(fitted, post) : scoresByLine(fitted, post);
}
