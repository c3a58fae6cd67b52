import type { Random } from '../../../domain/method';
import type { EdgeList } from '../graph/graph';
import { PairSet } from '../graph/pair-set';

/** Undirected edges without weights, each once. */
export function plainList(nodes: number, pairs: readonly (readonly [number, number])[], directed = false): EdgeList {
  return {
    nodes,
    directed,
    source: Int32Array.from(pairs, (pair) => pair[0]),
    target: Int32Array.from(pairs, (pair) => pair[1]),
    weight: new Float64Array(pairs.length).fill(1),
  };
}

/** Erdős–Rényi G(n, m): so many different pairs, each set as likely. O(m) where the graph is sparse. Erdős & Rényi 1959. */
export function erdosRenyi(nodes: number, edges: number, random: Random): EdgeList {
  const possible = (nodes * (nodes - 1)) / 2;
  const wanted = Math.min(edges, possible);
  // In a dense graph the pairs left out are fewer.
  const inverted = wanted > possible / 2;
  const draws = inverted ? possible - wanted : wanted;
  const seen = new PairSet(draws);
  const pairs: [number, number][] = [];
  while (seen.size < draws) {
    const a = random.below(nodes);
    const b = random.below(nodes);
    if (a === b || !seen.add(Math.min(a, b), Math.max(a, b))) continue;
    if (!inverted) pairs.push([Math.min(a, b), Math.max(a, b)]);
  }
  if (inverted)
    for (let a = 0; a < nodes; a++) for (let b = a + 1; b < nodes; b++) if (!seen.has(a, b)) pairs.push([a, b]);
  return plainList(nodes, pairs);
}

/**
 * Barabási–Albert: nodes come one by one and tie themselves to earlier ones in proportion to their degrees. `edges` in all: each node
 * brings the whole part of the mean, and by lot one more. O(m). Barabási & Albert 1999, doi:10.1126/science.286.5439.509.
 */
export function barabasiAlbert(nodes: number, edges: number, random: Random): EdgeList {
  const mean = edges / Math.max(1, nodes);
  const core = Math.min(nodes, Math.max(1, Math.ceil(mean)));
  const ends: number[] = [];
  const pairs: [number, number][] = [];
  for (let v = core; v < nodes; v++) {
    // What is still to bring, shared by the nodes still to come.
    const share = (edges - pairs.length) / (nodes - v);
    const count = Math.min(v, Math.max(0, Math.floor(share) + (random.next() < share - Math.floor(share) ? 1 : 0)));
    const chosen = new Set<number>();
    if (v === core) for (let u = 0; u < core && chosen.size < count; u++) chosen.add(u);
    let misses = 0;
    while (chosen.size < count) {
      const u = misses < 50 && ends.length > 0 ? ends[random.below(ends.length)]! : random.below(v);
      if (chosen.has(u)) misses++;
      else chosen.add(u);
    }
    for (const u of chosen) {
      pairs.push([u, v]);
      ends.push(u, v);
    }
  }
  return plainList(nodes, pairs);
}

/**
 * Watts–Strogatz: a ring in which each node knows its nearest, each tie's far end moved with the given chance. `edges` in all: further
 * neighbours are known by as many nodes as it takes. O(m). Watts & Strogatz 1998, doi:10.1038/30918.
 */
export function wattsStrogatz(nodes: number, edges: number, chance: number, random: Random): EdgeList {
  const pairs: [number, number][] = [];
  const most = Math.min(edges, (nodes * (nodes - 1)) / 2);
  // One more than the ties: a tie that moves stands in both places for a moment.
  const known = new PairSet(most + 1);
  const add = (a: number, b: number): boolean => known.add(Math.min(a, b), Math.max(a, b));
  for (let distance = 1; pairs.length < most && distance <= nodes >> 1; distance++) {
    const round = Array.from({ length: nodes }, (_, v) => v);
    // The last, incomplete round of the ring is spread over it by lot.
    if (most - pairs.length < nodes) random.shuffle(round);
    for (const v of round) {
      const u = (v + distance) % nodes;
      if (pairs.length < most && add(v, u)) pairs.push([v, u]);
    }
  }
  for (const pair of pairs) {
    if (random.next() >= chance) continue;
    for (let attempt = 0; attempt < 100; attempt++) {
      const u = random.below(nodes);
      if (u === pair[0] || !add(pair[0], u)) continue;
      known.delete(Math.min(pair[0], pair[1]), Math.max(pair[0], pair[1]));
      pair[1] = u;
      break;
    }
  }
  return plainList(nodes, pairs);
}

/**
 * Configuration model: ends of ties matched at random, then self-loops and repeats dropped (erased), so that large degrees come out a
 * little smaller. O(m). Molloy & Reed 1995, doi:10.1002/rsa.3240060204; Newman 2010, ch. 13.
 */
export function configurationModel(degrees: ArrayLike<number>, random: Random): EdgeList {
  let count = 0;
  for (let v = 0; v < degrees.length; v++) count += degrees[v]!;
  const ends = new Int32Array(count);
  for (let v = 0, at = 0; v < degrees.length; at += degrees[v++]!) ends.fill(v, at, at + degrees[v]!);
  random.shuffle(ends);
  const seen = new PairSet(count / 2);
  const pairs: [number, number][] = [];
  for (let i = 0; i + 1 < ends.length; i += 2) {
    const [a, b] = [Math.min(ends[i]!, ends[i + 1]!), Math.max(ends[i]!, ends[i + 1]!)];
    if (a !== b && seen.add(a, b)) pairs.push([a, b]);
  }
  return plainList(degrees.length, pairs);
}

/**
 * Degree-preserving rewiring: pairs of ties swap ends, `swaps` times as many tries as ties, where no self-loop and no repeat arises.
 * Degrees stay exactly; with direction both in and out. O(swaps · m). Maslov & Sneppen 2002, doi:10.1126/science.1065103.
 */
export function rewired(list: EdgeList, swaps: number, random: Random): EdgeList {
  const { nodes, directed } = list;
  const source = list.source.slice();
  const target = list.target.slice();
  const m = source.length;
  const seen = new PairSet(m + 2);
  const first = (a: number, b: number): number => (directed || a < b ? a : b);
  const second = (a: number, b: number): number => (directed || a < b ? b : a);
  const has = (a: number, b: number): boolean => seen.has(first(a, b), second(a, b));
  const add = (a: number, b: number): boolean => seen.add(first(a, b), second(a, b));
  for (let e = 0; e < m; e++) add(source[e]!, target[e]!);
  for (let t = Math.round(swaps * m); t > 0 && m > 1; t--) {
    const e = random.below(m);
    const f = random.below(m);
    const [a, b] = [source[e]!, target[e]!];
    let [c, d] = [source[f]!, target[f]!];
    if (!directed && random.below(2) === 0) [c, d] = [d, c];
    if (e === f || a === d || c === b || has(a, d) || has(c, b)) continue;
    seen.delete(first(a, b), second(a, b));
    seen.delete(first(c, d), second(c, d));
    add(a, d);
    add(c, b);
    source[e] = a;
    target[e] = d;
    source[f] = c;
    target[f] = b;
  }
  return { nodes, directed, source, target, weight: list.weight };
}
