import { readFileSync } from 'node:fs';
import path from 'node:path';
import wabt from 'wabt';
import { aggregate } from '../../../../analysis/network/communities/aggregate';
import { type CommunityGraph, communityGraph } from '../../../../analysis/network/communities/community-graph';
import { bytes } from '../../../../analysis/network/communities/kernel-bytes';
import { moveNodes, randomOrder } from '../../../../analysis/network/communities/local-moving';
import { singletons } from '../../../../analysis/network/communities/louvain';
import { numberDensely } from '../../../../analysis/network/communities/numbering';
import { refine } from '../../../../analysis/network/communities/refinement';
import { Xoshiro128 } from '../../../../analysis/statistics/random';
import { projectRoot } from '../../../../settings';
import { listOf } from '../graphs';

test('the bytes of the kernel are its text, compiled', async () => {
  const file = path.join(projectRoot, 'analysis/network/communities/kernel.wat');
  const compiler = await wabt();
  const module = compiler.parseWat(file, readFileSync(file, 'utf8'));
  expect(bytes).toBe(Buffer.from(module.toBinary({}).buffer).toString('base64'));
});

/** Whole weights, so that sums are exact in whatever order they are taken. */
function graphs(): { graph: CommunityGraph; resolution: number; seed: number }[] {
  return Array.from({ length: 24 }, (_, seed) => {
    const random = new Xoshiro128(seed);
    const nodes = 20 + 15 * seed;
    const directed = seed % 2 === 1;
    const edges = Array.from(
      { length: 3 * nodes },
      () => [random.below(nodes), random.below(nodes), seed % 3 === 0 ? 1 : 1 + random.below(4)] as const,
    );
    const graph = communityGraph(listOf(nodes, directed, edges), { weighted: true, directed });
    return { graph, resolution: [0.5, 1, 2][seed % 3]!, seed };
  });
}

const tiesOf = ({ offsets, targets, weights }: CommunityGraph, v: number): [number, number][] =>
  Array.from(targets.subarray(offsets[v], offsets[v + 1]), (u, i) => [u, weights?.[offsets[v]! + i] ?? 1]);

/** The ties expected between two sets, by what each gives and gets. */
const expected = (graph: CommunityGraph, resolution: number, a: readonly number[], b: readonly number[]): number => {
  const sum = (strength: Float64Array, set: readonly number[]): number => set.reduce((s, v) => s + strength[v]!, 0);
  const product = sum(graph.out, a) * sum(graph.in, b);
  return (resolution / graph.total) * (graph.directed ? product + sum(graph.in, a) * sum(graph.out, b) : product);
};

test('nodes are moved as the plain version moves them', () => {
  for (const { graph, resolution, seed } of graphs()) {
    const plain = singletons(graph.nodes);
    const members = plain.map(() => 1);
    const out = graph.out.slice();
    const into = graph.in.slice();
    const empty: number[] = [];
    const tolerance = (1e-10 * graph.total) / graph.targets.length;
    const [a, b] = [resolution / graph.total, graph.directed ? resolution / graph.total : 0];
    const queue = Array.from(randomOrder(new Int32Array(graph.nodes), new Xoshiro128(seed)));
    const waiting = new Set(queue);
    let moves = 0;
    for (let v = queue.shift(); v !== undefined; v = queue.shift()) {
      waiting.delete(v);
      const own = plain[v]!;
      const ties = new Map<number, number>();
      for (const [u, weight] of tiesOf(graph, v)) ties.set(plain[u]!, (ties.get(plain[u]!) ?? 0) + weight);
      if (ties.size === 0) continue;
      out[own]! -= graph.out[v]!;
      into[own]! -= graph.in[v]!;
      members[own]!--;
      const gainOf = (c: number): number =>
        (ties.get(c) ?? 0) - a * graph.out[v]! * into[c]! - b * graph.in[v]! * out[c]!;
      let best = own;
      let most = gainOf(own);
      for (const c of ties.keys())
        if (c !== own && gainOf(c) > most + tolerance) {
          most = gainOf(c);
          best = c;
        }
      if (most < -tolerance && members[own]! > 0) best = empty.at(-1) ?? best;
      out[best]! += graph.out[v]!;
      into[best]! += graph.in[v]!;
      if (best !== own) {
        if (members[best] === 0) empty.pop();
        if (members[own] === 0) empty.push(own);
        moves++;
        plain[v] = best;
        for (const [u] of tiesOf(graph, v))
          if (!waiting.has(u) && plain[u] !== best) {
            waiting.add(u);
            queue.push(u);
          }
      }
      members[best]!++;
    }
    const found = singletons(graph.nodes);
    expect(moveNodes(graph, found, resolution, new Xoshiro128(seed))).toBe(moves);
    expect(found).toEqual(plain);
  }
});

