import { z } from 'zod';
import type { Json } from '../../../domain/json';
import { defineMethod } from '../../../domain/method';
import { edgeList } from '../graph/graph';
import { alluvialSvg, type Block, type Flow } from './alluvial';
import { detect, detectionParameters, surroundings } from './detect';
import { timeSlices } from './slices';
import { type CommunityEvent, type TimelineStep, timelines } from './timelines';

/** Timelines that the picture shows, the largest first. */
const drawn = 16;
const listedFlows = 1000;

const none = { columns: {}, flows: [] as Flow[] };

/** Nodes that stay or move between communities of slices that follow each other. */
function flowsBetween(slices: readonly (readonly number[])[][], steps: readonly TimelineStep[]): Flow[] {
  const timelineOf = new Map(steps.map((step) => [`${step.slice} ${step.community}`, step.timeline]));
  const flows: Flow[] = [];
  for (let s = 0; s + 1 < slices.length; s++) {
    const next = new Map<number, number>();
    slices[s + 1]!.forEach((members, c) => {
      for (const v of members) next.set(v, timelineOf.get(`${s + 1} ${c}`)!);
    });
    slices[s]!.forEach((members, c) => {
      const to = new Map<number, number>();
      for (const v of members) {
        const timeline = next.get(v);
        if (timeline !== undefined) to.set(timeline, (to.get(timeline) ?? 0) + 1);
      }
      const from = timelineOf.get(`${s} ${c}`)!;
      for (const [timeline, nodes] of [...to].sort((a, b) => a[0] - b[0]))
        flows.push({ slice: s, from, to: timeline, nodes });
    });
  }
  return flows;
}

function picture(count: number, steps: readonly TimelineStep[], flows: readonly Flow[]): string {
  const total = new Map<number, number>();
  for (const step of steps) total.set(step.timeline, (total.get(step.timeline) ?? 0) + step.size);
  const shown = new Set(
    [...total]
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, drawn)
      .map(([timeline]) => timeline),
  );
  const blocks: Block[] = steps.filter((step) => step.size > 0 && shown.has(step.timeline));
  return alluvialSvg(
    count,
    blocks,
    flows.filter((flow) => shown.has(flow.from) && shown.has(flow.to)),
    `The ${shown.size} largest communities over ${count} slices of time`,
  );
}

export const communityEvolution = defineMethod({
  id: 'network/community-evolution',
  version: 3,
  step: 'modelling',
  title: 'Evolution of communities',
  description:
    'How communities live over slices of time: birth, growth, contraction, continuity, merge, split, death, by the overlap of their members. Only nodes with ties in a slice belong to it, so a pause in collection looks like a death: compare with the gaps. Communities that hardly repeat from one search to the next make events of their own; look at their stability first.',
  references: [
    'Greene, Doyle & Cunningham 2010, doi:10.1109/ASONAM.2010.17',
    'Palla, Barabási & Vicsek 2007, doi:10.1038/nature05670',
    'Rosvall & Bergstrom 2010, doi:10.1371/journal.pone.0008694 (alluvial picture)',
  ],
  parameters: z
    .object({
      ...detectionParameters,
      slices: z.number().int().min(2).max(500).default(10),
      by: z.enum(['length', 'edges']).default('length').describe('slices of equal length, or of equally many edges'),
      threshold: z.number().gt(0).max(1).default(0.3).describe('least Jaccard overlap to be the same community'),
      patience: z.number().int().min(0).max(100).default(1).describe('slices that a community may be missing'),
      change: z.number().min(0).default(0.1).describe('relative change in size that is growth or contraction'),
      minimumSize: z.number().int().min(2).default(3),
      starts: z.number().int().min(1).max(50).default(3),
    })
    .strict(),
  inputs: { graph: 'graph' },
  events: true,
  output: 'table',
  individuals: false,
  seeded: true,
  run({ graph: artefact }, parameters, context) {
    const list = edgeList(artefact);
    const slices = timeSlices(list, parameters.slices, parameters.by);
    const untimed = list.source.length - slices.reduce((sum, slice) => sum + slice.list.source.length, 0);
    const communities = slices.map((slice, s) => {
      const around = surroundings(slice.list, { ...parameters, directed: false }, 'network/community-evolution');
      const { best } = detect(around, parameters, parameters.starts, context.random.fork(`slice ${s}`));
      const members: number[][] = [];
      best.forEach((c, v) => {
        (members[c] ??= []).push(v);
      });
      context.progress((s + 1) / slices.length);
      return members.filter((one) => one.length >= parameters.minimumSize);
    });
    const steps = timelines(communities, parameters).filter((step) => step.slice < slices.length);
    const flows = slices.length > 0 ? flowsBetween(communities, steps) : none.flows;
    const events: Record<CommunityEvent, number> = {
      birth: 0,
      growth: 0,
      contraction: 0,
      continuity: 0,
      merge: 0,
      split: 0,
      death: 0,
    };
    // What stands in the first slice was there before: it is not a birth that anyone saw.
    for (const step of steps) if (step.slice > 0) events[step.event]++;
    const largest = [...flows].sort((a, b) => b.nodes - a.nodes || a.slice - b.slice || a.from - b.from || a.to - b.to);
    return {
      kind: 'table',
      columns: {
        slice: Int32Array.from(steps, (step) => step.slice),
        community: Int32Array.from(steps, (step) => step.community),
        timeline: Int32Array.from(steps, (step) => step.timeline),
        size: Int32Array.from(steps, (step) => step.size),
        event: steps.map((step) => step.event),
        jaccard: Float64Array.from(steps, (step) => step.jaccard),
        before: Float64Array.from(steps, (step) => step.before),
        related: steps.map((step) => JSON.stringify(step.related)),
      },
      about: {
        json: ['related'],
        slices: slices.map((slice, s) => ({
          from: slice.from,
          to: slice.to,
          edges: slice.list.source.length,
          communities: communities[s]!.length,
        })),
        flows: largest.slice(0, listedFlows) as unknown as Json,
        ...(slices.length > 0 ? { picture: picture(slices.length, steps, flows) } : {}),
        summary: {
          slices: slices.length,
          timelines: new Set(steps.map((step) => step.timeline)).size,
          events,
          untimed,
          ...(slices.length === 0 ? { notEnoughData: true, reason: 'no edge has a time' } : {}),
        },
      },
    };
  },
});
