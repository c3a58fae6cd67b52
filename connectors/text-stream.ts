import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** The text of a file as it comes, unpacked where its name ends in `.gz`. */
export function textStream(file: string): Readable {
  const bytes = createReadStream(file);
  if (!/\.gz$/i.test(file)) return bytes.setEncoding('utf8');
  const unpacked = createGunzip();
  // An error of the file must reach whoever reads the unpacked text.
  bytes.on('error', (error) => unpacked.destroy(error));
  return bytes.pipe(unpacked).setEncoding('utf8');
}
