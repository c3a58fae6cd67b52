import { instantiate, type WasmMemory } from '../../kernels/wasm-memory';
import { bytes } from '../kernels/tags-bytes';
import { featuresPerToken } from './name-features';
import { follows, type Tagged, tagCount } from './name-tagger';

/** A model of whole numbers, as it is packed: `tagCount` weights of each feature, `tagCount + 1` rows of transitions. */
export interface PackedModel {
  readonly features: Int32Array;
  readonly weights: Int8Array;
  readonly transitions: Float32Array;
  readonly unit: number;
}

interface Kernel {
  weigh(
    features: number,
    each: number,
    tokens: number,
    slots: number,
    mask: number,
    rows: number,
    weights: number,
  ): void;
  tag(weights: number, transitions: number, tokens: number, may: number, before: number, tags: number): void;
}

/** Numbers of a row of scores or transitions, and bytes of a row of weights. */
const padded = 20;
const rowBytes = 24;
const numberBytes = 4;
const bitsAt = 256;
const ownEnd = 512;
const impossible = -1e9;

/** Features of a model and their rows, in open addressing, side by side; −1 is free. */
function slotsOf(features: Int32Array): Int32Array {
  let size = 1024;
  while (size < features.length * 3) size *= 2;
  const slots = new Int32Array(size * 2).fill(-1);
  features.forEach((feature, row) => {
    let at = feature & (size - 1);
    while (slots[at * 2] !== -1) at = (at + 1) & (size - 1);
    slots[at * 2] = feature;
    slots[at * 2 + 1] = row;
  });
  return slots;
}

/** `decode` of a packed model, in WebAssembly: the same tags and margins, some ten times as fast. */
export class PackedTagger {
  readonly #memory: WasmMemory;
  readonly #kernel: Kernel;
  readonly #unit: number;
  readonly #mask: number;
  readonly #slotsAt: number;
  readonly #rowsAt: number;
  readonly #transitionsAt: number;
  /** Where memory for a text begins. */
  readonly #textAt: number;

  constructor({ features, weights, transitions, unit }: PackedModel) {
    const { memory, exports } = instantiate<Kernel>(bytes, ownEnd);
    this.#memory = memory;
    this.#kernel = exports;
    this.#unit = unit;
    const slots = slotsOf(features);
    this.#mask = slots.length / 2 - 1;
    this.#slotsAt = memory.take(slots.byteLength);
    this.#rowsAt = memory.take(features.length * rowBytes);
    this.#transitionsAt = memory.take((tagCount + 1) * padded * numberBytes);
    this.#textAt = memory.take(0);
    const { buffer } = memory;
    new Int32Array(buffer, bitsAt, tagCount).set(Array.from({ length: tagCount }, (_, tag) => 2 ** tag));
    new Int32Array(buffer, this.#slotsAt, slots.length).set(slots);
    const rows = new Int8Array(buffer, this.#rowsAt, features.length * rowBytes);
    for (let row = 0; row < features.length; row++)
      rows.set(weights.subarray(row * tagCount, (row + 1) * tagCount), row * rowBytes);
    const own = new Float32Array(buffer, this.#transitionsAt, (tagCount + 1) * padded);
    for (let before = 0; before <= tagCount; before++)
      for (let tag = 0; tag < tagCount; tag++)
        own[before * padded + tag] = follows(before === tagCount ? 0 : before, tag)
          ? transitions[before * tagCount + tag]!
          : impossible;
  }

  /** As `decode`. O(tokens · tags²). */
  decode(features: Int32Array, count: number, allowed: (token: number) => number): Tagged {
    const tags = new Uint8Array(count);
    const margins = new Float32Array(count);
    if (count === 0) return { tags, margins };
    const memory = this.#memory;
    const featuresAt = memory.take(features.byteLength);
    const mayAt = memory.take(count * numberBytes);
    const weightsAt = memory.take(count * padded * numberBytes);
    const beforeAt = memory.take(count * padded * numberBytes);
    const tagsAt = memory.take(count);
    const { buffer } = memory;
    new Int32Array(buffer, featuresAt, features.length).set(features);
    const may = new Int32Array(buffer, mayAt, count);
    for (let i = 0; i < count; i++) may[i] = allowed(i);
    const kernel = this.#kernel;
    kernel.weigh(featuresAt, featuresPerToken, count, this.#slotsAt, this.#mask, this.#rowsAt, weightsAt);
    kernel.tag(weightsAt, this.#transitionsAt, count, mayAt, beforeAt, tagsAt);
    tags.set(new Uint8Array(buffer, tagsAt, count));
    const weights = new Float32Array(buffer, weightsAt, count * padded);
    for (let i = 0; i < count; i++) margins[i] = (weights[i * padded + tags[i]!]! - weights[i * padded]!) * this.#unit;
    memory.release(this.#textAt);
    return { tags, margins };
  }
}
