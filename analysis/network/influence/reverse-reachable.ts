import type { Random } from '../../../domain/method';
import { influenceWeights } from '../diffusion/linear-threshold';
import { reversed, type SpreadGraph } from '../diffusion/spread-graph';
import type { Chosen } from './celf';

/** Sets of nodes, one behind the other, that grow. */
class Sets {
  offsets = new Int32Array(1024);
  members = new Int32Array(4096);
  count = 0;

  get total(): number {
    return this.offsets[this.count]!;
  }

  add(nodes: Int32Array, length: number): void {
    if (this.count + 2 > this.offsets.length) this.offsets = grown(this.offsets, 2 * this.offsets.length);
    const at = this.total;
    if (at + length > this.members.length)
      this.members = grown(this.members, Math.max(2 * this.members.length, at + length));
    this.members.set(nodes.subarray(0, length), at);
    this.offsets[++this.count] = at + length;
  }
}

function grown(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const out = new Int32Array(length);
  out.set(array);
  return out;
}

/** Draws random reverse reachable sets: who would have reached a node drawn at random. */
function sampler(graph: SpreadGraph, model: 'independent-cascade' | 'linear-threshold', random: Random) {
  const { nodes } = graph;
  const back = reversed(graph);
  const weight = model === 'linear-threshold' ? influenceWeights(graph) : undefined;
  const probability = Float64Array.from(back.arc, (arc) => graph.probability?.[arc] ?? graph.uniform!);
  const mark = new Int32Array(nodes).fill(-1);
  const queue = new Int32Array(nodes);
  let stamp = -1;
  let trials = 0;
  return {
    trials: () => trials,
    into(sets: Sets): void {
      stamp++;
      let tail = 0;
      const root = random.below(nodes);
      mark[root] = stamp;
      queue[tail++] = root;
      for (let head = 0; head < tail; head++) {
        const v = queue[head]!;
        const from = back.offsets[v]!;
        const to = back.offsets[v + 1]!;
        trials += to - from;
        if (weight) {
          let rest = random.next();
          for (let k = from; k < to; k++) {
            rest -= weight[back.arc[k]!]!;
            if (rest >= 0) continue;
            const u = back.sources[k]!;
            if (mark[u] !== stamp) {
              mark[u] = stamp;
              queue[tail++] = u;
            }
            break;
          }
        } else {
          for (let k = from; k < to; k++) {
            if (random.next() >= probability[k]!) continue;
            const u = back.sources[k]!;
            if (mark[u] !== stamp) {
              mark[u] = stamp;
              queue[tail++] = u;
            }
          }
        }
      }
      sets.add(queue, tail);
    },
  };
}

interface Cover extends Chosen {
  /** Sets that hold a seed. */
  readonly covered: number;
  /** An upper bound of what any k nodes can cover. */
  readonly bound: number;
}

/** Greedy cover of the sets by k nodes, with the bound of Tang et al. 2018, eq. (10). O(members + k · n). */
function greedyCover(sets: Sets, nodes: number, k: number): Cover {
  const { offsets, members, count, total } = sets;
  const first = new Int32Array(nodes + 1);
  for (let i = 0; i < total; i++) first[members[i]! + 1]!++;
  for (let v = 0; v < nodes; v++) first[v + 1]! += first[v]!;
  const next = first.slice();
  const holds = new Int32Array(total);
  for (let set = 0; set < count; set++)
    for (let i = offsets[set]!; i < offsets[set + 1]!; i++) holds[next[members[i]!]!++] = set;
  const gains = Int32Array.from({ length: nodes }, (_, v) => first[v + 1]! - first[v]!);
  const done = new Uint8Array(count);
  const seeds: number[] = [];
  const gain: number[] = [];
  let covered = 0;
  let bound = Number.POSITIVE_INFINITY;
  const best = (): number => {
    let found = 0;
    for (let v = 1; v < nodes; v++) if (gains[v]! > gains[found]!) found = v;
    return found;
  };
  const topSum = (): number => {
    // Counting from the largest down would need a sort for each seed; a partial selection is enough.
    const sorted = gains.slice().sort();
    let sum = 0;
    for (let i = 0; i < k && i < nodes; i++) sum += sorted[nodes - 1 - i]!;
    return sum;
  };
  for (let round = 0; round < Math.min(k, nodes); round++) {
    if (round === 0 || nodes * k < 5_000_000) bound = Math.min(bound, covered + topSum());
    const node = best();
    seeds.push(node);
    gain.push(gains[node]!);
    covered += gains[node]!;
    for (let j = first[node]!; j < first[node + 1]!; j++) {
      const set = holds[j]!;
      if (done[set]) continue;
      done[set] = 1;
      for (let i = offsets[set]!; i < offsets[set + 1]!; i++) gains[members[i]!]!--;
    }
    // Taken already: never again, also where nothing is left to gain.
    gains[node] = -1;
  }
  return { seeds, gain, covered, bound: Math.min(bound, covered + Math.max(0, topSum())) };
}

