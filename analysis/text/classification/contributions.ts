import { classifierTokens } from './tokens';
import type { TextModel } from './text-model';
import { seeFeatures } from './feature-space';
import { lexiconFeatures } from './lexicon-features';
import { TermCounter } from '../terms/term-counter';

/** One feature's share of a score. */
export interface Contribution {
  readonly feature: string;
  readonly kind: 'words' | 'characters' | 'manner';
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

/**
 * Why a linear model gives a post its score for one class: value times weight of each feature, summing with the intercept to the logit,
 * and the same shared out over the places of the post. O(characters · lengths).
 */
export function explainScore(model: TextModel, text: string, language: string, target: number): Explanation {
  const { space, linear } = model;
  const x = seeFeatures({ text: [text], language: [language] }, space);
  const values = new Map<number, number>();
  for (let e = 0; e < x.start[1]!; e++) values.set(x.index[e]!, x.value[e]!);
  const share = (column: number): number =>
    (values.get(column) ?? 0) * linear.weights[column * linear.classes + target]!;
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
      const contribution = share(offset + counted.index[at]!);
      if (contribution === 0) continue;
      features.push({ feature: name, kind: block.kind, contribution });
      for (const run of places)
        for (let t = run.from; t < run.from + run.size; t++) perToken[t]! += contribution / places.length / run.size;
    }
    offset += block.weight.length;
  }
  if (space.options.lexicon)
    lexiconFeatures.forEach((feature, d) => {
      const contribution = share(offset + d);
      if (contribution !== 0) features.push({ feature, kind: 'manner', contribution });
    });
  const intercept = linear.intercepts[target]!;
  features.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution) || (a.feature < b.feature ? -1 : 1));
  return {
    logit: features.reduce((sum, one) => sum + one.contribution, intercept),
    intercept,
    features,
    places: terms.map((term, t) => ({ term, start: starts[t]!, end: ends[t]!, contribution: perToken[t]! })),
  };
}
