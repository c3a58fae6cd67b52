import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from '../../settings';

function assay(...words: string[]): { code: number | null; out: string; error: string } {
  const done = spawnSync(process.execPath, [path.join(projectRoot, 'dist', 'cli', 'main.js'), ...words], {
    encoding: 'utf8',
  });
  return { code: done.status, out: done.stdout, error: done.stderr };
}

test.each([
  ['a command that is none', ['frobnicate'], 'frobnicate'],
  ['an option that is none', ['check', '--frobnicate'], 'frobnicate'],
  ['a protocol that is not there', ['check', 'nowhere.yaml'], 'nowhere.yaml'],
  ['a method that is none', ['method', 'text/none', 'posts.csv'], 'text/none'],
  ['a file that is not there', ['method', 'text/language', 'nowhere.csv'], 'nowhere.csv'],
])('%s is wrong usage, and the message names it', (_, words, named) => {
  const { code, out, error } = assay(...words);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(error).toContain(named);
  expect(error).not.toMatch(/\n\s+at /);
});

test('check says which groups of an attribute none of the first rows holds, and takes it for no fault', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'assay-main-'));
  try {
    cpSync(path.join(projectRoot, 'examples', 'headset'), folder, { recursive: true });
    const file = path.join(folder, 'study.yaml');
    const yaml = readFileSync(file, 'utf8').replace('equals: negative', 'equals: negativ');
    writeFileSync(file, yaml);
    const line = yaml.slice(0, yaml.indexOf('equals: negativ')).split('\n').length;
    const { code, out } = assay('check', file, '--json');
    expect(code).toBe(0);
    expect((JSON.parse(out) as { unseen: string[] }).unseen).toEqual([
      expect.stringMatching(
        new RegExp(
          `study\\.yaml:${line} hypotheses\\.1\\.measure: a value of label in the first 100 rows of a file, found "negativ"`,
        ),
      ),
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('check reads the first rows: a column that is not there and rows that cannot be used are said before a run', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'assay-main-'));
  try {
    cpSync(path.join(projectRoot, 'examples', 'headset'), folder, { recursive: true });
    const file = path.join(folder, 'study.yaml');
    const yaml = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      yaml.replace('created_at: created\n', 'created_at: made\n').replace('text: body', 'text: words'),
    );
    const { code, out } = assay('check', file, '--json');
    expect(code).toBe(1);
    expect((JSON.parse(out) as { problems: string[] }).problems).toEqual([
      'chirp: data/chirp.csv: a column "made" for created_at was expected, found 14 others',
      'plaza: of the first 100 rows of data/plaza.ndjson 100 cannot be used: missing-text in words 100',
    ]);
    expect(assay('check', path.join(projectRoot, 'examples', 'headset', 'study.yaml')).code).toBe(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('errors as JSON are one document with a code', () => {
  const { code, out } = assay('check', 'nowhere.yaml', '--json');
  expect(code).toBe(2);
  expect(JSON.parse(out)).toMatchObject({ error: { code: 'ASSAY_FILE_MISSING' } });
});

test('the version is the package’s', () => {
  expect(assay('--version')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^assay \d+\.\d+\.\d+\n$/) as string,
  });
});

test('a key that is no verifier key is wrong usage, not a log that fails', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'assay-main-'));
  try {
    writeFileSync(path.join(folder, 'checkpoint'), 'x');
    expect(assay('audit', 'verify', folder, '--vkey', 'nonsense').code).toBe(2);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a reader that has seen enough is no failure', () => {
  const main = path.join(projectRoot, 'dist', 'cli', 'main.js');
  const { status, stderr } = spawnSync(
    'bash',
    ['-c', `"${process.execPath}" "${main}" methods --json | head -c 10 >/dev/null; exit "\${PIPESTATUS[0]}"`],
    { encoding: 'utf8' },
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
