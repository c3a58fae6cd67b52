import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { allMethods, methodIds } from '../methods';
import { projectRoot } from '../settings';

/** The table of CONTRIBUTING.md. `type:` allows only `import type`. */
const mayImport: Record<string, readonly string[]> = {
  domain: ['domain'],
  analysis: ['analysis', 'domain'],
  governance: ['governance', 'domain'],
  connectors: ['connectors', 'domain'],
  db: ['db', 'domain', 'governance', 'settings'],
  report: ['report', 'domain', 'governance'],
  workflows: ['workflows', 'domain', 'type:activities', 'settings'],
  activities: ['activities', 'domain', 'analysis', 'governance', 'connectors', 'db', 'report', 'methods', 'settings'],
  stack: ['stack', 'domain', 'db', 'settings'],
  client: ['client', 'domain', 'governance', 'db', 'stack', 'settings', 'workflows'],
  web: ['web', 'domain', 'governance', 'db', 'report', 'client', 'methods', 'settings', 'type:stack'],
  cli: [
    'cli',
    'connectors',
    'domain',
    'governance',
    'db',
    'stack',
    'client',
    'web',
    'report',
    'methods',
    'results',
    'settings',
    'activities',
    'workflows',
  ],
  methods: ['analysis', 'governance', 'domain'],
  results: ['domain'],
  settings: [],
};

function sources(folder: string): string[] {
  return readdirSync(path.join(projectRoot, folder)).flatMap((name) => {
    const full = path.join(folder, name);
    if (statSync(path.join(projectRoot, full)).isDirectory()) return sources(full);
    return /\.ts$/.test(name) && !name.endsWith('.d.ts') ? [full] : [];
  });
}

function placeOf(file: string): string {
  return file.split(path.sep)[0]!.replace(/\.ts$/, '');
}

const files = [
  ...Object.keys(mayImport)
    .filter((name) => !['methods', 'results', 'settings'].includes(name))
    .flatMap(sources),
  'methods.ts',
  'results.ts',
  'settings.ts',
];

test('every folder imports only what the table allows', () => {
  const wrong: string[] = [];
  for (const file of files) {
    const place = placeOf(file);
    for (const found of readFileSync(path.join(projectRoot, file), 'utf8').matchAll(
      /^(?:import|export)\s+(type\s)?[^'"]*?from\s+'(\.[^']+)'/gms,
    )) {
      const target = placeOf(path.normalize(path.join(path.dirname(file), found[2]!)));
      const allowed =
        mayImport[place]!.includes(target) || (found[1] !== undefined && mayImport[place]!.includes(`type:${target}`));
      if (!allowed) wrong.push(`${file} imports ${target}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(files.length).toBeGreaterThan(90);
});

test('analysis and domain do no I/O and read no clock', () => {
  const wrong = files
    .filter((file) => ['analysis', 'domain', 'governance', 'report'].includes(placeOf(file)))
    .flatMap((file) => {
      const text = readFileSync(path.join(projectRoot, file), 'utf8').replace(/\/\*.*?\*\/|\/\/[^\n]*/gs, '');
      return [/from 'node:/, /Date\.now\(/, /new Date\(\)/, /Math\.random\(/, /process\./, /toLocale/, /localeCompare/]
        .filter((pattern) => pattern.test(text))
        .map((pattern) => `${file}: ${pattern}`);
    });
  expect(wrong).toEqual([]);
});

test('no folder of utilities, no barrel in workflows but the bundle’s entry', () => {
  expect(files.filter((file) => /(^|\/)(utils?|helpers?|common|misc)(\/|\.ts$)/.test(file))).toEqual([]);
});

test('no machine’s path and no registry host in the tree', () => {
  const roots = [
    ...files,
    'README.md',
    'CHANGELOG.md',
    'CONTRIBUTING.md',
    'package.json',
    'package-lock.json',
    '.ci/run',
    ...readdirSync(path.join(projectRoot, 'docs'))
      .filter((name) => /\.(md|json)$/.test(name))
      .map((name) => `docs/${name}`),
  ];
  const hosts = new RegExp(['registry', 'npmjs', 'org'].join('\\.'));
  const machine = new RegExp(`(^|[^.\\w])/(${['work', 'root', 'home'].join('|')})/`);
  expect(
    roots.filter((file) => {
      const text = readFileSync(path.join(projectRoot, file), 'utf8');
      return hosts.test(text) || machine.test(text);
    }),
  ).toEqual([]);
});

test('every method says what it is, when not to use it, and checks its parameters', () => {
  const methods = allMethods();
  expect(methods.map((method) => method.id)).toEqual(methodIds);
  for (const method of methods) {
    expect(method.id).toMatch(/^[a-z]+\/[a-z0-9-]+$/);
    expect(method.description.length).toBeGreaterThan(60);
    expect(method.version).toBeGreaterThanOrEqual(1);
    const unknown = method.parameters.safeParse({ 'no such parameter': 1 });
    expect({ id: method.id, refused: !unknown.success }).toEqual({ id: method.id, refused: true });
  }
});
