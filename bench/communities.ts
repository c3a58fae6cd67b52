/**
 * Louvain and Leiden against igraph on the same graphs, in turn: processor seconds and modularity over several seeds.
 *
 *   node dist/bench/communities.js PYTHON [SEEDS] [GRAPH ...]
 *
 * PYTHON is an interpreter with igraph and networkx (bench/peers/communities.py), or `none`. Clocks are of the search alone, with building
 * the rows on our side and without `Graph(...)` on theirs. The first run of each graph is told apart. Leiden as it comes by default is
 * compared with igraph's default of two passes, and with igraph until it finds nothing more, which is run less often where that takes long.
 */
import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { graphOfFile } from '../activities/runner/file-graph';
import { communityGraph } from '../analysis/network/communities/community-graph';
import { search } from '../analysis/network/communities/detect';
import { communityCount, numberBySize } from '../analysis/network/communities/numbering';
import { partitionQuality } from '../analysis/network/communities/quality';
import { type EdgeList, edgeList } from '../analysis/network/graph/graph';
import { barabasiAlbert, erdosRenyi, wattsStrogatz } from '../analysis/network/models/generators';
import { Xoshiro128 } from '../analysis/statistics/random';
import { sharedData } from '../settings';

const peer = path.join('bench', 'peers', 'communities.py');
const [python = 'none', seeds = '10', ...wanted] = process.argv.slice(2);
const folder = mkdtempSync(path.join(tmpdir(), 'assay-communities-'));

function listOf(nodes: number, pairs: Int32Array): EdgeList {
  const m = pairs.length / 2;
  return {
    nodes,
    directed: false,
    source: Int32Array.from({ length: m }, (_, e) => pairs[2 * e]!),
    target: Int32Array.from({ length: m }, (_, e) => pairs[2 * e + 1]!),
    weight: new Float64Array(m).fill(1),
  };
}

/** Communities of sizes 20 to 1,000 (density ~ size^-2), degrees by a power law, a share `mixing` of ties to anywhere. */
function planted(nodes: number, edges: number, mixing: number, seed: number): EdgeList {
  const random = new Xoshiro128(seed);
  const community = new Int32Array(nodes);
  const starts: number[] = [0];
  while (starts.at(-1)! < nodes) {
    const size = Math.floor(1 / (1 / 20 - random.next() * (1 / 20 - 1 / 1000)));
    const from = starts.at(-1)!;
    const to = Math.min(nodes, from + size);
    community.fill(starts.length - 1, from, to);
    starts.push(to);
  }
  const names = Int32Array.from({ length: nodes }, (_, v) => v);
  random.shuffle(names);
  /** Low places within a range are drawn more often: heavy-tailed degrees. */
  const pick = (from: number, to: number): number => from + Math.floor((to - from) * random.next() ** 2.5);
  const seen = new Set<number>();
  const pairs = new Int32Array(2 * edges);
  let at = 0;
  while (at < edges) {
    const a = random.below(nodes);
    const c = community[a]!;
    const b = random.next() < mixing ? random.below(nodes) : pick(starts[c]!, starts[c + 1]!);
    if (a === b) continue;
    const key = Math.min(a, b) * nodes + Math.max(a, b);
    if (edges < 4e6) {
      if (seen.has(key)) continue;
      seen.add(key);
    }
    pairs[2 * at] = names[a]!;
    pairs[2 * at + 1] = names[b]!;
    at++;
  }
  return listOf(nodes, pairs);
}

/** Weights e^N(0, 1): most ties weak, a few strong. */
function weighted(list: EdgeList, seed: number): EdgeList {
  const random = new Xoshiro128(seed);
  return { ...list, weight: list.weight.map(() => Math.exp(random.normal())) };
}

function lfr(nodes: number, each: number, mixing: number): EdgeList | undefined {
  if (python === 'none') return undefined;
  const file = path.join(folder, 'lfr.bin');
  execFileSync(python, [peer, 'lfr', file, String(nodes), String(each), String(mixing), '19']);
  return listOf(nodes, new Int32Array(new Uint8Array(readFileSync(file)).buffer));
}

function shared(name: string, directed: boolean): EdgeList | undefined {
  const found = sharedData('graphs', `${name}.edges`);
  return found ? edgeList(graphOfFile(found, directed).graph) : undefined;
}

/** Only the ties of trust. */
function positive(list: EdgeList | undefined): EdgeList | undefined {
  if (!list) return undefined;
  const kept = Array.from(list.weight.keys()).filter((e) => !(list.sign && list.sign[e]! < 0) && list.weight[e]! > 0);
  return {
    nodes: list.nodes,
    directed: list.directed,
    source: Int32Array.from(kept, (e) => list.source[e]!),
    target: Int32Array.from(kept, (e) => list.target[e]!),
    weight: Float64Array.from(kept, (e) => list.weight[e]!),
  };
}

