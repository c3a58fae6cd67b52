import { isUtf8 } from 'node:buffer';
import { AssayError } from '../domain/errors';

const lineFeed = 0x0a;

/** Bytes at the end that begin a UTF-8 character and do not finish it; 0 to 3. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}

/** Place of the first byte that is no UTF-8. */
function firstInvalid(bytes: Buffer): number {
  const text = bytes.toString('utf8');
  let place = 0;
  let from = 0;
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', from)) {
    place += Buffer.byteLength(text.slice(from, at));
    // The replacement character may stand in the file itself.
    if (bytes[place] !== 0xef || bytes[place + 1] !== 0xbf || bytes[place + 2] !== 0xbd) break;
    place += 3;
    from = at + 1;
  }
  return place;
}

function linesIn(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(lineFeed); at >= 0; at = bytes.indexOf(lineFeed, at + 1)) lines++;
  return lines;
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** What the first bytes say, and how many of them are a byte order mark. Without one, every second byte 0 is UTF-16 (RFC 4627 §3). */
function encodingOf(bytes: Buffer): { encoding: Encoding; mark: number } {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', mark: 2 };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', mark: 2 };
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', mark: 3 };
  if (a && b === 0 && c && d === 0) return { encoding: 'utf-16le', mark: 0 };
  if (a === 0 && b && c === 0 && d) return { encoding: 'utf-16be', mark: 0 };
  return { encoding: 'utf-8', mark: 0 };
}

/** So many bytes tell the encoding. */
const headBytes = 4;

/**
 * The text of a file whose bytes come in pieces: UTF-8, or UTF-16 where its first bytes say so; without the byte order mark. No byte is
 * replaced or dropped: what is neither is an error.
 *
 * @throws AssayError ASSAY_FILE_UNREADABLE with the place and line of the first byte that is no UTF-8
 */
export class FileDecoder {
  readonly #file: string;
  #encoding: Encoding | undefined;
  #rest: Buffer = Buffer.alloc(0);
  #bytes = 0;
  #lines = 0;

  /** `file`: how errors name it. */
  constructor(file: string) {
    this.#file = file;
  }

  /** The text of a piece, as far as its characters are whole; `last` where no other follows. */
  decode(piece: Buffer, last: boolean): string {
    let bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, piece]) : piece;
    this.#rest = Buffer.alloc(0);
    if (this.#encoding === undefined) {
      if (bytes.length < headBytes && !last) {
        this.#rest = bytes;
        return '';
      }
      const { encoding, mark } = encodingOf(bytes);
      this.#encoding = encoding;
      this.#bytes = mark;
      bytes = bytes.subarray(mark);
    }
    const left = this.#encoding === 'utf-8' ? unfinished(bytes) : bytes.length % 2;
    if (left > 0 && !last) {
      this.#rest = bytes.subarray(bytes.length - left);
      bytes = bytes.subarray(0, bytes.length - left);
    }
    const text = this.#encoding === 'utf-8' ? this.#utf8(bytes) : this.#utf16(bytes);
    this.#bytes += bytes.length;
    return text;
  }

  #utf8(bytes: Buffer): string {
    if (!isUtf8(bytes)) {
      const place = firstInvalid(bytes);
      const line = this.#lines + linesIn(bytes.subarray(0, place)) + 1;
      const byte = bytes[place]!.toString(16).toUpperCase();
      throw new AssayError(
        'ASSAY_FILE_UNREADABLE',
        `${this.#file}: text in UTF-8 or UTF-16 was expected, found the byte 0x${byte} at byte ${this.#bytes + place + 1}, line ${line}; if the file is in Windows-1252 (Latin-1), as older programs write, save it as UTF-8: iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW`,
      );
    }
    this.#lines += linesIn(bytes);
    return bytes.toString('utf8');
  }

  #utf16(bytes: Buffer): string {
    if (bytes.length % 2 !== 0)
      throw new AssayError(
        'ASSAY_FILE_UNREADABLE',
        `${this.#file}: UTF-16 with two bytes for each unit was expected, found a single byte at the end, byte ${this.#bytes + bytes.length}`,
      );
    // A copy: the stream owns the bytes.
    return (this.#encoding === 'utf-16be' ? Buffer.from(bytes).swap16() : bytes).toString('utf16le');
  }
}