test('communities are split into the parts of the plain version', () => {
  for (const { graph, resolution, seed } of graphs()) {
    const whole = Int32Array.from({ length: graph.nodes }, (_, v) => v % 4);
    const part = singletons(graph.nodes);
    const tolerance = (1e-10 * graph.total) / graph.targets.length;
    const membersOf = (labels: Int32Array, c: number): number[] =>
      Array.from(labels.keys()).filter((v) => labels[v] === c);
    const between = (a: readonly number[], b: readonly number[]): number =>
      a.reduce((sum, v) => sum + tiesOf(graph, v).reduce((s, [u, w]) => s + (b.includes(u) ? w : 0), 0), 0);
    const cutOf = (p: readonly number[]): [number, number] => {
      const rest = membersOf(whole, whole[p[0]!]!).filter((v) => !p.includes(v));
      return [between(p, rest), expected(graph, resolution, p, rest)];
    };
    const connected = (p: readonly number[]): boolean => {
      const [found, wanted] = cutOf(p);
      return found + tolerance >= wanted - 1e-9;
    };
    for (const v of randomOrder(new Int32Array(graph.nodes), new Xoshiro128(seed))) {
      if (membersOf(part, v).length !== 1 || part[v] !== v || cutOf([v])[0] === 0 || !connected([v])) continue;
      let most = 0;
      for (const p of new Set(tiesOf(graph, v).map(([u]) => part[u]!))) {
        const set = membersOf(part, p);
        if (whole[p] !== whole[v]) continue;
        const gain = between([v], set) - expected(graph, resolution, [v], set);
        if (gain >= most - 1e-12 && connected(set)) {
          most = gain;
          part[v] = p;
        }
      }
    }
    expect(refine(graph, whole, resolution, new Xoshiro128(seed))).toEqual(part);
  }
});

test('ties between groups add up, and ties inside are left to the strength', () => {
  for (const { graph, seed } of graphs()) {
    const random = new Xoshiro128(seed);
    const labels = Int32Array.from({ length: graph.nodes }, () => random.below(7));
    const count = numberDensely(labels);
    const wanted = new Map<string, number>();
    const strength = [new Float64Array(count), new Float64Array(count)] as const;
    for (let v = 0; v < graph.nodes; v++) {
      const c = labels[v]!;
      strength[0][c]! += graph.out[v]!;
      strength[1][c]! += graph.in[v]!;
      for (const [u, weight] of tiesOf(graph, v)) {
        const key = `${c} ${labels[u]}`;
        if (labels[u] !== c) wanted.set(key, (wanted.get(key) ?? 0) + weight);
      }
    }
    const found = aggregate(graph, labels, count);
    const rows = Array.from({ length: count }, (_, c) => tiesOf(found, c).map(([d, w]) => [`${c} ${d}`, w] as const));
    expect(rows.flat()).toHaveLength(wanted.size);
    expect(new Map(rows.flat())).toEqual(wanted);
    expect([found.out, found.in]).toEqual(strength);
    expect(found.total).toBe(graph.total);
  }
});
