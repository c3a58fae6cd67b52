import type { LinearWeights } from '../../learning/logistic-regression';
import { instantiate, type WasmMemory } from '../../kernels/wasm-memory';
import { bytes } from '../kernels/scores-bytes';
import { dampedCount } from './damped-count';
import type { PostCounts } from './post-terms';

interface Kernel {
  add(
    columns: number,
    counts: number,
    size: number,
    idf: number,
    weights: number,
    stride: number,
    terms: number,
    sums: number,
  ): void;
}

const termBytes = 16;
const numberBytes = Float64Array.BYTES_PER_ELEMENT;
/** Damped counts that the kernel need not ask for. */
const dampedCounts = 256;

/** What terms of a post add to the scores of a linear model, that begin at its intercepts. Keeps a copy of its weights, of 4 GB at most. */
export class TermScores {
  readonly #memory: WasmMemory;
  readonly #kernel: Kernel;
  readonly #intercepts: Float64Array;
  readonly #stride: number;
  readonly #weightsAt: number;
  readonly #idfAt: number;
  readonly #sumsAt: number;
  #room = 0;
  #columnsAt = 0;
  #countsAt = 0;
  #termsAt = 0;
  #columns = new Int32Array(0);
  #counts = new Int32Array(0);
  #sums = new Float64Array(0);

  /** `idf`: the weight of each column that holds a term. */
  constructor({ classes, weights, intercepts }: LinearWeights, idf: readonly Float64Array[]) {
    const { memory, exports } = instantiate<Kernel>(bytes, dampedCounts * numberBytes, {
      damped: { count: dampedCount },
    });
    this.#memory = memory;
    this.#kernel = exports;
    this.#intercepts = intercepts;
    const padded = Math.ceil(classes / 4) * 4;
    this.#stride = padded * numberBytes;
    const rows = weights.length / classes;
    this.#sumsAt = memory.take(this.#stride);
    this.#idfAt = memory.take(rows * numberBytes);
    this.#weightsAt = memory.take(rows * this.#stride);
    const { buffer } = memory;
    new Float64Array(buffer, 0, dampedCounts).set(Array.from({ length: dampedCounts }, (_, n) => dampedCount(n)));
    let column = 0;
    for (const block of idf) {
      new Float64Array(buffer, this.#idfAt + column * numberBytes, block.length).set(block);
      column += block.length;
    }
    const own = new Float64Array(buffer, this.#weightsAt, rows * padded);
    if (padded === classes) own.set(weights);
    else
      for (let row = 0; row < rows; row++)
        for (let c = 0; c < classes; c++) own[row * padded + c] = weights[row * classes + c]!;
    this.#makeRoom(1 << 8);
  }

  #makeRoom(terms: number): void {
    const memory = this.#memory;
    this.#room = Math.max(terms, this.#room * 2);
    this.#columnsAt = memory.take(this.#room * Int32Array.BYTES_PER_ELEMENT);
    this.#countsAt = memory.take(this.#room * Int32Array.BYTES_PER_ELEMENT);
    this.#termsAt = memory.take(this.#room * termBytes);
    const { buffer } = memory;
    this.#columns = new Int32Array(buffer, this.#columnsAt, this.#room);
    this.#counts = new Int32Array(buffer, this.#countsAt, this.#room);
    this.#sums = new Float64Array(buffer, this.#sumsAt, this.#intercepts.length);
  }

  /** Begins a post. */
  begin(): void {
    this.#sums.set(this.#intercepts);
  }

  /**
   * Adds what the post's terms of one kind give to the score of each class: damped counts times IDF, brought to length 1; `offset` is where
   * the columns of the kind begin. O(terms · classes).
   */
  add({ columns, counts, size }: PostCounts, offset: number): void {
    if (size === 0) return;
    if (size > this.#room) this.#makeRoom(size);
    this.#columns.set(columns.subarray(0, size));
    this.#counts.set(counts.subarray(0, size));
    const stride = this.#stride;
    this.#kernel.add(
      this.#columnsAt,
      this.#countsAt,
      size,
      this.#idfAt + offset * numberBytes,
      this.#weightsAt + offset * stride,
      stride,
      this.#termsAt,
      this.#sumsAt,
    );
  }

  /** The post's score of each class. */
  end(out: Float64Array, at: number): void {
    out.set(this.#sums, at);
  }
}
