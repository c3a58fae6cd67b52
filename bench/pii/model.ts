/** A learnt tagger as it is used, and packed as the package brings it. */
import { unpackModel } from '../../analysis/text/personal-data/name-model';
import { PackedTagger } from '../../analysis/text/personal-data/packed-tagger';
import type { Learnt } from './learn';

function leb128(bytes: number[], value: number): void {
  let rest = value;
  while (rest > 127) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
}

/** As `unpackModel` reads it. Weights that round to nothing go. */
export function pack({ rows, transitions }: Learnt): { packed: string; scale: number } {
  let largest = 0;
  for (const weights of rows.values()) for (const weight of weights) largest = Math.max(largest, Math.abs(weight));
  const scale = largest / 127;
  const kept = [...rows]
    .sort((a, b) => a[0] - b[0])
    .map(([feature, weights]) => ({ feature, weights: Array.from(weights, (weight) => Math.round(weight / scale)) }))
    .filter(({ weights }) => weights.some((weight) => weight !== 0));
  const bytes: number[] = [];
  leb128(bytes, kept.length);
  let last = 0;
  for (const { feature, weights } of kept) {
    leb128(bytes, feature - last);
    last = feature;
    leb128(
      bytes,
      weights.reduce((mask, weight, tag) => mask + (weight === 0 ? 0 : 2 ** tag), 0),
    );
    for (const weight of weights) if (weight !== 0) bytes.push(weight & 255);
  }
  for (const weight of transitions) {
    const value = Math.max(-32768, Math.min(32767, Math.round(weight / scale)));
    bytes.push(value & 255, (value >> 8) & 255);
  }
  return { packed: Buffer.from(bytes).toString('base64'), scale };
}

/** The model after packing: what is judged is what is brought. */
export function packedTagger(learnt: Learnt): PackedTagger {
  const { packed, scale } = pack(learnt);
  return new PackedTagger(unpackModel(packed, scale));
}
