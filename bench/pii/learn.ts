/** Learns the tagger of names from labelled sentences. */
import { featuresPerToken, nameFeatures } from '../../analysis/text/personal-data/name-features';
import {
  allowedTags,
  anyTag,
  decode,
  follows,
  type NameModel,
  tagCount,
  taggedTypes,
} from '../../analysis/text/personal-data/name-tagger';
import { nameTokens } from '../../analysis/text/personal-data/name-token';
import { plainForm } from '../../analysis/text/personal-data/plain-form';
import { claimDates } from '../../analysis/text/personal-data/named';
import { piiTypes, SpanSet } from '../../analysis/text/personal-data/span';
import { findStructured } from '../../analysis/text/personal-data/structured';
import { Xoshiro128 } from '../../analysis/statistics/random';
import type { Labelled } from './sentences';

interface Example {
  readonly text: string;
  readonly tokens: ReturnType<typeof nameTokens>;
  readonly gold: Uint8Array;
  readonly labelled: Labelled['labelled'];
}

function exampleOf(one: Labelled): Example | undefined {
  if (plainForm(one.text).places) return undefined;
  const spans = new SpanSet(one.text.length);
  const { dates } = findStructured(one.text, one.language, new Set(piiTypes), spans);
  claimDates(dates, spans);
  const tokens = nameTokens(
    one.text,
    spans.spans.sort((a, b) => a.start - b.start),
  );
  const gold = new Uint8Array(tokens.length);
  const sorted = [...one.spans].sort((a, b) => a.start - b.start);
  for (const span of sorted) {
    const type = (taggedTypes as readonly string[]).indexOf(span.type);
    if (type < 0) continue;
    let first = true;
    tokens.forEach((token, i) => {
      if (token.kind === 'found' || token.end <= span.start || token.start >= span.end) return;
      gold[i] = 1 + 2 * type + (first ? 0 : 1);
      first = false;
    });
  }
  for (let i = 0; i < gold.length; i++) if (!follows(i === 0 ? 0 : gold[i - 1]!, gold[i]!)) gold[i]! -= 1;
  return {
    text: one.text,
    tokens,
    gold,
    labelled: one.labelled,
  };
}

export interface Learnt {
  /** Averaged weights by feature. */
  readonly rows: Map<number, Float32Array>;
  readonly transitions: Float32Array;
}

/** Bits of the tags of some types, and of nothing. */
function tagsOf(types: ReadonlySet<string>): number {
  return taggedTypes.reduce((bits, type, i) => bits + (types.has(type) ? 3 * 2 ** (1 + 2 * i) : 0), 1);
}

/** Share of tokens whose list entries are hidden in a pass, so that the words around names count too. */
const hidden = 0.15;

/** Features whose weights are all smaller are left out: they change nothing but the size. */
const smallest = 0.1;

/** Averaged structured perceptron (Collins 2002). Features of fewer than `rare` sentences are left out. */
export function learn(sentences: readonly Labelled[], options: { rounds: number; seed: number; rare: number }): Learnt {
  const random = new Xoshiro128(options.seed);
  const examples = sentences.map(exampleOf).filter((one): one is Example => one !== undefined && one.tokens.length > 0);
  const seen = new Map<number, number>();
  for (const one of examples) {
    for (const feature of new Set(nameFeatures(one.text, one.tokens))) seen.set(feature, (seen.get(feature) ?? 0) + 1);
  }
  const rowOf = new Map<number, number>();
  for (const [feature, count] of seen) if (count >= options.rare) rowOf.set(feature, rowOf.size);
  const weights = new Float32Array(rowOf.size * tagCount);
  const totals = new Float64Array(weights.length);
  const transitions = new Float32Array((tagCount + 1) * tagCount);
  const transitionTotals = new Float64Array(transitions.length);
  const model: NameModel = { row: (feature) => rowOf.get(feature) ?? -1, weights, transitions, unit: 1 };
  let step = 1;
  const steps = options.rounds * examples.length;
  const change = (list: Float32Array, sums: Float64Array, at: number, by: number): void => {
    list[at]! += by;
    // What stands from now to the end counts so much in the average.
    sums[at]! += by * (steps - step);
  };
  for (let round = 0; round < options.rounds; round++) {
    for (const i of random.shuffle(Array.from(examples, (_, k) => k))) {
      const one = examples[i]!;
      const { gold, tokens } = one;
      const features = nameFeatures(one.text, tokens, () => random.next() < hidden);
      const labelled = one.labelled ? tagsOf(one.labelled) : anyTag;
      const allowed = (token: number): number => allowedTags(tokens[token]!) & labelled;
      const { tags } = decode(model, features, tokens.length, allowed);
      for (let t = 0; t < tokens.length; t++) {
        const before = t === 0 ? tagCount : -1;
        const goldBefore = before < 0 ? gold[t - 1]! : before;
        const tagBefore = before < 0 ? tags[t - 1]! : before;
        if (gold[t] !== tags[t] || goldBefore !== tagBefore) {
          change(transitions, transitionTotals, goldBefore * tagCount + gold[t]!, 1);
          change(transitions, transitionTotals, tagBefore * tagCount + tags[t]!, -1);
        }
        if (gold[t] === tags[t]) continue;
        for (let f = t * featuresPerToken; f < (t + 1) * featuresPerToken; f++) {
          const row = rowOf.get(features[f]!);
          if (row === undefined) continue;
          change(weights, totals, row * tagCount + gold[t]!, 1);
          change(weights, totals, row * tagCount + tags[t]!, -1);
        }
      }
      step++;
    }
  }
  const rows = new Map<number, Float32Array>();
  for (const [feature, row] of rowOf) {
    const own = Float32Array.from(totals.subarray(row * tagCount, (row + 1) * tagCount), (sum) => sum / steps);
    if (own.some((weight) => Math.abs(weight) > smallest)) rows.set(feature, own);
  }
  return { rows, transitions: Float32Array.from(transitionTotals, (sum) => sum / steps) };
}
