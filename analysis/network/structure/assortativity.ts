import { z } from 'zod';
import { type Artefact, strings } from '../../../domain/artefact';
import { AssayError } from '../../../domain/errors';
import type { JsonObject } from '../../../domain/json';
import { defineMethod } from '../../../domain/method';
import { degrees } from '../degree';
import { edgeList, type EdgeList } from '../graph/graph';
import { groupMixing, type Mixing, valueMixing } from './mixing';

/** Groups whose mixing is written out; more would be a table that nobody reads. */
const shownGroups = 50;

/**
 * Degree assortativity as in networkx: the correlation over edges of the degrees of their two ends, in a directed graph of the ties out
 * of the first and into the second. Weighted, of strengths; each edge counts once. Null without edges or without variance.
 */
export function degreeAssortativity(list: EdgeList, weighted = false): Mixing {
  const out = degrees(list, 'out', weighted);
  const into = list.directed ? degrees(list, 'in', weighted) : out;
  return valueMixing(
    {
      from: Float64Array.from(list.source, (v) => out[v]!),
      to: Float64Array.from(list.target, (v) => into[v]!),
      bothWays: !list.directed,
    },
    (e) => list.source[e] === list.target[e],
  );
}

/** The edges whose two ends have what is compared. */
function between(list: EdgeList, known: (node: number) => boolean): { source: Int32Array; target: Int32Array } {
  const kept = Int32Array.from(list.source.keys()).filter((e) => known(list.source[e]!) && known(list.target[e]!));
  return { source: kept.map((e) => list.source[e]!), target: kept.map((e) => list.target[e]!) };
}

function byLabel(list: EdgeList, label: readonly (string | null)[]): { mixing: Mixing; details: JsonObject } {
  const names = [...new Set(label.filter((one): one is string => one !== null))].sort();
  const place = new Map(names.map((name, i) => [name, i]));
  const group = Int32Array.from(label, (one) => (one === null ? -1 : place.get(one)!));
  const { source, target } = between(list, (v) => group[v]! >= 0);
  const { counts, ...mixing } = groupMixing(
    source.map((v) => group[v]!),
    target.map((v) => group[v]!),
    names.length,
    !list.directed,
    (e) => source[e] === target[e],
  );
  const k = names.length;
  const shown = k <= shownGroups;
  return {
    mixing,
    details: {
      groups: k,
      edgesUsed: source.length,
      ...(shown
        ? { names, mixing: names.map((_, a) => Array.from(counts.subarray(a * k, (a + 1) * k))) }
        : { note: `the mixing of more than ${shownGroups} groups is not written out` }),
    },
  };
}

function byValue(list: EdgeList, label: readonly (string | null)[]): { mixing: Mixing; details: JsonObject } {
  const value = Float64Array.from(label, (one) => (one === null ? Number.NaN : Number(one)));
  label.forEach((one, node) => {
    if (one !== null && !Number.isFinite(value[node]))
      throw new AssayError(
        'ASSAY_METHOD_INPUT',
        `network/assortativity: a number as label of every node was expected for by=value, found text at node ${node + 1}; --set by=label compares groups`,
      );
  });
  const { source, target } = between(list, (v) => !Number.isNaN(value[v]!));
  const ends = { from: Float64Array.from(source, (v) => value[v]!), to: Float64Array.from(target, (v) => value[v]!) };
  const mixing = valueMixing({ ...ends, bothWays: !list.directed }, (e) => source[e] === target[e]);
  return { mixing, details: { edgesUsed: source.length } };
}

function labelsOf(labels: Artefact | undefined, by: string): readonly (string | null)[] {
  if (!labels)
    throw new AssayError(
      'ASSAY_METHOD_INPUT',
      `network/assortativity: labels were expected for by=${by}, found none; --set labels=FILE names them`,
    );
  return strings(labels, 'label');
}

export const networkAssortativity = defineMethod({
  id: 'network/assortativity',
  version: 1,
  step: 'modelling',
  title: 'Assortativity',
  description:
    'Whether like is tied to like: by degree, by a label (party, language) or by a number (age, stance). 1 is only to like, 0 as by chance, below 0 rather to unlike. It does not tell whether people choose their like or become alike. The error is from leaving out one edge at a time and takes edges for independent, which they are not.',
  references: ['Newman 2003, doi:10.1103/PhysRevE.67.026126', 'Foster et al. 2010, doi:10.1073/pnas.0912671107'],
  parameters: z
    .object({ by: z.enum(['degree', 'label', 'value']).optional(), weighted: z.boolean().default(false) })
    .strict(),
  inputs: { graph: 'graph', labels: 'node-labels' },
  optional: ['labels'],
  files: { labels: 'node-labels' },
  output: 'document',
  individuals: false,
  run({ graph, labels }, { by: wanted, weighted }): Artefact {
    const list = edgeList(graph);
    const given = labels as Artefact | undefined;
    const by = wanted ?? (given ? 'label' : 'degree');
    const { mixing, details }: { mixing: Mixing; details: JsonObject } =
      by === 'degree'
        ? { mixing: degreeAssortativity(list, weighted), details: { edgesUsed: list.source.length, weighted } }
        : (by === 'label' ? byLabel : byValue)(list, labelsOf(given, by));
    const half = mixing.standardError === null ? null : 1.959963984540054 * mixing.standardError;
    const { value } = mixing;
    return {
      kind: 'document',
      columns: {},
      about: {
        summary: {
          nodes: list.nodes,
          edges: list.source.length,
          directed: list.directed,
          by,
          assortativity: value,
          standardError: mixing.standardError,
          low: value === null || half === null ? null : Math.max(-1, value - half),
          high: value === null || half === null ? null : Math.min(1, value + half),
          ...details,
          ...(value === null ? { note: 'undefined: there are no edges, or all ends are the same' } : {}),
        },
      },
    };
  },
});
