import { isUtf8 } from 'node:buffer';
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { FileDecoder } from '../../../connectors/encoding';
import { AssayError } from '../../../domain/errors';

/** Bytes read at a time, of a larger file: large enough that a line seldom crosses the edge, small enough not to count. */
const chunkBytes = 8 << 20;
const newline = 10;

function unpacked(file: string): Buffer {
  const bytes = readFileSync(file);
  return /\.gz$/i.test(file) ? gunzipSync(bytes) : bytes;
}

/** Names of nodes in another encoding would be read as other names, two of them perhaps as one. */
function requireUtf8(file: string, piece: Uint8Array): Uint8Array {
  if (isUtf8(piece) && !piece.includes(0)) return piece;
  // Says which byte, in which line.
  new FileDecoder(file).decode(unpacked(file), true);
  throw new AssayError(
    'ASSAY_FILE_UNREADABLE',
    `${file}: an edge list in UTF-8 was expected, found UTF-16 or bytes that are 0; save it as UTF-8: iconv -f UTF-16 -t UTF-8 FILE > NEW`,
  );
}

/**
 * The bytes of a text file in pieces that end with a line, a newline added where the last one lacks it. Each piece is valid until
 * the next is asked for. A `.gz` file is unpacked whole.
 *
 * @throws AssayError ASSAY_FILE_UNREADABLE where the bytes are no UTF-8
 */
export function* chunksOfLines(file: string): Generator<Uint8Array> {
  if (/\.gz$/i.test(file)) {
    const whole = unpacked(file);
    if (whole.length === 0) return;
    yield requireUtf8(file, whole.at(-1) === newline ? whole : Buffer.concat([whole, Buffer.from('\n')]));
    return;
  }
  const descriptor = openSync(file, 'r');
  try {
    let buffer = new Uint8Array(Math.min(chunkBytes, fstatSync(descriptor).size || chunkBytes) + 2);
    let held = 0;
    for (;;) {
      if (held >= buffer.length - 1) {
        const larger = new Uint8Array(buffer.length * 2);
        larger.set(buffer);
        buffer = larger;
      }
      const got = readSync(descriptor, buffer, held, buffer.length - 1 - held, null);
      const filled = held + got;
      if (got === 0) {
        if (filled === 0) return;
        buffer[filled] = newline;
        yield requireUtf8(file, buffer.subarray(0, filled + 1));
        return;
      }
      const last = buffer.lastIndexOf(newline, filled - 1);
      if (last < 0) {
        held = filled;
        continue;
      }
      yield requireUtf8(file, buffer.subarray(0, last + 1));
      buffer.copyWithin(0, last + 1, filled);
      held = filled - last - 1;
    }
  } finally {
    closeSync(descriptor);
  }
}
