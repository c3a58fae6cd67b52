import { type Artefact, type Column, numbers, strings } from '../../../domain/artefact';
import type { Json } from '../../../domain/json';
import type { BoostedTrees } from '../../learning/trees/boosted-trees';
import type { Bag } from '../terms/bag';

/** Trees as the columns of a model: a row a node, which names the word or the hash bucket of characters that it counts. */
export function treeColumns(model: BoostedTrees, { vocabulary, buckets }: Bag): Record<string, Column> {
  const words = vocabulary.length;
  return {
    term: Array.from(model.column, (j) => (j >= 0 && j < words ? vocabulary[j]! : null)),
    bucket: model.column.map((j) => (j >= words ? buckets[j - words]! : -1)),
    feature: model.column,
    threshold: model.threshold,
    left: model.left,
    right: model.right,
    value: model.value,
    gain: model.gain,
  };
}

/** The trees of a model, and the words and buckets that they ask for, which become the columns. */
export function treesOf(artefact: Artefact): {
  readonly model: BoostedTrees;
  readonly vocabulary: readonly string[];
  readonly buckets: Int32Array;
} {
  const about = artefact.about as unknown as { classes: string[]; base: number[]; roots: number[] };
  const feature = numbers(artefact, 'feature');
  const nodeOf = new Map(Array.from(feature, (j, node) => [j, node]));
  const features = [...nodeOf.keys()].filter((j) => j >= 0).sort((a, b) => a - b);
  const columnOf = new Map(features.map((j, column) => [j, column]));
  const term = strings(artefact, 'term');
  const bucket = numbers(artefact, 'bucket');
  const nodes = features.map((j) => nodeOf.get(j)!);
  return {
    vocabulary: nodes.flatMap((node) => term[node] ?? []),
    buckets: Int32Array.from(nodes.filter((node) => bucket[node]! >= 0).map((node) => bucket[node]!)),
    model: {
      classes: about.classes.length,
      features: features.length,
      base: Float64Array.from(about.base),
      roots: Int32Array.from(about.roots),
      column: Int32Array.from(feature, (j) => columnOf.get(j) ?? -1),
      threshold: numbers(artefact, 'threshold') as Float64Array,
      left: numbers(artefact, 'left') as Int32Array,
      right: numbers(artefact, 'right') as Int32Array,
      value: numbers(artefact, 'value') as Float64Array,
      gain: numbers(artefact, 'gain') as Float64Array,
    },
  };
}

/** Mean of the leaves below a node. */
function meanLeaf(model: BoostedTrees, node: number): number {
  return model.column[node]! < 0
    ? model.value[node]!
    : (meanLeaf(model, model.left[node]!) + meanLeaf(model, model.right[node]!)) / 2;
}

/** For each class the words whose presence raises it, by their share of all that its trees gained. */
export function strongestTerms(model: BoostedTrees, vocabulary: readonly string[], classes: readonly string[]): Json {
  const gains = classes.map(() => new Map<number, number>());
  const total = new Float64Array(classes.length);
  model.roots.forEach((root, t) => {
    const end = model.roots[t + 1] ?? model.column.length;
    for (let node = root; node < end; node++) {
      const j = model.column[node]!;
      if (j < 0) continue;
      const raises = meanLeaf(model, model.right[node]!) > meanLeaf(model, model.left[node]!);
      // Of two classes the trees of the first also speak, the other way round, for the second.
      for (const c of classes.length === 2 ? [0, 1] : [t % classes.length]) {
        total[c]! += model.gain[node]!;
        if (j < vocabulary.length && raises === (classes.length !== 2 || c === 0))
          gains[c]!.set(j, (gains[c]!.get(j) ?? 0) + model.gain[node]!);
      }
    }
  });
  return classes.map((name, c) => ({
    class: name,
    terms: [...gains[c]!]
      .map(([j, gain]) => ({ term: vocabulary[j]!, weight: Math.round((1000 * gain) / total[c]!) / 1000 }))
      .sort((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1))
      .slice(0, 12),
  }));
}
