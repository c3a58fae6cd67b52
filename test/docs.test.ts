import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readProtocol } from '../cli/protocol-file';
import { commandNames } from '../cli/commands';
import { generatedDocs } from '../docs/generate';
import { generateFiles } from '../examples/headset/generate';
import { planOf } from '../domain/plan';
import { steps } from '../domain/steps';
import { methodOf } from '../methods';
import { projectRoot } from '../settings';

const docs = (name: string): string => readFileSync(path.join(projectRoot, 'docs', name), 'utf8');

test('commands, errors, settings, audit actions and the schema of protocols are documented as they are', () => {
  for (const [name, content] of Object.entries(generatedDocs()))
    expect({ name, same: docs(name) === content }).toEqual({ name, same: true });
});

test('every step has its place in the README, every link of the docs leads somewhere', () => {
  const readme = readFileSync(path.join(projectRoot, 'README.md'), 'utf8');
  for (const step of steps) expect(readme).toContain(step);
  const pages = [
    'README.md',
    'CONTRIBUTING.md',
    ...readdirSync(path.join(projectRoot, 'docs'))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `docs/${name}`),
  ];
  const broken = pages.flatMap((page) =>
    [...readFileSync(path.join(projectRoot, page), 'utf8').matchAll(/\]\(([^)#]+)\)/g)]
      .map((found) => found[1]!)
      .filter((link) => !/^https?:/.test(link))
      .filter((link) => {
        try {
          readFileSync(path.join(projectRoot, path.dirname(page), link));
          return false;
        } catch {
          return true;
        }
      })
      .map((link) => `${page}: ${link}`),
  );
  expect(broken).toEqual([]);
});

test('every command named in the docs exists', () => {
  const names = new Set(['help', ...commandNames]);
  const pages = readdirSync(path.join(projectRoot, 'docs')).filter((name) => name.endsWith('.md'));
  const unknown = pages.flatMap((page) =>
    [...docs(page).matchAll(/(?:^|[`(])(?:npx )?assay ([a-z]+)/gm)]
      .map((found) => found[1]!)
      .filter((name) => !names.has(name)),
  );
  expect(unknown).toEqual([]);
});

test.each(['headset', 'airlines', 'template'])('the protocol of examples/%s is valid and can be planned', (name) => {
  const { protocol } = readProtocol(path.join(projectRoot, 'examples', name, 'study.yaml'));
  expect(planOf(protocol, methodOf).length).toBeGreaterThan(5);
});

test('the example’s posts are what the generator makes', () => {
  for (const { name, content } of generateFiles())
    expect(readFileSync(path.join(projectRoot, 'examples', 'headset', 'data', name), 'utf8') === content).toBe(true);
});
