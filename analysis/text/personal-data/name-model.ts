import { nameModelData } from './name-model-data';
import { type NameModel, tagCount } from './name-tagger';

let built: NameModel | undefined;

/** Rows of a model by feature: open addressing. */
export function modelOf(features: Int32Array, weights: Float32Array, transitions: Float32Array): NameModel {
  let size = 1024;
  while (size < features.length * 2) size *= 2;
  const mask = size - 1;
  const keys = new Int32Array(size).fill(-1);
  const rows = new Int32Array(size);
  features.forEach((feature, row) => {
    let at = feature & mask;
    while (keys[at] !== -1) at = (at + 1) & mask;
    keys[at] = feature;
    rows[at] = row;
  });
  return {
    row(feature) {
      for (let at = feature & mask; keys[at] !== -1; at = (at + 1) & mask) if (keys[at] === feature) return rows[at]!;
      return -1;
    },
    weights,
    transitions,
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
  const weights = new Float32Array(count * tagCount);
  let feature = 0;
  for (let row = 0; row < count; row++) {
    feature += number();
    features[row] = feature;
    const tags = number();
    for (let tag = 0; tag < tagCount; tag++) if (tags & (1 << tag)) weights[row * tagCount + tag] = bytes.readInt8(at++) * scale;
  }
  const transitions = new Float32Array((tagCount + 1) * tagCount);
  for (let i = 0; i < transitions.length; i++, at += 2) transitions[i] = bytes.readInt16LE(at) * scale;
  return modelOf(features, weights, transitions);
}

/** The model that the package brings: sources and figures in docs/personal-data.md. */
export function builtInModel(): NameModel {
  built ??= unpackModel(nameModelData.packed, nameModelData.scale);
  return built;
}
