import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { FileDecoder } from './encoding';

/** The text of a file as it comes, unpacked where its name ends in `.gz`. Fails where it is neither UTF-8 nor UTF-16. */
export function textStream(file: string): Readable {
  return Readable.from(pieces(file));
}

async function* pieces(file: string): AsyncGenerator<string> {
  const stored = createReadStream(file);
  const decoder = new FileDecoder(file);
  let bytes: Readable = stored;
  if (/\.gz$/i.test(file)) {
    const unpacked = createGunzip();
    // An error of the file must reach whoever reads the unpacked text.
    stored.on('error', (error) => unpacked.destroy(error));
    bytes = stored.pipe(unpacked);
  }
  try {
    for await (const piece of bytes as AsyncIterable<Buffer>) {
      const text = decoder.decode(piece, false);
      if (text !== '') yield text;
    }
    const end = decoder.decode(Buffer.alloc(0), true);
    if (end !== '') yield end;
  } finally {
    stored.destroy();
  }
}
