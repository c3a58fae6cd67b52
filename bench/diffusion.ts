/**
 * Independent cascade: edge trials a second of one core, by processor time, and the same runs by a Python peer where one is given.
 *
 *   node dist/bench/diffusion.js [PYTHON] [REPEATS]
 *
 * An edge trial is an arc of a reached node for which it is decided whether something passes. Where all arcs share a small probability
 * the decision skips ahead by geometric draws; the row says so.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { independentCascade } from '../analysis/network/diffusion/independent-cascade';
import { type ProbabilityOption, spreadGraph } from '../analysis/network/diffusion/spread-graph';
import type { EdgeList } from '../analysis/network/graph/graph';
import { Xoshiro128 } from '../analysis/statistics/random';
import { projectRoot } from '../settings';

/** Arcs between nodes drawn at random, the target by preference for low numbers, so that degrees are unequal. */
function drawnGraph(nodes: number, arcs: number): EdgeList {
  const random = new Xoshiro128(1);
  const source = new Int32Array(arcs);
  const target = new Int32Array(arcs);
  for (let e = 0; e < arcs; e++) {
    source[e] = Math.floor(random.next() ** 2 * nodes);
    target[e] = random.below(nodes);
  }
  return { nodes, directed: true, source, target, weight: new Float64Array(arcs).fill(1) };
}

interface Case {
  readonly nodes: number;
  readonly arcs: number;
  readonly p: ProbabilityOption;
  readonly runs: number;
}

const cases: readonly Case[] = [
  { nodes: 4000, arcs: 88_000, p: 0.01, runs: 20_000 },
  { nodes: 4000, arcs: 88_000, p: 0.05, runs: 1000 },
  { nodes: 4000, arcs: 88_000, p: 0.1, runs: 1000 },
  { nodes: 4000, arcs: 88_000, p: 0.5, runs: 1000 },
  { nodes: 4000, arcs: 88_000, p: 'weighted-cascade', runs: 20_000 },
  { nodes: 500_000, arcs: 3_000_000, p: 0.1, runs: 20 },
  { nodes: 500_000, arcs: 3_000_000, p: 'weighted-cascade', runs: 2000 },
];

function cpu<T>(work: () => T): { seconds: number; result: T } {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (user + system) / 1e6, result };
}

const [python, repeats = '5'] = process.argv.slice(2);
const folder = mkdtempSync(path.join(tmpdir(), 'assay-diffusion-'));
for (const one of cases) {
  const list = drawnGraph(one.nodes, one.arcs);
  const graph = spreadGraph(list, one.p, 'bench');
  let best = { seconds: Number.POSITIVE_INFINITY, trials: 0, mean: 0 };
  let peer = Number.POSITIVE_INFINITY;
  let peerMean = Number.NaN;
  for (let i = 0; i < Number(repeats); i++) {
    const seeds = { fixed: [0, 1, 2, 3, 4], drawn: 0 };
    const { seconds, result } = cpu(() => independentCascade(graph, seeds, one.runs, new Xoshiro128(i)));
    const mean = result.size.reduce((sum, size) => sum + size, 0) / one.runs;
    if (seconds < best.seconds) best = { seconds, trials: result.trials, mean };
    if (python && python !== 'none' && one.nodes < 10_000 && i < 3) {
      const file = path.join(folder, 'graph.txt');
      writeFileSync(file, Array.from(list.source, (a, e) => `${a} ${list.target[e]}`).join('\n'));
      const runs = Math.max(5, Math.round(one.runs / 50));
      const out = execFileSync(python, [
        path.join(projectRoot, 'bench', 'peers', 'diffusion.py'),
        file,
        String(one.p),
        String(runs),
      ]);
      const found = JSON.parse(out.toString()) as { seconds: number; mean: number };
      if (found.seconds / runs < peer) [peer, peerMean] = [found.seconds / runs, found.mean];
    }
  }
  const perRun = best.seconds / one.runs;
  process.stdout.write(
    `${JSON.stringify({
      nodes: one.nodes,
      arcs: one.arcs,
      p: one.p,
      skipping: typeof one.p === 'number' && one.p < 0.06,
      meanReached: Math.round(best.mean),
      millionTrialsPerSecond: Math.round(best.trials / best.seconds / 1e6),
      millisecondsPerRun: Number((perRun * 1000).toFixed(4)),
      ...(Number.isFinite(peer)
        ? {
            pythonMillisecondsPerRun: Number((peer * 1000).toFixed(3)),
            pythonMean: Math.round(peerMean),
            ratio: Math.round(peer / perRun),
          }
        : {}),
    })}\n`,
  );
}
rmSync(folder, { recursive: true });
