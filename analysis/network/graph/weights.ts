import { AssayError } from '../../../domain/errors';
import type { EdgeList } from './graph';

/** What the weights of a graph must be for a method: `positive` where they are lengths of ways. */
export type WeightNeed = 'positive' | 'not negative';

/** The same edges, all of weight 1. */
export function withoutWeights(list: EdgeList): EdgeList {
  return { ...list, weight: new Float64Array(list.source.length).fill(1) };
}

/**
 * Refuses weights that a measure has no meaning for, naming the first: 'ASSAY_METHOD_INPUT'. Nodes are not named, an edge is its place
 * in the list.
 */
export function requireWeights(list: EdgeList, need: WeightNeed, method: string): void {
  const { weight } = list;
  for (let e = 0; e < weight.length; e++) {
    const one = weight[e]!;
    const fits = Number.isFinite(one) && (need === 'positive' ? one > 0 : one >= 0);
    if (!fits)
      throw new AssayError(
        'ASSAY_METHOD_INPUT',
        `${method}: weights ${need === 'positive' ? 'above 0' : 'of 0 or more'} were expected, found ${one} (edge ${e + 1}); --set weighted=false leaves weights out`,
      );
  }
}
