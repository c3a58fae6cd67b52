import { instantiate, type WasmMemory } from '../../kernels/wasm-memory';
import { Xoshiro128 } from '../../statistics/random';
import type { CommunityGraph } from './community-graph';
import { bytes } from './kernel-bytes';

type Call = (...operands: number[]) => number;

/** Addresses of a graph in the kernel's memory. */
interface GraphAddresses {
  readonly offsets: number;
  readonly targets: number;
  readonly weights: number;
  /** Bytes from one weight to the next: 0 where all are 1. */
  readonly step: number;
  /** Out and in of each node; in is 0 without direction. */
  readonly strengths: number;
}

/** Where the kernel reads noise: quantiles of the Gumbel distribution in random order. */
const noiseAt = 1024;
const noiseCount = 4096;
/** What lies below is the kernel's own. */
const firstFree = noiseAt + 8 * noiseCount;

/** The compiled loops of kernel.wat with memory of their own, and the graph that lies in it. At most 4 GB: some 100 million ties. */
class Kernel {
  readonly calls: { readonly move: Call; readonly cuts: Call; readonly refine: Call; readonly aggregate: Call };
  readonly #memory: WasmMemory;
  #graph: CommunityGraph | undefined;
  #at: GraphAddresses | undefined;
  /** What lies from here on is free. */
  #free = firstFree;

  constructor() {
    const { memory, exports } = instantiate<Kernel['calls']>(bytes, firstFree);
    this.calls = exports;
    this.#memory = memory;
    const noise = this.doubles(noiseAt, noiseCount);
    for (let i = 0; i < noiseCount; i++) noise[i] = -Math.log(-Math.log((i + 0.5) / noiseCount));
    new Xoshiro128(noiseCount).shuffle(noise);
  }

  /** Brings the graph into memory, unless it is there, and takes back all room beside it. */
  load(graph: CommunityGraph): GraphAddresses {
    if (this.#at && this.#graph === graph) {
      this.#memory.release(this.#free);
      return this.#at;
    }
    const { nodes, directed, offsets, targets, weights, out, in: into } = graph;
    this.#memory.release(firstFree);
    const at = {
      offsets: this.#memory.take(4 * offsets.length),
      targets: this.#memory.take(4 * targets.length),
      weights: this.#memory.take(8 * (weights?.length ?? 1)),
      step: weights ? 8 : 0,
      strengths: this.#memory.take(16 * nodes),
    };
    this.words(at.offsets, offsets.length).set(offsets);
    this.words(at.targets, targets.length).set(targets);
    this.doubles(at.weights, weights?.length ?? 1).set(weights ?? [1]);
    const strengths = this.doubles(at.strengths, 2 * nodes);
    for (let v = 0; v < nodes; v++) {
      strengths[2 * v] = out[v]!;
      strengths[2 * v + 1] = directed ? into[v]! : 0;
    }
    this.#graph = graph;
    this.#at = at;
    this.#free = this.#memory.take(0);
    return at;
  }

  /** Address of so many bytes, with whatever was left in them. Views made before may have lost their buffer. */
  take(bytes: number): number {
    return this.#memory.take(bytes);
  }

  words(at: number, length: number): Int32Array {
    return new Int32Array(this.#memory.buffer, at, length);
  }

  doubles(at: number, length: number): Float64Array {
    return new Float64Array(this.#memory.buffer, at, length);
  }

  marks(at: number, length: number): Uint8Array {
    return new Uint8Array(this.#memory.buffer, at, length);
  }
}

/** Graphs with rows of up to so many ties share one kernel: to make its memory takes longer than to search a small graph. */
const sharedUpTo = 2_000_000;
let shared: Kernel | undefined;
/** The memory of a large one lives as long as its graph. */
const own = new WeakMap<CommunityGraph, Kernel>();

/** The kernel to search a graph with. */
export function kernelOf(graph: CommunityGraph): Kernel {
  if (graph.targets.length <= sharedUpTo) return (shared ??= new Kernel());
  let kernel = own.get(graph);
  if (!kernel) own.set(graph, (kernel = new Kernel()));
  return kernel;
}

/** Nodes or groups a call: the engine takes up better compiled code only between calls. */
export const piece = 1024;

/** Calls `work` on one piece of 0 … count after the other. */
export function inPieces(count: number, work: (from: number, to: number) => void): void {
  for (let from = 0; from < count; from += piece) work(from, Math.min(count, from + piece));
}
