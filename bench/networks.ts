/**
 * Network measures against igraph or networkx on the same edge list: CPU seconds of both, in turn, and their ratio.
 *
 *   node dist/bench/networks.js PYTHON igraph|networkx TASK FILE [directed] [ROUNDS]
 *   node dist/bench/networks.js - threads betweenness FILE [directed] [ROUNDS]
 *   node dist/bench/networks.js - build read FILE
 *   node dist/bench/networks.js - make WEIGHTS FILE NODES EDGES
 *
 * TASK: pagerank, betweenness, betweenness-sampled (from 200 nodes), closeness, triangles, core, constraint, components. Both sides have
 * the graph in memory already. Each round measures each side three times in a fresh process, short work of ours sixteen times, so that it
 * is compiled; the least of all is compared, since the machine is shared. `threads` compares wall and CPU seconds of one thread and two,
 * and the results' bytes: on a quiet machine; `build` reads and builds, and tells seconds and memory; `make` draws a skewed list for it,
 * WEIGHTS: none, counts, large, ratings, cents, decimals, millionths, distinct.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { graphOfFile } from '../activities/runner/file-graph';
import { runOnFile } from '../activities/runner/on-file';
import { betweenness, carriedFrom, searchRows } from '../analysis/network/betweenness';
import { closeness } from '../analysis/network/centrality/closeness';
import { weakComponents } from '../analysis/network/graph/components';
import { csrOf } from '../analysis/network/graph/csr';
import { edgeList, type EdgeList } from '../analysis/network/graph/graph';
import { pagerank } from '../analysis/network/pagerank';
import { constraint } from '../analysis/network/position/constraint';
import { coreNumbers } from '../analysis/network/structure/core';
import { triangles } from '../analysis/network/structure/triangles';
import { Xoshiro128 } from '../analysis/statistics/random';
import { methodOf } from '../methods';

const tasks: Readonly<Record<string, (list: EdgeList) => unknown>> = {
  pagerank: (list) => pagerank(list, { damping: 0.85, weighted: false, tolerance: 1e-12 }),
  betweenness: (list) => betweenness(list),
  'betweenness-sampled': (list) => {
    const step = Math.floor(list.nodes / 200);
    const sources = Int32Array.from({ length: 200 }, (_, i) => i * step);
    return carriedFrom(searchRows(list, false), sources, false, () => {});
  },
  closeness: (list) => closeness(list),
  triangles: (list) => triangles(list),
  core: (list) => coreNumbers(list),
  constraint: (list) => constraint(list, false),
  components: (list) => weakComponents(list),
};

function cpuSeconds(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const least = (values: readonly number[]): number => Math.min(...values);
const figure = (seconds: number): string => seconds.toFixed(3);

function own(task: string, file: string, directed: boolean): void {
  const list = edgeList(graphOfFile(file, directed).graph);
  const first = cpuSeconds(() => tasks[task]!(list));
  // Short work is compiled while it runs: measured often enough to see it compiled.
  const repeats = first < 0.2 ? 15 : 2;
  const seconds = [first, ...Array.from({ length: repeats }, () => cpuSeconds(() => tasks[task]!(list)))];
  process.stdout.write(JSON.stringify(seconds));
}

function against(python: string, tool: string, task: string, file: string, directed: boolean, rounds: number): void {
  const [ours, theirs]: [number[], number[]] = [[], []];
  const direction = directed ? 'directed' : 'undirected';
  const peer = [`${__dirname}/../../bench/peers/networks.py`, tool, task, file, direction];
  for (let round = 0; round < rounds; round++) {
    ours.push(
      ...(JSON.parse(
        execFileSync(process.execPath, [__filename, 'own', task, file, direction]).toString(),
      ) as number[]),
    );
    const repeats = tool === 'networkx' ? '1' : '5';
    theirs.push(...(JSON.parse(execFileSync(python, [...peer, repeats]).toString()) as number[]));
  }
  const ratio = least(ours) / least(theirs);
  console.log(`${task}: ${figure(least(ours))} s, ${tool} ${figure(least(theirs))} s, ratio ${ratio.toFixed(2)} (CPU)`);
}

async function threads(task: string, file: string, directed: boolean, rounds: number): Promise<void> {
  const method = methodOf(`network/${task}`)!;
  // Further threads load the code of all methods: left out by a measurement of the work alone, kept here.
  const heavy = { ...method, ...(method.parts ? { parts: { ...method.parts, light: () => false } } : {}) };
  const seconds = new Map<number, number[]>();
  const cpu = new Map<number, number[]>();
  const digests = new Set<string>();
  for (let round = 0; round < rounds; round++)
    for (const count of [1, 2]) {
      const settings = { directed: String(directed) };
      const before = process.cpuUsage();
      const found = await runOnFile(heavy, file, { columns: {}, settings, seed: 1, threads: count }, () => {});
      const { user, system } = process.cpuUsage(before);
      cpu.set(count, [...(cpu.get(count) ?? []), (user + system) / 1e6]);
      const hash = createHash('sha256');
      for (const piece of found.result.pieces()) hash.update(piece);
      digests.add(hash.digest('hex'));
      seconds.set(count, [...(seconds.get(count) ?? []), found.seconds]);
    }
  const [one, two] = [least(seconds.get(1)!), least(seconds.get(2)!)];
  const [cpuOne, cpuTwo] = [least(cpu.get(1)!), least(cpu.get(2)!)];
  console.log(
    `${task}: one thread ${figure(one)} s wall (${figure(cpuOne)} CPU, with reading), two ${figure(two)} s (${figure(cpuTwo)}), ${(one / two).toFixed(2)} times; results: ${digests.size === 1 ? 'the same' : 'different'}`,
  );
}

function build(file: string): void {
  for (const directed of [false, true]) {
    const before = process.cpuUsage();
    const started = performance.now();
    const list = edgeList(graphOfFile(file, directed).graph);
    const rows = csrOf(list);
    const { user, system } = process.cpuUsage(before);
    const bytes =
      rows.offsets.byteLength +
      rows.targets.byteLength +
      (rows.weights ? rows.weights.codes.byteLength + (rows.weights.table?.byteLength ?? 0) : 0);
    console.log(
      `${directed ? 'directed' : 'undirected'}: ${list.nodes} nodes, ${list.source.length} edges; read and built in ${figure((user + system) / 1e6)} s CPU, ${figure((performance.now() - started) / 1000)} s wall; ${(bytes / list.source.length).toFixed(1)} bytes an edge`,
    );
  }
  console.log(`peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
}

/** Both ends as n · u², so that a few nodes have most edges; `counts` and `large` are mostly small. */
const weights: Readonly<Record<string, (random: Xoshiro128) => string>> = {
  none: () => '',
  counts: (random) => ` ${1 + Math.floor(254 * random.next() ** 4)}`,
  large: (random) => ` ${1 + Math.floor(65_000 * random.next() ** 4)}`,
  ratings: (random) => ` ${1 + random.below(9) / 2}`,
  cents: (random) => ` ${(1 + random.below(500)) / 100}`,
  decimals: (random) => ` ${random.below(10_000) / 10_000}`,
  millionths: (random) => ` ${random.below(1_000_000) / 1_000_000}`,
  distinct: (random) => ` ${random.next()}`,
};

function make(kind: string, file: string, nodes: number, edges: number): void {
  const [ends, values] = [new Xoshiro128(7), new Xoshiro128(8)];
  const descriptor = openSync(file, 'w');
  for (let e = 0; e < edges; ) {
    let text = '';
    for (const stop = Math.min(edges, e + 50_000); e < stop; e++) {
      const [a, b] = [Math.floor(nodes * ends.next() ** 2), Math.floor(nodes * ends.next() ** 2)];
      text += `${a} ${b}${weights[kind]!(values)}\n`;
    }
    writeSync(descriptor, text);
  }
  closeSync(descriptor);
}

async function main(): Promise<void> {
  const [first = '', second = '', task = '', file = '', ...rest] = process.argv.slice(2);
  if (first === 'own') return own(second, task, file === 'directed');
  const rounds = Number(rest.find((one) => /^\d+$/.test(one)) ?? 3);
  const directed = rest.includes('directed');
  if (second === 'build') return build(file);
  if (second === 'make') return make(task, file, Number(rest[0]), Number(rest[1]));
  if (second === 'threads') return threads(task, file, directed, rounds);
  return against(first, second, task, file, directed, rounds);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
