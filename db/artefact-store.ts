import { randomBytes } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Artefact, ArtefactKind, ArtefactRef } from '../domain/artefact';
import { AssayError } from '../domain/errors';
import { decodeArtefact, encodeArtefact } from './artefact-codec';
import { sha256Hex } from './digest';

/** Content-addressed files below a folder: `ab/cdef…`. A digest is written once and never changed. */
export class ArtefactStore {
  readonly #folder: string;

  constructor(home: string) {
    this.#folder = path.join(home, 'artefacts');
  }

  path(sha256: string): string {
    return path.join(this.#folder, sha256.slice(0, 2), sha256.slice(2));
  }

  has(sha256: string): boolean {
    return existsSync(this.path(sha256));
  }

  async put(artefact: Artefact): Promise<ArtefactRef> {
    const bytes = encodeArtefact(artefact);
    const sha256 = sha256Hex(bytes);
    const file = this.path(sha256);
    // A file of another length is what a power cut left: written again.
    if (!existsSync(file) || statSync(file).size !== bytes.length) {
      await mkdir(path.dirname(file), { recursive: true });
      // Written aside and renamed: a killed process leaves no half file under a digest.
      const aside = `${file}.${randomBytes(6).toString('hex')}`;
      await writeFile(aside, bytes);
      await rename(aside, file);
    }
    return { sha256, kind: artefact.kind, bytes: bytes.length };
  }

  async bytes(sha256: string): Promise<Buffer> {
    const bytes = await readFile(this.path(sha256)).catch(() => {
      throw new AssayError(
        'ASSAY_FILE_MISSING',
        `artefact ${sha256.slice(0, 12)}…: a file in the artefact store was expected, found none`,
      );
    });
    if (sha256Hex(bytes) !== sha256) {
      throw new AssayError(
        'ASSAY_FILE_UNREADABLE',
        `artefact ${sha256.slice(0, 12)}…: bytes of that digest were expected, found others; the file was changed`,
      );
    }
    return bytes;
  }

  async get(ref: { readonly sha256: string; readonly kind: ArtefactKind }): Promise<Artefact> {
    return decodeArtefact(ref.kind, await this.bytes(ref.sha256));
  }
}
