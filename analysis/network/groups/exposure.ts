import { z } from 'zod';
import { strings } from '../../../domain/artefact';
import type { JsonObject } from '../../../domain/json';
import { defineMethod, type Random } from '../../../domain/method';
import { quantile } from '../../statistics/quantile';
import { requireTieWeights } from '../communities/community-graph';
import { detect, detectionParameters, severalStartsUpTo, surroundings, usualStarts } from '../communities/detect';
import { communityCount } from '../communities/numbering';
import { csrOf } from '../graph/csr';
import { type EdgeList, edgeList, nodeMeasure } from '../graph/graph';
import { brokerage } from './brokerage';
import { randomWalkControversy } from './controversy';
import { groupsOf, groupsOfPartition, type NodeGroups } from './node-groups';
import { weightAt } from '../graph/packed-weights';

const resamples = 500;
/** Groups whose pairs are compared by random walks. */
const walkedGroups = 3;
const listedGroups = 20;

interface Ties {
  /** Weight of each node's ties inside and outside its group. */
  readonly inside: Float64Array;
  readonly outside: Float64Array;
  /** 1 − Σ over groups of (share of ties there)²; NaN without ties. Guimerà & Amaral 2005. */
  readonly participation: Float64Array;
}

function tiesByGroup(list: EdgeList, groups: NodeGroups): Ties {
  const { group } = groups;
  const { offsets, targets, weights } = csrOf(list, { direction: 'both', loops: false });
  const inside = new Float64Array(list.nodes);
  const outside = new Float64Array(list.nodes);
  const participation = new Float64Array(list.nodes).fill(Number.NaN);
  const toGroup = new Float64Array(groups.names.length);
  for (let v = 0; v < list.nodes; v++) {
    if (group[v]! < 0) continue;
    for (let k = offsets[v]!; k < offsets[v + 1]!; k++) {
      const g = group[targets[k]!]!;
      const w = weights ? weightAt(weights, k) : 1;
      if (g < 0) continue;
      if (g === group[v]) inside[v]! += w;
      else outside[v]! += w;
      toGroup[g]! += w;
    }
    const all = inside[v]! + outside[v]!;
    let sum = 0;
    for (let k = offsets[v]!; k < offsets[v + 1]!; k++) {
      const g = group[targets[k]!]!;
      if (g < 0) continue;
      sum += (toGroup[g]! / all) ** 2;
      toGroup[g] = 0;
    }
    if (all > 0) participation[v] = 1 - sum;
  }
  return { inside, outside, participation };
}

/** E–I index of some nodes with a percentile interval from drawing the nodes again. */
function eiIndex(ties: Ties, nodes: readonly number[], random: Random): JsonObject {
  const measure = (pick: (i: number) => number): number => {
    let [inside, outside] = [0, 0];
    for (let i = 0; i < nodes.length; i++) {
      inside += ties.inside[pick(i)]!;
      outside += ties.outside[pick(i)]!;
    }
    return (outside - inside) / (outside + inside);
  };
  const value = measure((i) => nodes[i]!);
  if (Number.isNaN(value)) return { value: null, low: null, high: null };
  const values: number[] = [];
  for (let r = 0; r < resamples; r++) {
    const one = measure(() => nodes[random.below(nodes.length)]!);
    if (!Number.isNaN(one)) values.push(one);
  }
  values.sort((a, b) => a - b);
  return { value, low: quantile(values, 0.025), high: quantile(values, 0.975) };
}

/** E–I index that ties would have if their ends met at random. */
function expectedEi(ties: Ties, groups: NodeGroups): number | null {
  const ends = new Float64Array(groups.names.length);
  let all = 0;
  groups.group.forEach((g, v) => {
    if (g < 0) return;
    ends[g]! += ties.inside[v]! + ties.outside[v]!;
    all += ties.inside[v]! + ties.outside[v]!;
  });
  return all > 0 ? 1 - 2 * ends.reduce((sum, one) => sum + (one / all) ** 2, 0) : null;
}

function walks(list: EdgeList, groups: NodeGroups, authorities: number, random: Random): JsonObject[] {
  const order = groups.sizes
    .map((size, g) => [size, g] as const)
    .sort((a, b) => b[0] - a[0] || a[1] - b[1])
    .slice(0, walkedGroups)
    .map(([, g]) => g);
  const found: JsonObject[] = [];
  order.forEach((first, i) => {
    for (const second of order.slice(i + 1)) {
      const side = Int8Array.from(groups.group, (g) => (g === first ? 1 : g === second ? 2 : 0));
      const stream = random.fork(`${first} ${second}`);
      found.push({
        groups: [groups.names[first]!, groups.names[second]!],
        ...randomWalkControversy(list, side, authorities, stream),
      });
    }
  });
  return found;
}

