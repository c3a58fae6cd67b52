/**
 * Louvain and Leiden against igraph on the same graphs, in turn: processor seconds of each side and the modularity reached.
 *
 *   node dist/bench/communities.js PYTHON [REPEATS] [GRAPH ...]
 *
 * PYTHON is an interpreter with igraph (bench/peers/communities.py). Graphs: planted, scale-free, random, email, large, huge. Times are of
 * the search alone, from an edge list in memory, with building the rows on our side and `Graph(...)` outside the clock on theirs.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { communityGraph } from '../analysis/network/communities/community-graph';
import { search } from '../analysis/network/communities/detect';
import { communityCount, numberBySize } from '../analysis/network/communities/numbering';
import { partitionQuality } from '../analysis/network/communities/quality';
import type { EdgeList } from '../analysis/network/graph/graph';
import { Xoshiro128 } from '../analysis/statistics/random';
import { graphOfFile } from '../activities/runner/file-graph';
import { numbers } from '../domain/artefact';
import { sharedData } from '../settings';

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

function scaleFree(nodes: number, each: number, seed: number): EdgeList {
  const random = new Xoshiro128(seed);
  const ends: number[] = [];
  for (let v = 0; v < nodes; v++) {
    const chosen = new Set<number>();
    while (chosen.size < Math.min(v, each)) chosen.add(v <= each ? chosen.size : ends[random.below(ends.length)]!);
    for (const u of chosen) ends.push(v, u);
  }
  return listOf(nodes, Int32Array.from(ends));
}

function file(name: string, directed: boolean): EdgeList | undefined {
  const found = sharedData('graphs', name);
  if (!found) return undefined;
  const { graph, names } = graphOfFile(found, directed);
  return {
    nodes: names.count,
    directed,
    source: numbers(graph, 'source') as Int32Array,
    target: numbers(graph, 'target') as Int32Array,
    weight: numbers(graph, 'weight') as Float64Array,
  };
}

const graphs: Record<string, () => EdgeList | undefined> = {
  email: () => file('emaileu.edges', false),
  planted: () => planted(20_000, 250_000, 0.3, 1),
  'scale-free': () => scaleFree(50_000, 5, 2),
  random: () => planted(20_000, 200_000, 1, 3),
  large: () => planted(200_000, 3_000_000, 0.35, 4),
  huge: () => planted(1_000_000, 10_000_000, 0.35, 5),
};

interface Measured {
  readonly method: string;
  readonly seconds: number;
  readonly modularity: number;
  readonly communities: number;
}

function ours(list: EdgeList, method: 'louvain' | 'leiden', seed: number): Measured {
  const before = process.cpuUsage();
  const graph = communityGraph(list, { weighted: true, directed: false });
  const found = search(graph, { method, resolution: 1 }, new Xoshiro128(seed));
  const used = process.cpuUsage(before);
  const labels = numberBySize(found);
  const count = communityCount(labels);
  return {
    method,
    seconds: (used.user + used.system) / 1e6,
    modularity: partitionQuality(graph, labels, count, 1).modularity!,
    communities: count,
  };
}

function main(): void {
  const [python = 'none', repeatsText = '3', ...wanted] = process.argv.slice(2);
  const repeats = Number(repeatsText);
  const folder = mkdtempSync(path.join(tmpdir(), 'assay-communities-'));
  try {
    for (const name of wanted.length > 0 ? wanted : ['email', 'planted', 'scale-free', 'random', 'large']) {
      const list = graphs[name]?.();
      if (!list) {
        console.log(`${name}: not here`);
        continue;
      }
      const pairs = new Int32Array(2 * list.source.length);
      list.source.forEach((a, e) => {
        pairs[2 * e] = a;
        pairs[2 * e + 1] = list.target[e]!;
      });
      const input = path.join(folder, `${name}.bin`);
      writeFileSync(input, new Uint8Array(pairs.buffer));
      const rows: (Measured & { side: string })[] = [];
      const note = (row: Measured & { side: string }): void => {
        rows.push(row);
        process.stderr.write(
          `${name} ${row.side} ${row.method}: ${row.seconds.toFixed(3)} s, Q ${row.modularity.toFixed(5)}\n`,
        );
      };
      for (let r = 0; r < repeats; r++) {
        for (const method of ['louvain', 'leiden'] as const) note({ side: 'assay', ...ours(list, method, r + 1) });
        if (python !== 'none')
          for (const one of JSON.parse(
            execFileSync(
              python,
              [path.join('bench', 'peers', 'communities.py'), input, String(list.nodes), String(r + 1)],
              {
                encoding: 'utf8',
                maxBuffer: 1e8,
              },
            ),
          ) as Measured[])
            note({ side: 'igraph', ...one });
      }
      console.log(`\n${name}: ${list.nodes} nodes, ${list.source.length} edges`);
      const keys = [...new Set(rows.map((row) => `${row.side} ${row.method}`))];
      for (const key of keys) {
        const mine = rows.filter((row) => `${row.side} ${row.method}` === key);
        const seconds = mine.map((row) => row.seconds).sort((a, b) => a - b);
        const q = mine.map((row) => row.modularity);
        console.log(
          `${key.padEnd(20)} cpu s min ${seconds[0]!.toFixed(3)} median ${seconds[seconds.length >> 1]!.toFixed(3)}  Q ${Math.min(...q).toFixed(5)} to ${Math.max(...q).toFixed(5)}  communities ${mine[0]!.communities}`,
        );
      }
    }
    console.log(`\npeak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

main();
