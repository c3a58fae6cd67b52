import type { Csr } from '../graph/csr';

/** Of each node the sum of its neighbours' values, `width` for each node, row by row: the adjacency matrix times a matrix. O(m · width). */
export function neighbourSums({ nodes, offsets, targets }: Csr, values: Float64Array, width: number): Float64Array {
  const out = new Float64Array(nodes * width);
  for (let v = 0; v < nodes; v++) {
    const [first, last] = [offsets[v]!, offsets[v + 1]!];
    // The neighbours' rows are fetched for the first column and still at hand for the others.
    for (let j = 0; j < width; j++) {
      let sum = 0;
      for (let a = first; a < last; a++) sum += values[targets[a]! * width + j]!;
      out[v * width + j] = sum;
    }
  }
  return out;
}
