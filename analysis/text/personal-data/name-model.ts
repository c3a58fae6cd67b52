import { nameModelData } from './name-model-data';
import { type NameModel, tagCount } from './name-tagger';

let built: NameModel | undefined;

/** Rows of a model by feature: open addressing, key and row side by side. */
export function modelOf(
  features: Int32Array,
  weights: NameModel['weights'],
  transitions: Float32Array,
  unit: number,
): NameModel {
  let size = 1024;
  while (size < features.length * 3) size *= 2;
  const mask = size - 1;
  const slots = new Int32Array(size * 2).fill(-1);
  features.forEach((feature, row) => {
    let at = feature & mask;
    while (slots[at * 2] !== -1) at = (at + 1) & mask;
    slots[at * 2] = feature;
    slots[at * 2 + 1] = row;
  });
  return {
    row(feature) {
      for (let at = feature & mask; ; at = (at + 1) & mask) {
        const key = slots[at * 2]!;
        if (key === feature) return slots[at * 2 + 1]!;
        if (key === -1) return -1;
      }
    },
    weights,
    transitions,
    unit,
  };
}

/**
 * Reads a packed model: number of features; each as difference to the last (LEB128), a mask of its tags (LEB128) and a signed byte for
 * each of them; then the transitions as signed 16-bit numbers. Weights are in units of `scale`.
 */
export function unpackModel(base64: string, scale: number): NameModel {
  const bytes = Buffer.from(base64, 'base64');
  let at = 0;
  const number = (): number => {
    let value = 0;
    let shift = 0;
    let byte: number;
    do {
      byte = bytes[at++]!;
      value += (byte & 127) * 2 ** shift;
      shift += 7;
    } while (byte > 127);
    return value;
  };
  const count = number();
  const features = new Int32Array(count);
  const weights = new Int8Array(count * tagCount);
  let feature = 0;
  for (let row = 0; row < count; row++) {
    feature += number();
    features[row] = feature;
    const tags = number();
    for (let tag = 0; tag < tagCount; tag++)
      if (tags & (1 << tag)) weights[row * tagCount + tag] = bytes.readInt8(at++);
  }
  const transitions = new Float32Array((tagCount + 1) * tagCount);
  for (let i = 0; i < transitions.length; i++, at += 2) transitions[i] = bytes.readInt16LE(at);
  return modelOf(features, weights, transitions, scale);
}

/** The model that the package brings: sources and figures in docs/personal-data.md. */
export function builtInModel(): NameModel {
  built ??= unpackModel(nameModelData.packed, nameModelData.scale);
  return built;
}
