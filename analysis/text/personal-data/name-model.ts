import { nameModelData } from './name-model-data';
import { tagCount } from './name-tagger';
import { type PackedModel, PackedTagger } from './packed-tagger';

let built: PackedTagger | undefined;

/**
 * Reads a packed model: number of features; each as difference to the last (LEB128), a mask of its tags (LEB128) and a signed byte for
 * each of them; then the transitions as signed 16-bit numbers. Weights are in units of `scale`.
 */
export function unpackModel(base64: string, scale: number): PackedModel {
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
  return { features, weights, transitions, unit: scale };
}

/** The tagger that the package brings: sources and figures in docs/personal-data.md. */
export function builtInTagger(): PackedTagger {
  built ??= new PackedTagger(unpackModel(nameModelData.packed, nameModelData.scale));
  return built;
}