/** Seeds other than those of the graphs on which the constants of annealing were chosen. */
const graphs: Record<string, () => EdgeList | undefined> = {
  karate: () => shared('karate', false),
  lesmis: () => shared('lesmis', false),
  email: () => shared('emaileu', false),
  'email-directed': () => shared('emaileu', true),
  trust: () => positive(shared('bitcoinotc', false)),
  'trust-directed': () => positive(shared('bitcoinotc', true)),
  'lfr-.3': () => lfr(5_000, 15, 0.3),
  'lfr-.6': () => lfr(5_000, 15, 0.6),
  planted: () => planted(20_000, 250_000, 0.3, 11),
  'planted-weighted': () => weighted(planted(20_000, 250_000, 0.3, 11), 12),
  'scale-free': () => barabasiAlbert(50_000, 250_000, new Xoshiro128(13)),
  'scale-free-weighted': () => weighted(barabasiAlbert(50_000, 250_000, new Xoshiro128(13)), 14),
  random: () => erdosRenyi(20_000, 200_000, new Xoshiro128(15)),
  'small-world': () => wattsStrogatz(20_000, 100_000, 0.1, new Xoshiro128(16)),
  million: () => planted(100_000, 1_000_000, 0.5, 17),
  large: () => planted(200_000, 3_000_000, 0.35, 18),
  huge: () => planted(1_000_000, 10_000_000, 0.35, 5),
};

interface Measured {
  readonly seconds: number;
  readonly modularity: number;
  readonly communities: number;
}
interface Task {
  readonly method: 'louvain' | 'leiden';
  /** Passes of igraph's Leiden: −1 until it finds nothing more. */
  readonly iterations: number;
}
/** Ties above which igraph is run to its end once only. */
const longAbove = 60_000;

function ours(list: EdgeList, method: Task['method'], seed: number): Measured {
  const before = process.cpuUsage();
  const graph = communityGraph(list, { weighted: true, directed: list.directed });
  const labels = numberBySize(search(graph, { method, resolution: 1 }, new Xoshiro128(seed)));
  const used = process.cpuUsage(before);
  const communities = communityCount(labels);
  return {
    seconds: (used.user + used.system) / 1e6,
    modularity: partitionQuality(graph, labels, communities, 1).modularity!,
    communities,
  };
}

/** igraph with the graph in memory, asked for one search after the other. */
class Peer {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #answers: AsyncIterator<string>;

  constructor(list: EdgeList) {
    const file = path.join(folder, 'graph.bin');
    writeFileSync(
      file,
      Buffer.concat([list.source, list.target, list.weight].map((one) => Buffer.from(one.slice().buffer))),
    );
    const graph = [file, String(list.nodes), String(list.directed), String(list.source.length)];
    this.#process = spawn(python, [peer, 'serve', ...graph]);
    this.#process.stderr.pipe(process.stderr);
    this.#answers = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
  }

  async ask(task: Task, seed: number): Promise<Measured> {
    this.#process.stdin.write(`${JSON.stringify({ ...task, seed })}\n`);
    return JSON.parse((await this.#answers.next()).value as string) as Measured;
  }

  close(): void {
    this.#process.stdin.end();
  }
}

const sorted = (rows: readonly Measured[], of: keyof Measured): number[] =>
  rows.map((row) => row[of]).sort((a, b) => a - b);
const median = (values: readonly number[]): number => values[values.length >> 1]!;

/** Seconds: first (cold) and median; modularity: least, median, most. */
function own(mine: readonly Measured[]): string {
  const q = sorted(mine, 'modularity');
  const least = [q[0]!, median(q), q.at(-1)!].map((one) => one.toFixed(5)).join(' ');
  return `${mine[0]!.seconds.toFixed(4)} ${median(sorted(mine, 'seconds')).toFixed(4)} s, Q ${least}`;
}

/** The peer's seconds and best modularity, how many times ours is as fast, and how far our median lies from its best. */
function against(mine: readonly Measured[], theirs: readonly Measured[]): string {
  if (theirs.length === 0) return '';
  const best = sorted(theirs, 'modularity').at(-1)!;
  const seconds = median(sorted(theirs, 'seconds'));
  const times = seconds / median(sorted(mine, 'seconds'));
  const difference = median(sorted(mine, 'modularity')) - best;
  return `${seconds.toFixed(4)} s, best Q ${best.toFixed(5)} of ${theirs.length}, ${times.toFixed(2)} times, ${difference.toFixed(5)}`;
}

async function compare(name: string, list: EdgeList): Promise<void> {
  console.log(`\n${name}: ${list.nodes} nodes, ${list.source.length} edges`);
  const other = python === 'none' ? undefined : new Peer(list);
  for (const method of ['louvain', 'leiden'] as const) {
    const mine: Measured[] = [];
    const theirs: Measured[] = [];
    const toTheEnd: Measured[] = [];
    for (let seed = 1; seed <= Number(seeds); seed++) {
      mine.push(ours(list, method, seed));
      // igraph's Louvain knows no direction.
      if (other && !(list.directed && method === 'louvain'))
        theirs.push(await other.ask({ method, iterations: 2 }, seed));
      if (other && method === 'leiden' && (seed === 1 || list.source.length <= longAbove))
        toTheEnd.push(await other.ask({ method, iterations: -1 }, seed));
    }
    console.log(method.padEnd(8), own(mine));
    if (theirs.length > 0) console.log('   igraph, default ', against(mine, theirs));
    if (toTheEnd.length > 0) console.log('   igraph, to its end', against(mine, toTheEnd));
  }
  other?.close();
}

async function main(): Promise<void> {
  try {
    for (const name of wanted.length > 0 ? wanted : Object.keys(graphs)) {
      const list = graphs[name]?.();
      if (list) await compare(name, list);
      else console.log(`${name}: not here`);
    }
    console.log(`\npeak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

void main();
