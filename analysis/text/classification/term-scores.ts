import type { LinearWeights } from '../../learning/logistic-regression';
import { bytes } from '../kernels/scores-bytes';
import { instantiate, type WasmMemory } from '../../kernels/wasm-memory';

interface Kernel {
  score(terms: number, end: number, sums: number, stride: number): void;
}

const termBytes = 16;

/** What terms of a post add to the scores of a linear model. Keeps a copy of its weights, of 4 GB at most. */
export class TermScores {
  readonly #memory: WasmMemory;
  readonly #kernel: Kernel;
  readonly #weightsAt: number;
  readonly #sumsAt: number;
  readonly #stride: number;
  #termsAt = 0;
  #room = 0;
  #value = new Float64Array(0);
  #row = new Int32Array(0);
  #sums = new Float64Array(0);
  #size = 0;

  constructor({ classes, weights }: LinearWeights) {
    const { memory, exports } = instantiate<Kernel>(bytes);
    this.#memory = memory;
    this.#kernel = exports;
    const padded = Math.ceil(classes / 4) * 4;
    this.#stride = padded * Float64Array.BYTES_PER_ELEMENT;
    const rows = weights.length / classes;
    this.#sumsAt = memory.take(this.#stride);
    this.#weightsAt = memory.take(rows * this.#stride);
    const own = new Float64Array(memory.buffer, this.#weightsAt, rows * padded);
    if (padded === classes) own.set(weights);
    else
      for (let row = 0; row < rows; row++)
        for (let c = 0; c < classes; c++) own[row * padded + c] = weights[row * classes + c]!;
  }

  /** Begins a post of at most so many terms. */
  begin(most: number): void {
    this.#size = 0;
    if (most <= this.#room) return;
    this.#room = Math.max(most, this.#room * 2, 1 << 8);
    this.#termsAt = this.#memory.take(this.#room * termBytes);
    const { buffer } = this.#memory;
    this.#value = new Float64Array(buffer, this.#termsAt, this.#room * 2);
    this.#row = new Int32Array(buffer, this.#termsAt, this.#room * 4);
    this.#sums = new Float64Array(buffer, this.#sumsAt, this.#stride / Float64Array.BYTES_PER_ELEMENT);
  }

  /** The value of the next term in its column. */
  add(column: number, value: number): void {
    this.#value[this.#size * 2] = value;
    this.#row[this.#size * 4 + 2] = this.#weightsAt + column * this.#stride;
    this.#size++;
  }

  /** Sum of each class over the post's terms, one at least, in their order; valid until the next call. O(terms · classes). */
  sums(): Float64Array {
    this.#kernel.score(this.#termsAt, this.#termsAt + this.#size * termBytes, this.#sumsAt, this.#stride);
    return this.#sums;
  }
}
