import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Reference values made by other tools; each file says which. */
export function known<T>(name: string): T {
  return JSON.parse(readFileSync(path.join(__dirname, 'known', name), 'utf8')) as T;
}

/** Lines of a gzipped NDJSON file. */
export function ndjsonGz<T>(file: string): T[] {
  return gunzipSync(readFileSync(file))
    .toString('utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}

/** A test that needs data which is not part of the project: runs where the data is, else is skipped with the reason in its name. */
export function withData(file: string | undefined, name: string, body: (file: string) => void | Promise<void>): void {
  if (file) {
    test(name, async () => {
      await body(file);
    });
  } else test.skip(`${name} (skipped: shared data not here)`, () => {});
}
