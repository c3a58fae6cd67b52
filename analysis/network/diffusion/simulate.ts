import { z } from 'zod';
import type { Random } from '../../../domain/method';
import { type EpidemicRuns, epidemic } from './epidemic';
import { independentCascade, type Runs, type Seeds } from './independent-cascade';
import { linearThreshold } from './linear-threshold';
import type { SpreadGraph } from './spread-graph';

const names = {
  ic: 'independent-cascade',
  lt: 'linear-threshold',
  sir: 'sir',
  sis: 'sis',
  'independent-cascade': 'independent-cascade',
  'linear-threshold': 'linear-threshold',
} as const;

/** Long names, and the short ones of the literature. */
export const modelOption = z
  .string()
  .default('independent-cascade')
  .transform((name, context) => {
    const found = names[name.toLowerCase() as keyof typeof names];
    if (found) return found;
    context.addIssue({
      code: 'custom',
      message: `one of independent-cascade (ic), linear-threshold (lt), sir, sis was expected`,
    });
    return z.NEVER;
  });
export type SpreadModel = (typeof names)[keyof typeof names];

export interface SpreadRule {
  readonly model: SpreadModel;
  readonly recovery: number;
  readonly steps: number;
}

export function isEpidemic(runs: Runs): runs is EpidemicRuns {
  return 'infected' in runs;
}

export function simulate(
  graph: SpreadGraph,
  rule: SpreadRule,
  seeds: Seeds,
  runs: number,
  random: Random,
  progress?: (fraction: number) => void,
): Runs | EpidemicRuns {
  if (rule.model === 'independent-cascade') return independentCascade(graph, seeds, runs, random, progress);
  if (rule.model === 'linear-threshold') return linearThreshold(graph, seeds, runs, random, progress);
  return epidemic(graph, seeds, runs, { ...rule, model: rule.model }, random, progress);
}
