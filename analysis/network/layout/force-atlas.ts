import type { Random } from '../../../domain/method';
import { wideCsrOf } from '../graph/csr';
import type { EdgeList } from '../graph/graph';
import { Quadtree } from './quadtree';

export interface Positions {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

export interface ForceOptions {
  readonly iterations: number;
  readonly gravity: number;
  readonly scaling: number;
  /** Pull by the logarithm of the distance: communities stand further apart (Noack 2007). */
  readonly linLog: boolean;
  /** Angle below which a far square counts as one node. */
  readonly theta: number;
}

/** Below so many nodes every pair is looked at. */
const exactUpTo = 256;
/** How much swinging is borne: higher is faster and less precise. */
const tolerance = 1;

/**
 * Positions by forces: nodes repel each other by (degree + 1)², ties pull by their weight times their length, all are drawn to the
 * centre; each node's step shrinks as it swings. Starts from random places in a disc. O(iterations · (n log n + m)).
 * Jacomy et al. 2014, doi:10.1371/journal.pone.0098679; weights are divided by their mean.
 */
export function forceAtlas(
  list: EdgeList,
  options: ForceOptions,
  random: Random,
  progress: (fraction: number) => void = () => {},
): Positions {
  const n = list.nodes;
  const x = new Float64Array(n);
  const y = new Float64Array(n);
  const radius = 10 * Math.sqrt(n);
  for (let v = 0; v < n; v++) {
    // By rejection rather than by sine and cosine, whose last digits differ between machines.
    do {
      x[v] = radius * (2 * random.next() - 1);
      y[v] = radius * (2 * random.next() - 1);
    } while (x[v]! * x[v]! + y[v]! * y[v]! > radius * radius);
  }
  const { offsets, targets, weights } = wideCsrOf(list, { direction: 'both', loops: false });
  let total = 0;
  if (weights) for (let k = 0; k < targets.length; k++) total += weights[k]!;
  // Where all weights are 0 nothing pulls.
  const mean = weights && total > 0 ? total / targets.length : 1;
  const mass = Float64Array.from({ length: n }, (_, v) => offsets[v + 1]! - offsets[v]! + 1);
  const forceX = new Float64Array(n);
  const forceY = new Float64Array(n);
  const beforeX = new Float64Array(n);
  const beforeY = new Float64Array(n);
  const force = new Float64Array(2);
  const tree = new Quadtree(n);
  let speed = 1;
  let efficiency = 1;
  for (let i = 0; i < options.iterations; i++) {
    if (n > exactUpTo) tree.build(x, y, mass);
    for (let v = 0; v < n; v++) {
      force[0] = 0;
      force[1] = 0;
      if (n > exactUpTo) tree.repulse(v, x, y, mass, options.scaling, options.theta, force);
      else repulseAll(v, x, y, mass, options.scaling, force);
      const far = Math.sqrt(x[v]! * x[v]! + y[v]! * y[v]!);
      if (far > 0) {
        const pull = (options.gravity * mass[v]!) / far;
        force[0]! -= pull * x[v]!;
        force[1]! -= pull * y[v]!;
      }
      for (let k = offsets[v]!; k < offsets[v + 1]!; k++) {
        const u = targets[k]!;
        const [dx, dy] = [x[u]! - x[v]!, y[u]! - y[v]!];
        let w = weights ? weights[k]! / mean : 1;
        if (options.linLog) {
          const d = Math.sqrt(dx * dx + dy * dy);
          w *= d > 0 ? Math.log(1 + d) / d : 0;
        }
        force[0]! += w * dx;
        force[1]! += w * dy;
      }
      forceX[v] = force[0]!;
      forceY[v] = force[1]!;
    }
    let [swinging, traction] = [0, 0];
    for (let v = 0; v < n; v++) {
      const [sx, sy] = [forceX[v]! - beforeX[v]!, forceY[v]! - beforeY[v]!];
      const [tx, ty] = [forceX[v]! + beforeX[v]!, forceY[v]! + beforeY[v]!];
      swinging += mass[v]! * Math.sqrt(sx * sx + sy * sy);
      traction += (mass[v]! / 2) * Math.sqrt(tx * tx + ty * ty);
    }
    const estimated = 0.05 * Math.sqrt(n);
    let jitter = tolerance * Math.max(Math.sqrt(estimated), Math.min(10, (estimated * traction) / Math.max(1, n * n)));
    if (swinging / Math.max(traction, 1e-300) > 2) {
      if (efficiency > 0.05) efficiency *= 0.5;
      jitter = Math.max(jitter, tolerance);
    }
    const wanted = swinging > 0 ? (jitter * efficiency * traction) / swinging : speed;
    if (swinging > jitter * traction) {
      if (efficiency > 0.05) efficiency *= 0.7;
    } else if (speed < 1000) efficiency *= 1.3;
    speed += Math.min(wanted - speed, 0.5 * speed);
    for (let v = 0; v < n; v++) {
      const [sx, sy] = [forceX[v]! - beforeX[v]!, forceY[v]! - beforeY[v]!];
      const factor = speed / (1 + Math.sqrt(speed * mass[v]! * Math.sqrt(sx * sx + sy * sy)));
      x[v]! += forceX[v]! * factor;
      y[v]! += forceY[v]! * factor;
      beforeX[v] = forceX[v]!;
      beforeY[v] = forceY[v]!;
    }
    if (i % 8 === 0) progress(i / options.iterations);
  }
  return { x, y };
}

function repulseAll(
  v: number,
  x: Float64Array,
  y: Float64Array,
  mass: Float64Array,
  strength: number,
  force: Float64Array,
): void {
  for (let u = 0; u < x.length; u++) {
    const [dx, dy] = [x[v]! - x[u]!, y[v]! - y[u]!];
    const square = dx * dx + dy * dy;
    if (u === v || square === 0) continue;
    const f = (strength * mass[v]! * mass[u]!) / square;
    force[0]! += f * dx;
    force[1]! += f * dy;
  }
}