export const networkExposure = defineMethod({
  id: 'network/exposure',
  version: 4,
  step: 'modelling',
  title: 'Exposure across groups',
  description:
    'Who stands between groups (gatekeepers, representatives, liaisons), how much each group keeps to itself (E–I index), and whether a random walk ever crosses over (controversy). Groups are labels of the nodes, else communities found in the ties themselves: the latter keep to themselves by construction, so compare with what chance would give, and prefer labels that come from elsewhere. Ties show contact, not what was read or believed.',
  references: [
    'Gould & Fernandez 1989, doi:10.2307/270949 (brokerage)',
    'Krackhardt & Stern 1988, doi:10.2307/2786835 (E–I index)',
    'Guimerà & Amaral 2005, doi:10.1038/nature03288 (participation)',
    'Garimella, De Francisci Morales, Gionis & Mathioudakis 2018, doi:10.1145/3140565 (random-walk controversy)',
  ],
  parameters: z
    .object({
      ...detectionParameters,
      authorities: z.number().int().min(1).max(10_000).default(10).describe('nodes of highest degree of a side'),
    })
    .strict(),
  inputs: { graph: 'graph', labels: 'node-labels' },
  optional: ['labels'],
  files: { labels: 'node-labels' },
  output: 'node-measure',
  individuals: true,
  seeded: true,
  run({ graph: artefact, labels }, parameters, context) {
    const given = edgeList(artefact);
    if (parameters.weighted) requireTieWeights(given, 'network/exposure');
    const list: EdgeList = parameters.weighted
      ? given
      : { ...given, weight: new Float64Array(given.source.length).fill(1) };
    let groups: NodeGroups;
    if (labels) groups = groupsOf(strings(labels, 'label'), list.nodes);
    else {
      const around = surroundings(list, { ...parameters, directed: false }, 'network/exposure');
      const starts = list.source.length <= severalStartsUpTo ? usualStarts : 1;
      const { best } = detect(around, parameters, starts, context.random.fork('communities'));
      groups = groupsOfPartition(best, communityCount(best));
    }
    const ties = tiesByGroup(list, groups);
    context.progress(0.3);
    const roles = brokerage(list, groups.group);
    context.progress(0.7);
    const across = roles
      ? roles.gatekeeper.map((one, v) => one + roles.representative[v]! + roles.liaison[v]! + roles.consultant[v]!)
      : ties.outside;
    const members = groups.names.map((): number[] => []);
    groups.group.forEach((g, v) => {
      if (g >= 0) members[g]!.push(v);
    });
    const order = groups.sizes.map((_, g) => g).sort((a, b) => groups.sizes[b]! - groups.sizes[a]! || a - b);
    const all = members.flat();
    const measure = nodeMeasure(across, {
      groups: order.slice(0, listedGroups).map((g) => ({
        group: groups.names[g]!,
        nodes: groups.sizes[g]!,
        ei: eiIndex(ties, members[g]!, context.random.fork(`group ${g}`)),
      })),
      summary: {
        nodes: list.nodes,
        edges: list.source.length,
        directed: list.directed,
        groupsFrom: labels ? 'labels' : 'communities',
        groups: groups.names.length,
        grouped: groups.labelled,
        ei: all.length > 0 ? eiIndex(ties, all, context.random.fork('all')) : { value: null, low: null, high: null },
        expectedEi: expectedEi(ties, groups),
        controversy: walks(list, groups, parameters.authorities, context.random.fork('walks')),
        value: roles ? 'two-step ways between groups through the node' : 'ties to other groups',
        ...(roles ? {} : { reason: 'too many two-step ways to count: roles are left out' }),
      },
    });
    const node = measure.columns.node as Int32Array;
    const column = (values: Float64Array): Float64Array => Float64Array.from(node, (v) => values[v]!);
    return {
      ...measure,
      columns: {
        ...measure.columns,
        group: Array.from(node, (v) => (groups.group[v]! < 0 ? null : groups.names[groups.group[v]!]!)),
        inside: column(ties.inside),
        outside: column(ties.outside),
        participation: column(ties.participation),
        ...(roles
          ? {
              coordinator: column(roles.coordinator),
              gatekeeper: column(roles.gatekeeper),
              representative: column(roles.representative),
              consultant: column(roles.consultant),
              liaison: column(roles.liaison),
            }
          : {}),
      },
    };
  },
});
