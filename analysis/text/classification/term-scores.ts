import type { LinearWeights } from '../../learning/logistic-regression';
import { bytes } from '../kernels/scores-bytes';
import { instantiate, type WasmMemory } from '../../kernels/wasm-memory';
import { dampedCount } from './damped-count';
import type { PostCounts } from './post-terms';

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
  readonly #classes: number;
  #termsAt = 0;
  #room = 0;
  #value = new Float64Array(0);
  #row = new Int32Array(0);
  #sums = new Float64Array(0);

  constructor({ classes, weights }: LinearWeights) {
    const { memory, exports } = instantiate<Kernel>(bytes);
    this.#memory = memory;
    this.#kernel = exports;
    const padded = Math.ceil(classes / 4) * 4;
    this.#classes = classes;
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

  #makeRoom(terms: number): void {
    this.#room = Math.max(terms, this.#room * 2, 1 << 8);
    this.#termsAt = this.#memory.take(this.#room * termBytes);
    const { buffer } = this.#memory;
    this.#value = new Float64Array(buffer, this.#termsAt, this.#room * 2);
    this.#row = new Int32Array(buffer, this.#termsAt, this.#room * 4);
    this.#sums = new Float64Array(buffer, this.#sumsAt, this.#stride / Float64Array.BYTES_PER_ELEMENT);
  }

  /**
   * Adds what a post's terms of one kind give to the score of each class, in `out` from `at`: damped counts times `idf`, brought to length 1;
   * `offset` is where the columns of the kind begin. O(terms · classes).
   */
  add({ columns, counts, size }: PostCounts, idf: Float64Array, offset: number, out: Float64Array, at: number): void {
    if (size === 0) return;
    if (size > this.#room) this.#makeRoom(size);
    const values = this.#value;
    const rows = this.#row;
    const stride = this.#stride;
    const from = this.#weightsAt + offset * stride;
    let square = 0;
    for (let e = 0; e < size; e++) {
      const column = columns[e]!;
      const value = dampedCount(counts[e]!) * idf[column]!;
      square += value * value;
      values[e * 2] = value;
      rows[e * 4 + 2] = from + column * stride;
    }
    this.#kernel.score(this.#termsAt, this.#termsAt + size * termBytes, this.#sumsAt, stride);
    const sums = this.#sums;
    const length = Math.sqrt(square);
    for (let c = 0; c < this.#classes; c++) out[at + c]! += sums[c]! / length;
  }
}
