import type { Random } from '../../../domain/method';
import type { CascadeState } from './kernels/cascade-kernel';
import type { SpreadGraph } from './spread-graph';

/** Nodes whose rows are looked up together, and arcs after which no further node joins them. */
const together = { nodes: 128, arcs: 4096 };

/** Shares of the draws whose wait is looked up: 2¹². */
const shares = 4096;
const unsure = 255;

/**
 * Draws how many arcs fail before the next one passes, by inversion of the geometric distribution. Where all draws of a share have the
 * same wait a table holds it (a guide table: Chen & Asau 1974), which spares most of the logarithms.
 */
export function waits(probability: number, random: Random): () => number {
  const perLog = 1 / Math.log1p(-probability);
  const waitOf = (share: number): number => Math.floor(Math.log(share) * perLog);
  const table = new Uint8Array(shares).fill(unsure);
  // A share has no more than 2²⁰ draws, the first and last of which stand half a draw from its ends.
  const half = 0.5 / 4294967296;
  for (let i = 0; i < shares; i++) {
    const wait = waitOf(i / shares + half);
    if (wait < unsure && waitOf((i + 1) / shares - half) === wait) table[i] = wait;
  }
  return () => {
    const draw = random.next();
    const wait = table[Math.floor(draw * shares)]!;
    return wait < unsure ? wait : waitOf(draw + half);
  };
}

/** Independent cascades where all arcs have one small probability: rows in which nothing passes are never read. O(n) memory. */
export function skippingState(graph: SpreadGraph, random: Random): CascadeState {
  const { nodes, offsets, targets, uniform } = graph;
  const queue = new Int32Array(nodes + 1);
  const seen = new Int32Array(Math.ceil(nodes / 32));
  const from = new Int32Array(together.nodes);
  const to = new Int32Array(together.nodes);
  const passing: number[] = [];
  const next = waits(uniform!, random);
  let trials = 0;
  // Failures still to come; carried on from node to node and run to run.
  let wait = next();
  return {
    queue,
    seen,
    step(head, end) {
      let tail = end;
      let at = head;
      while (at < end) {
        let count = 0;
        let arcs = 0;
        while (at < end && count < together.nodes && arcs < together.arcs) {
          const v = queue[at++]!;
          from[count] = offsets[v]!;
          to[count] = offsets[v + 1]!;
          arcs += to[count]! - from[count]!;
          count++;
        }
        trials += arcs;
        let passed = 0;
        for (let i = 0; i < count; i++) {
          let arc = from[i]! + wait;
          while (arc < to[i]!) {
            passing[passed++] = arc;
            arc += 1 + next();
          }
          wait = arc - to[i]!;
        }
        for (let i = 0; i < passed; i++) {
          const w = targets[passing[i]!]!;
          const word = seen[w >>> 5]!;
          if ((word >>> w) & 1) continue;
          seen[w >>> 5] = word | (1 << w);
          queue[tail++] = w;
        }
      }
      return tail;
    },
    trials: () => trials,
  };
}
