#!/usr/bin/env node
// The one file that runs before anything is installed: plain JavaScript, Node.js built-ins only.
// It installs what is missing, compiles what changed, and hands over to the command.
'use strict';
const { spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

const root = path.dirname(__dirname);
const MINIMUM_NODE = [20, 19];
const sourceFolders = [
  'domain',
  'analysis',
  'governance',
  'workflows',
  'activities',
  'connectors',
  'db',
  'stack',
  'client',
  'cli',
  'web',
  'report',
  'docs',
  'examples',
  'bench',
  'test',
];

function fail(message) {
  process.stderr.write(`assay: ${message}\n`);
  process.exit(1);
}

function say(message) {
  process.stderr.write(`${message}\n`);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < MINIMUM_NODE[0] || (major === MINIMUM_NODE[0] && minor < MINIMUM_NODE[1])) {
    fail(
      `Node.js ${MINIMUM_NODE.join('.')} or later is needed, found ${process.versions.node}; install it from nodejs.org or your package manager`,
    );
  }
}

function run(command, args, what) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: process.env,
    shell: process.platform === 'win32',
  });
  if (result.error) fail(`${what} did not start: ${result.error.message}`);
  if (result.status !== 0) fail(`${what} failed with exit code ${result.status}; the lines above say why`);
}

function readStamp(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function install() {
  const lock = fs.readFileSync(path.join(root, 'package-lock.json'));
  const digest = createHash('sha256').update(lock).update(process.versions.modules).digest('hex');
  const stamp = path.join(root, 'node_modules', '.assay-installed');
  if (readStamp(stamp) === digest) return;
  say('Installing packages (about a minute, once) …');
  // Not `npm ci`: it refuses a lockfile made where a registry does not offer the packages of other platforms.
  run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], 'npm install');
  fs.writeFileSync(stamp, digest);
}

function* sources(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== 'node_modules') yield* sources(full);
    } else if (/\.(ts|json|sql)$/.test(entry.name)) yield full;
  }
}

function compile() {
  const hash = createHash('sha256').update(readStamp(path.join(root, 'node_modules', '.assay-installed')));
  const files = ['tsconfig.json', 'settings.ts', 'methods.ts', 'worker.ts'].map((file) => path.join(root, file));
  for (const folder of sourceFolders) {
    if (fs.existsSync(path.join(root, folder))) files.push(...sources(path.join(root, folder)));
  }
  for (const file of files.sort()) {
    const stat = fs.statSync(file);
    hash.update(`${file}\0${stat.size}\0${stat.mtimeMs}\n`);
  }
  const digest = hash.digest('hex');
  const stamp = path.join(root, 'dist', '.assay-compiled');
  if (readStamp(stamp) === digest) return;
  say('Compiling …');
  run(
    process.execPath,
    [path.join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', root],
    'the TypeScript compiler',
  );
  run(process.execPath, [path.join(root, 'dist', 'workflows', 'bundle.js')], 'bundling the workflows');
  fs.writeFileSync(stamp, digest);
}

/** Runs a command of ours with this terminal, passes signals on, and ends as it ends. */
function become(args) {
  const child = require('node:child_process').spawn(process.execPath, args, { cwd: process.cwd(), stdio: 'inherit' });
  // A terminal sends Ctrl-C to the whole group: the command has it already, and twice would cut its stopping short.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}

checkNode();
const [mode, ...rest] = process.argv.slice(2);
install();
compile();
if (mode === 'start') become([path.join(root, 'dist', 'cli', 'main.js'), 'up', '--example', ...rest]);
else if (mode === 'test') become([path.join(root, 'dist', 'test', 'run.js'), ...rest]);
else if (mode === 'cli') become([path.join(root, 'dist', 'cli', 'main.js'), ...rest]);
else if (mode === 'prepare') say('Ready.');
else fail(`start, test, cli or prepare was expected, found "${mode ?? ''}"`);
