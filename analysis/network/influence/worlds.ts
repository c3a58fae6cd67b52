import { influenceWeights } from '../diffusion/linear-threshold';
import type { SpreadRule } from '../diffusion/simulate';
import { reversed, type SpreadGraph } from '../diffusion/spread-graph';

/** A number in (0, 1) that depends on all three: the same question has the same answer, so that a world need not be stored. */
function draw(world: number, thing: number, salt: number): number {
  let z = Math.imul(thing + 1, 0x9e3779b1) ^ Math.imul(world + 1, 0x85ebca6b) ^ salt;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  z ^= z >>> 15;
  return ((z >>> 0) + 0.5) / 4294967296;
}

/**
 * Possible worlds of a model. In each, what a set of seeds reaches is the union of what each seed reaches, so that the mean over worlds
 * is monotone and submodular (Kempe, Kleinberg & Tardos 2003, for cascade and threshold through their live edges; SIR through its
 * arcs of one infection; SIS through its graphical representation, Harris 1978).
 */
export interface Worlds {
  readonly count: number;
  /** Calls `visit` with every node that the seed reaches in the world; a node at which it answers false is not gone on from. */
  reach(world: number, seed: number, visit: (node: number) => boolean): void;
  /** Arcs looked at so far. */
  readonly arcs: () => number;
}

/** `salt` makes the worlds others. */
export function worldsOf(graph: SpreadGraph, rule: SpreadRule, count: number, salt: number): Worlds {
  const { nodes, offsets, targets, probability, uniform } = graph;
  let arcs = 0;
  const queue = new Int32Array(nodes);
  /** Follows the arcs that are open. Only `visit` knows which nodes were seen, so it must answer false the second time. */
  const follow = (
    seed: number,
    visit: (node: number) => boolean,
    open: (arc: number, from: number) => boolean,
  ): void => {
    if (!visit(seed)) return;
    let tail = 0;
    queue[tail++] = seed;
    for (let head = 0; head < tail; head++) {
      const v = queue[head]!;
      arcs += offsets[v + 1]! - offsets[v]!;
      for (let a = offsets[v]!; a < offsets[v + 1]!; a++)
        if (open(a, v) && visit(targets[a]!)) queue[tail++] = targets[a]!;
    }
  };
  const pOf = (arc: number): number => (probability ? probability[arc]! : uniform!);
  if (rule.model === 'independent-cascade')
    return {
      count,
      arcs: () => arcs,
      reach: (world, seed, visit) => follow(seed, visit, (arc) => draw(world, arc, salt) < pOf(arc)),
    };
  if (rule.model === 'sir') {
    const stay = Math.log1p(-rule.recovery);
    return {
      count,
      arcs: () => arcs,
      reach: (world, seed, visit) =>
        follow(seed, visit, (arc, from) => {
          const time = rule.recovery >= 1 ? 1 : 1 + Math.floor(Math.log(draw(world, from, salt ^ 0x51ed270b)) / stay);
          return draw(world, arc, salt) < -Math.expm1(time * Math.log1p(-pOf(arc)));
        }),
    };
  }
  if (rule.model === 'linear-threshold') {
    // Each node keeps one of its arcs at most, each with the arc's weight.
    const weight = influenceWeights(graph);
    const back = reversed(graph);
    const kept = new Int32Array(nodes);
    let current = -1;
    return {
      count,
      arcs: () => arcs,
      reach: (world, seed, visit) => {
        if (world !== current) {
          current = world;
          for (let v = 0; v < nodes; v++) {
            let rest = draw(world, v, salt);
            kept[v] = -1;
            for (let k = back.offsets[v]!; k < back.offsets[v + 1]!; k++) {
              rest -= weight[back.arc[k]!]!;
              if (rest <= 0) {
                kept[v] = back.arc[k]!;
                break;
              }
            }
          }
        }
        follow(seed, visit, (arc) => kept[targets[arc]!] === arc);
      },
    };
  }
  // SIS: who is infected after the last step. Events of a step are drawn by world, arc or node, and step.
  let now: number[] = [];
  const mark = new Int32Array(nodes).fill(-1);
  let stamp = -1;
  return {
    count,
    arcs: () => arcs,
    reach: (world, seed, visit) => {
      now = [seed];
      for (let t = 0; t < rule.steps && now.length > 0; t++) {
        const next: number[] = [];
        stamp++;
        const salted = salt ^ Math.imul(t + 1, 0x2545f491);
        for (const v of now) {
          if (draw(world, v, salted ^ 0x51ed270b) >= rule.recovery && mark[v] !== stamp) {
            mark[v] = stamp;
            next.push(v);
          }
          arcs += offsets[v + 1]! - offsets[v]!;
          for (let a = offsets[v]!; a < offsets[v + 1]!; a++) {
            const w = targets[a]!;
            if (mark[w] !== stamp && draw(world, a, salted) < pOf(a)) {
              mark[w] = stamp;
              next.push(w);
            }
          }
        }
        now = next;
      }
      for (const v of now) visit(v);
    },
  };
}
