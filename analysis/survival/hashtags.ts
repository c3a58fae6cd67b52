import { z } from 'zod';
import { numbers, strings } from '../../domain/artefact';
import { durationMs, isDuration } from '../../domain/duration';
import { defineMethod } from '../../domain/method';
import { kaplanMeier, medianSurvival } from './kaplan-meier';

const hour = 3_600_000;

export const hashtagSurvival = defineMethod({
  id: 'survival/hashtags',
  version: 1,
  step: 'modelling',
  title: 'Survival of hashtags (Kaplan–Meier)',
  description:
    'How long a hashtag stays in use, from its first to its last post, in hours. A tag used shortly before observation ended is censored: it may live on. A gap in collection can end a life too early; the summary counts the gaps.',
  references: ['Kaplan & Meier 1958, doi:10.1080/01621459.1958.10501452', 'Kalbfleisch & Prentice 2002, §1.4'],
  parameters: z
    .object({
      quiet: z
        .string()
        .refine(isDuration, 'an ISO 8601 duration')
        .default('P1D')
        .describe('unused for this long at the end of observation means ended'),
      minimumPeople: z.number().int().min(1).default(3),
    })
    .strict(),
  inputs: { interactions: 'interactions' },
  output: 'table',
  individuals: false,
  run({ interactions }, { quiet, minimumPeople }, context) {
    const kind = strings(interactions, 'kind');
    const tag = strings(interactions, 'tag');
    const time = numbers(interactions, 'time');
    const source = numbers(interactions, 'source');
    const lives = new Map<string, { first: number; last: number; people: Set<number> }>();
    let end = Number.NEGATIVE_INFINITY;
    for (let e = 0; e < kind.length; e++) {
      const at = time[e]!;
      if (!Number.isNaN(at)) end = Math.max(end, at);
      const value = tag[e];
      if (kind[e] !== 'hashtag' || value === null || value === undefined || Number.isNaN(at)) continue;
      const life = lives.get(value);
      if (!life) lives.set(value, { first: at, last: at, people: new Set([source[e]!]) });
      else {
        life.first = Math.min(life.first, at);
        life.last = Math.max(life.last, at);
        life.people.add(source[e]!);
      }
    }
    const kept = [...lives.values()].filter((life) => life.people.size >= minimumPeople);
    const limit = end - durationMs(quiet);
    const durations = kept.map((life) => (life.last - life.first) / hour);
    const observed = kept.map((life) => (life.last < limit ? 1 : 0));
    const steps = kaplanMeier(durations, observed);
    const events = observed.reduce<number>((sum, one) => sum + one, 0);
    return {
      kind: 'table',
      columns: {
        hours: Float64Array.from(steps, (step) => step.time),
        atRisk: Int32Array.from(steps, (step) => step.atRisk),
        ended: Int32Array.from(steps, (step) => step.events),
        survival: Float64Array.from(steps, (step) => step.survival),
        low: Float64Array.from(steps, (step) => step.low ?? Number.NaN),
        high: Float64Array.from(steps, (step) => step.high ?? Number.NaN),
      },
      about: {
        summary: {
          hashtags: kept.length,
          leftOut: lives.size - kept.length,
          ended: events,
          censored: kept.length - events,
          medianHours: medianSurvival(steps),
          gaps: context.gaps.length,
          ...(events < 5 ? { notEnoughData: true } : {}),
        },
      },
    };
  },
});
