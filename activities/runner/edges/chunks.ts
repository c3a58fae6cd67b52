import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** Bytes read at a time: large enough that a line seldom crosses the edge, small enough not to count. */
const chunkBytes = 8 << 20;
const newline = 10;

/**
 * The bytes of a text file in pieces that end with a line, a newline added where the last one lacks it. Each piece is valid until
 * the next is asked for. A `.gz` file is unpacked whole.
 */
export function* chunksOfLines(file: string): Generator<Uint8Array> {
  if (/\.gz$/i.test(file)) {
    const whole = gunzipSync(readFileSync(file));
    if (whole.length === 0) return;
    yield whole.at(-1) === newline ? whole : Buffer.concat([whole, Buffer.from('\n')]);
    return;
  }
  const descriptor = openSync(file, 'r');
  try {
    let buffer = new Uint8Array(chunkBytes + 1);
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
        yield buffer.subarray(0, filled + 1);
        return;
      }
      const last = buffer.lastIndexOf(newline, filled - 1);
      if (last < 0) {
        held = filled;
        continue;
      }
      yield buffer.subarray(0, last + 1);
      buffer.copyWithin(0, last + 1, filled);
      held = filled - last - 1;
    }
  } finally {
    closeSync(descriptor);
  }
}
