import { z } from 'zod';
import { numbers } from '../../../domain/artefact';
import { AssayError } from '../../../domain/errors';
import { defineMethod } from '../../../domain/method';
import { detect, surroundings } from '../communities/detect';
import { type EdgeList, edgeList } from '../graph/graph';
import { communityColour, type DrawnGraph } from './drawn-graph';
import { forceAtlas } from './force-atlas';
import { gexfOf } from './gexf';
import { graphmlOf } from './graphml';
import { packComponents } from './packing';
import { pictureOf } from './picture';

/** Gephi holds no more, and a string neither. */
const mostInFile = 2_000_000;

/** Steps of the forces by size: large graphs move little after fewer, and each costs more. */
function usualIterations(nodes: number): number {
  return nodes <= 1000 ? 600 : nodes <= 10_000 ? 300 : nodes <= 100_000 ? 150 : 60;
}

/** What pulls: the size of a weight, whatever its sign. */
function pulls(list: EdgeList, weighted: boolean): EdgeList {
  const { sign: _sign, ...unsigned } = list;
  return {
    ...unsigned,
    weight: weighted
      ? list.weight.map((w) => (Number.isFinite(w) ? Math.abs(w) : 0))
      : new Float64Array(list.source.length).fill(1),
  };
}

export const networkLayout = defineMethod({
  id: 'network/layout',
  version: 3,
  step: 'modelling',
  title: 'Layout',
  description:
    'Places for the nodes such that what is tied stands together, computed once and stored, and the graph as a file for Gephi with communities, sizes, colours and times (`file`: gexf or graphml). A picture persuades more than it proves: distances between groups and the shape of the whole depend on the seed.',
  references: [
    'Jacomy, Venturini, Heymann & Bastian 2014, doi:10.1371/journal.pone.0098679 (ForceAtlas2)',
    'Barnes & Hut 1986, doi:10.1038/324446a0',
    'Noack 2007, doi:10.7155/jgaa.00154 (LinLog)',
  ],
  parameters: z
    .object({
      iterations: z.number().int().min(0).max(100_000).optional().describe('by size where left out: 600 to 60'),
      gravity: z.number().min(0).default(1),
      scaling: z.number().positive().default(2),
      linLog: z.boolean().default(false),
      weighted: z.boolean().default(true),
      theta: z.number().min(0).max(3).default(1.2),
      file: z.enum(['none', 'gexf', 'graphml']).default('none').describe('adds the text of a file for Gephi'),
    })
    .strict(),
  inputs: { graph: 'graph', communities: 'node-measure' },
  optional: ['communities'],
  names: true,
  output: 'node-labels',
  individuals: true,
  seeded: true,
  run({ graph: artefact, communities }, parameters, context) {
    const list = edgeList(artefact);
    if (parameters.file !== 'none' && list.source.length + list.nodes > mostInFile)
      throw new AssayError(
        'ASSAY_METHOD_INPUT',
        `network/layout: at most ${mostInFile} nodes and edges were expected for a file, found ${list.source.length + list.nodes}; leave file out`,
      );
    const pulling = pulls(list, parameters.weighted);
    const iterations = parameters.iterations ?? usualIterations(list.nodes);
    const { x, y } = packComponents(
      list,
      forceAtlas(pulling, { ...parameters, iterations }, context.random.fork('places'), context.progress),
    );
    const community = new Int32Array(list.nodes).fill(-1);
    if (communities) {
      const value = numbers(communities, 'value');
      numbers(communities, 'node').forEach((node: number, i: number) => {
        community[node] = value[i]!;
      });
    } else {
      const around = surroundings(pulling, { method: 'leiden', weighted: true, directed: false }, 'network/layout');
      community.set(detect(around, { method: 'leiden', resolution: 1 }, 1, context.random.fork('communities')).best);
    }
    const size = new Float64Array(list.nodes);
    for (let e = 0; e < list.source.length; e++) {
      size[list.source[e]!]!++;
      size[list.target[e]!]!++;
    }
    const names = artefact.about.names as readonly string[] | undefined;
    const drawn: DrawnGraph = {
      list,
      label: (v) => names?.[v] ?? String(v),
      x,
      y,
      size: size.map((degree) => 4 + 4 * Math.sqrt(degree)),
      colour: (v) => communityColour(community[v]!),
      values: { community, degree: size },
    };
    return {
      kind: 'node-labels',
      columns: { node: Int32Array.from({ length: list.nodes }, (_, v) => v), x, y, community, degree: size },
      about: {
        ...(parameters.file === 'gexf' ? { gexf: gexfOf(drawn) } : {}),
        ...(parameters.file === 'graphml' ? { graphml: graphmlOf(drawn) } : {}),
        ...(list.nodes > 0 ? { picture: pictureOf(drawn, `${list.nodes} nodes by their ties`) } : {}),
        summary: {
          nodes: list.nodes,
          edges: list.source.length,
          iterations,
          ...(list.nodes === 0 ? { reason: 'the graph has no nodes' } : {}),
        },
      },
    };
  },
});
