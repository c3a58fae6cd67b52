import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { AssayError } from '../domain/errors';
import { FileDecoder } from './encoding';

/**
 * The text of a file in pieces as it comes, unpacked where its name ends in `.gz`.
 *
 * @throws AssayError ASSAY_FILE_UNREADABLE where it is neither UTF-8 nor UTF-16, ends early or is not packed as its name says
 */
export async function* textStream(file: string): AsyncGenerator<string> {
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
  } catch (error) {
    if (!String((error as { code?: unknown }).code).startsWith('Z_')) throw error;
    throw new AssayError(
      'ASSAY_FILE_UNREADABLE',
      `${file}: a whole gzip file was expected, found a damaged or other one`,
    );
  } finally {
    stored.destroy();
  }
}
