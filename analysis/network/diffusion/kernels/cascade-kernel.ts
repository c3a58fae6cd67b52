import type { Random } from '../../../../domain/method';
import { instantiate } from '../../../kernels/wasm-memory';
import { type SpreadGraph, thresholdOf } from '../spread-graph';
import { bytes } from './cascade-bytes';

/** Where the kernel keeps what it knows by itself; see `cascade.wat`. */
const at0 = { shuffles: 0, random: 256, tried: 320, end: 3072 };

/** Bytes of arcs after which no further node joins those whose arcs are tried together. */
const together = 16_384;

/** Cascades under way: views of the kernel's memory. */
export interface CascadeState {
  /** Nodes in the order in which they were reached; one place more than there are nodes. */
  readonly queue: Int32Array;
  /** A bit for each node that was reached: the lowest of the first word is node 0. */
  readonly seen: Int32Array;
  /** The nodes queue[head] … queue[end − 1] try their arcs; whom they reach follows. Returns where the queue now ends. */
  step(head: number, end: number): number;
  /** Arcs tried so far. */
  trials(): number;
}

/** The shuffle of each set of four words that brings its members to the front. */
function toTheFront(into: Uint8Array): void {
  for (let set = 0; set < 16; set++) {
    const words = [0, 1, 2, 3].filter((word) => (set >> word) & 1);
    words.forEach((word, place) => {
      for (let byte = 0; byte < 4; byte++) into[16 * set + 4 * place + byte] = 4 * word + byte;
    });
  }
}

/** A graph in the memory of a kernel, no node reached. */
interface LoadedGraph {
  readonly queue: Int32Array;
  readonly seen: Int32Array;
  /** What the kernel knows of its random numbers. */
  readonly random: Int32Array;
  /** Bytes of the arcs that the last step tried. */
  readonly tried: Int32Array;
  step(head: number, end: number): number;
}

function load({ nodes, arcs, offsets, targets, probability, uniform }: SpreadGraph): LoadedGraph {
  const { memory, exports } = instantiate<{ step(...operands: number[]): number }>(bytes, at0.end);
  let widest = 0;
  for (let v = 0; v < nodes; v++) widest = Math.max(widest, offsets[v + 1]! - offsets[v]!);
  const words = Math.ceil(nodes / 32);
  const at = {
    offsets: memory.take((nodes + 1) * 4),
    arcs: memory.take(arcs * 4 + 16),
    exact: memory.take(arcs * 4 + 16),
    seen: memory.take(words * 4),
    passing: memory.take(together + widest * 4 + 16),
    queue: memory.take((nodes + 1) * 4),
  };
  const integers = (from: number, length: number): Int32Array => new Int32Array(memory.buffer, from, length);
  toTheFront(new Uint8Array(memory.buffer, at0.shuffles, 256));
  integers(at.offsets, nodes + 1).set(offsets);
  const targetBits = 32 - Math.clz32(nodes - 1);
  const keep = ~(2 ** targetBits - 1);
  const [word, exact] = [integers(at.arcs, arcs), integers(at.exact, arcs)];
  if (probability) for (let arc = 0; arc < arcs; arc++) exact[arc] = thresholdOf(probability[arc]!);
  else exact.fill(thresholdOf(uniform!));
  for (let arc = 0; arc < arcs; arc++) word[arc] = (exact[arc]! & keep) | targets[arc]!;
  return {
    queue: integers(at.queue, nodes + 1),
    seen: integers(at.seen, words),
    random: integers(at0.random, 16),
    tried: integers(at0.tried, 1),
    step(head, end) {
      const queue = (place: number): number => at.queue + 4 * place;
      const { offsets, arcs, exact, seen, passing } = at;
      const tail = exports.step(offsets, arcs, exact, keep, seen, passing, queue(head), queue(end), queue(end));
      return ((tail >>> 0) - at.queue) / 4;
    },
  };
}

/** Loading a graph takes as long as trying some ten million arcs. */
const loaded = new WeakMap<SpreadGraph, LoadedGraph>();

/**
 * Independent cascades on a graph in which every arc is tried, nobody reached yet; whoever takes it clears `seen` when it is done. The high
 * bits of an arc's word that no target needs hold those of its threshold: 13 with 500,000 nodes, so that one draw in 8,192 needs a second
 * look. O(arcs + nodes) memory, for as long as the graph lives: 8 bytes an arc, 8 a node, and room for the widest row.
 */
export function cascadeState(graph: SpreadGraph, random: Random): CascadeState {
  let own = loaded.get(graph);
  if (!own) loaded.set(graph, (own = load(graph)));
  const { queue, seen, tried, step } = own;
  own.random.forEach((_, i, state) => {
    state[i] = (random.next() * 4294967296) | 0;
  });
  let trials = 0;
  return {
    queue,
    seen,
    step(head, end) {
      const tail = step(head, end);
      trials += tried[0]! / 4;
      return tail;
    },
    trials: () => trials,
  };
}