function coveredBy(sets: Sets, seeds: readonly number[], nodes: number): number {
  const isSeed = new Uint8Array(nodes);
  for (const seed of seeds) isSeed[seed] = 1;
  let covered = 0;
  for (let set = 0; set < sets.count; set++) {
    for (let i = sets.offsets[set]!; i < sets.offsets[set + 1]!; i++) {
      if (isSeed[sets.members[i]!]) {
        covered++;
        break;
      }
    }
  }
  return covered;
}

export interface ReverseChosen extends Chosen {
  readonly sets: number;
  readonly arcs: number;
  /** Share of the best possible spread that the seeds reach at least, with probability 1 − 1/n. */
  readonly guarantee: number;
  /** False where the budget ended the search before the guarantee was what was asked for. */
  readonly reached: boolean;
}

export interface ReverseOptions {
  /** The guarantee asked for is 1 − 1/e − epsilon. */
  readonly epsilon: number;
  /** Arcs to look at, at most. */
  readonly budget: number;
}

/** Sets of either kind at the start. */
const firstSets = 20_000;

/** Members of all sets that fit into memory. */
const mostMembers = 60_000_000;

/**
 * Influence maximisation by reverse reachable sets (Borgs et al. 2014) with the stopping rule of OPIM-C (Tang, Tang, Xiao & Yuan 2018,
 * doi:10.1145/3183713.3183749): seeds are chosen on one half of the sets and judged on the other, which are doubled until the bounds
 * prove what was asked for, or the budget ends. The guarantee is reported in either case.
 */
export function reverseReachable(
  graph: SpreadGraph,
  model: 'independent-cascade' | 'linear-threshold',
  k: number,
  { epsilon, budget }: ReverseOptions,
  random: Random,
  progress: (fraction: number) => void,
): ReverseChosen {
  const { nodes } = graph;
  const draw = sampler(graph, model, random);
  const chooseOn = new Sets();
  const judgeOn = new Sets();
  const wanted = 1 - 1 / Math.E - epsilon;
  // Both bounds, at every doubling, hold together with probability 1 − 1/n.
  const doublings = 24;
  const chance = Math.log(2 * doublings * Math.max(2, nodes));
  let size = firstSets;
  for (;;) {
    let exhausted = false;
    while (judgeOn.count < size) {
      draw.into(chooseOn);
      draw.into(judgeOn);
      if (draw.trials() > budget || chooseOn.total + judgeOn.total > mostMembers) {
        exhausted = judgeOn.count < size;
        break;
      }
    }
    const sets = judgeOn.count;
    const found = greedyCover(chooseOn, nodes, k);
    const judged = coveredBy(judgeOn, found.seeds, nodes);
    const low = Math.max(0, (Math.sqrt(judged + (2 * chance) / 9) - Math.sqrt(chance / 2)) ** 2 - chance / 18);
    const high = (Math.sqrt(found.bound + chance / 2) + Math.sqrt(chance / 2)) ** 2;
    const guarantee = Math.min(1, low / high);
    progress(Math.min(1, draw.trials() / budget));
    const reached = guarantee >= wanted;
    if (reached || exhausted || draw.trials() > budget || size >= firstSets * 2 ** (doublings - 1))
      return {
        seeds: found.seeds,
        gain: found.gain.map((one) => (one / sets) * nodes),
        sets: 2 * sets,
        arcs: draw.trials(),
        guarantee,
        reached,
      };
    size *= 2;
  }
}
