import type { Artefact } from '../../../domain/artefact';
import type { Json } from '../../../domain/json';
import type { EpidemicRuns } from './epidemic';
import type { FittedProbability } from './fit';
import type { Runs } from './independent-cascade';
import { isEpidemic } from './simulate';

const mostParts = 16;
/** Runs below which a part is not worth while. */
const fewestRuns = 100;

/** Parts that the runs are shared out to: of their number alone. */
export function partCount(runs: number): number {
  return Math.max(1, Math.min(mostParts, Math.floor(runs / fewestRuns)));
}

export function runsOfPart(runs: number, part: number): number {
  const parts = partCount(runs);
  return Math.floor(((part + 1) * runs) / parts) - Math.floor((part * runs) / parts);
}

/** The runs of one part, as an artefact that threads can pass on; the fitted probability goes with them. */
export function partOf(runs: Runs | EpidemicRuns, fit?: FittedProbability): Artefact {
  const { size, steps, newly, trials } = runs;
  const epidemic = isEpidemic(runs);
  return {
    kind: 'table',
    columns: { size, steps, ...(epidemic ? { prevalence: runs.prevalence } : {}) },
    about: {
      newly,
      trials,
      ...(epidemic ? { infected: runs.infected, infectedSquare: runs.infectedSquare } : {}),
      ...(fit ? { fit: fit as unknown as Json } : {}),
    },
  };
}

function sumByStep(parts: readonly Artefact[], name: string): number[] {
  const sum: number[] = [];
  for (const { about } of parts)
    (about[name] as number[]).forEach((one, step) => {
      sum[step] = (sum[step] ?? 0) + one;
    });
  return sum;
}

function chained<A extends Int32Array | Float64Array>(all: A, parts: readonly Artefact[], name: string): A {
  let at = 0;
  for (const { columns } of parts) {
    const own = columns[name] as A;
    all.set(own, at);
    at += own.length;
  }
  return all;
}

/** All runs, part after part; parts without runs are passed over. */
export function joinedRuns(all: readonly Artefact[]): {
  readonly found: Runs | EpidemicRuns;
  readonly fit?: FittedProbability;
} {
  const parts = all.filter(({ columns }) => columns.size !== undefined);
  const first = parts[0]!;
  const count = parts.reduce((sum, { columns }) => sum + columns.size!.length, 0);
  const found: Runs = {
    size: chained(new Int32Array(count), parts, 'size'),
    steps: chained(new Int32Array(count), parts, 'steps'),
    newly: sumByStep(parts, 'newly'),
    trials: parts.reduce((sum, { about }) => sum + (about.trials as number), 0),
  };
  const fit = first.about.fit as unknown as FittedProbability | undefined;
  const ofEpidemic =
    first.columns.prevalence === undefined
      ? {}
      : {
          infected: sumByStep(parts, 'infected'),
          infectedSquare: sumByStep(parts, 'infectedSquare'),
          prevalence: chained(new Float64Array(count), parts, 'prevalence'),
        };
  return { found: { ...found, ...ofEpidemic }, ...(fit ? { fit } : {}) };
}
