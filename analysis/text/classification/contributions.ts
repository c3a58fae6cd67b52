import type { SparseMatrix } from '../../learning/sparse-matrix';
import { classifierTokens } from './tokens';
import { scoresOf, type TextModel } from './text-model';
import { seeFeatures } from './feature-space';
import { lexiconFeatures } from './lexicon-features';
import { TermCounter } from '../terms/term-counter';

/** One feature's share of a score. */
export interface Contribution {
  readonly feature: string;
  /** `together`: what no feature of a tree model adds alone. */
  readonly kind: 'words' | 'characters' | 'manner' | 'together';
  /** Column of the features; −1 for what has none. */
  readonly column: number;
  readonly contribution: number;
}

/** One place of a post and what it adds to the score; `manner` and the intercept have no place. */
export interface PlaceContribution {
  readonly term: string;
  readonly start: number;
  readonly end: number;
  readonly contribution: number;
}

export interface Explanation {
  /** Sum of all contributions and the intercept: the score of the class before calibration. */
  readonly logit: number;
  readonly intercept: number;
  readonly features: readonly Contribution[];
  readonly places: readonly PlaceContribution[];
}

interface Run {
  readonly name: string;
  readonly kind: 'words' | 'characters';
  /** First token and number of tokens that it covers. */
  readonly from: number;
  readonly size: number;
}

/** Every run of words and characters of a post, by name, as the counters see them. */
function runsOf(terms: readonly string[], model: TextModel, kind: 'words' | 'characters'): Run[] {
  const runs: Run[] = [];
  const [shortest, longest] = kind === 'words' ? model.space.options.words : model.space.options.characters;
  for (let w = 0; w < terms.length; w++) {
    if (kind === 'words') {
      for (let size = shortest; size <= longest && w + size <= terms.length; size++)
        runs.push({ name: terms.slice(w, w + size).join(' '), kind, from: w, size });
    } else {
      const padded = ` ${terms[w]} `;
      for (let i = 0; i + shortest <= padded.length; i++)
        for (let size = shortest; size <= longest && i + size <= padded.length; size++)
          runs.push({ name: padded.slice(i, i + size), kind, from: w, size: 1 });
    }
  }
  return runs;
}

/** The row with one entry less, for each of its entries that the model looks at; the last row has none. */
function withoutEach(x: SparseMatrix, entries: readonly number[]): SparseMatrix {
  const { length } = x.index;
  const kept = entries.map((left) => Array.from(x.index.keys()).filter((e) => e !== left));
  const start = Int32Array.from({ length: entries.length + 2 }, (_, k) => Math.min(k, entries.length) * (length - 1));
  const flat = kept.flat();
  return {
    rows: entries.length + 1,
    columns: x.columns,
    start,
    index: Int32Array.from(flat, (e) => x.index[e]!),
    value: Float64Array.from(flat, (e) => x.value[e]!),
  };
}

interface Shares {
  readonly intercept: number;
  readonly logit: number;
  readonly byColumn: ReadonlyMap<number, number>;
}

/** What each column of a post adds to the score: exact for linear weights; for trees by how much the score falls without it. */
function sharesOf({ fitted }: TextModel, x: SparseMatrix, target: number): Shares {
  const byColumn = new Map<number, number>();
  const { classes } = fitted;
  const logit = scoresOf(fitted, x)[target]!;
  if (!('roots' in fitted)) {
    for (let e = 0; e < x.index.length; e++)
      byColumn.set(x.index[e]!, x.value[e]! * fitted.weights[x.index[e]! * classes + target]!);
    return { intercept: fitted.intercepts[target]!, logit, byColumn };
  }
  const asked = new Set(fitted.column);
  const entries = Array.from(x.index.keys()).filter((e) => asked.has(x.index[e]!));
  const scores = scoresOf(fitted, withoutEach(x, entries));
  entries.forEach((e, k) => {
    byColumn.set(x.index[e]!, logit - scores[k * classes + target]!);
  });
  return { intercept: scores[entries.length * classes + target]!, logit, byColumn };
}

/**
 * Why a model gives a post its score for one class: what each feature adds, summing with the intercept to the logit, and the same shared
 * out over the places of the post. Of a linear model value times weight. Of trees the fall of the score without the feature; the
 * intercept is then the score of a post without any, and what is left to the logit, since features act together, stands as
 * `(together)`. O(characters · lengths), and for trees O(features · trees · depth).
 */
export function explainScore(model: TextModel, text: string, language: string, target: number): Explanation {
  const { space } = model;
  const x = seeFeatures({ text: [text], language: [language] }, space);
  const { intercept, logit, byColumn } = sharesOf(model, x, target);
  const share = (column: number): number => byColumn.get(column) ?? 0;
  const { terms, starts, ends } = classifierTokens(text);
  const perToken = new Float64Array(terms.length);
  const features: Contribution[] = [];
  let offset = 0;
  for (const block of space.blocks) {
    const named =
      block.kind === 'words' && space.options.byLanguage ? terms.map((term) => `${language}:${term}`) : terms;
    const runs = new Map<string, Run[]>();
    for (const run of runsOf(named, model, block.kind)) {
      const list = runs.get(run.name);
      if (list) list.push(run);
      else runs.set(run.name, [run]);
    }
    // The counter tells the column of a run: one document a run, in the order of the map.
    const counter = new TermCounter(block);
    for (const [name, [first]] of runs) {
      if (block.kind === 'words')
        counter.words(named.slice(first!.from, first!.from + first!.size), first!.size, first!.size);
      else counter.run(name);
      counter.document();
    }
    const counted = counter.counts();
    let row = 0;
    for (const [name, places] of runs) {
      const at = counted.start[row]!;
      const met = counted.start[row + 1]! > at;
      row++;
      if (!met) continue;
      const column = offset + counted.index[at]!;
      const contribution = share(column);
      if (contribution === 0) continue;
      features.push({ feature: name, kind: block.kind, column, contribution });
      for (const run of places)
        for (let t = run.from; t < run.from + run.size; t++) perToken[t]! += contribution / places.length / run.size;
    }
    offset += block.weight.length;
  }
  if (space.options.lexicon)
    lexiconFeatures.forEach((feature, d) => {
      const contribution = share(offset + d);
      if (contribution !== 0) features.push({ feature, kind: 'manner', column: offset + d, contribution });
    });
  if ('roots' in model.fitted) {
    const contribution = features.reduce((left, one) => left - one.contribution, logit - intercept);
    features.push({ feature: '(together)', kind: 'together', column: -1, contribution });
  }
  features.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution) || (a.feature < b.feature ? -1 : 1));
  return {
    logit,
    intercept,
    features,
    places: terms.map((term, t) => ({ term, start: starts[t]!, end: ends[t]!, contribution: perToken[t]! })),
  };
}
