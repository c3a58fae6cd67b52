import { z } from 'zod';
import type { Artefact } from '../../../domain/artefact';
import { defineMethod } from '../../../domain/method';
import { bagOf } from '../terms/bag';
import { asJson } from './quality/describe';
import { strongestTerms } from './model';
import { factorise } from './nmf';
import { stabilityOf } from './quality/stability';
import { topicFit } from './topics-nmf';

const terms = 10;

const parameters = z
  .object({ topics: z.number().int().min(2).max(200).default(10), seeds: z.number().int().min(2).max(20).default(3) })
  .strict();

/** The strongest terms of one fit, topic by topic, as one column; −1 fills up a topic of fewer. */
function termsColumn(lists: readonly (readonly number[])[]): Artefact {
  const place = new Int32Array(lists.length * terms).fill(-1);
  lists.forEach((list, k) => {
    place.set(list, k * terms);
  });
  return { kind: 'table', columns: { place }, about: {} };
}

function listsOf(artefact: Artefact): number[][] {
  const place = artefact.columns.place as Int32Array;
  return Array.from({ length: place.length / terms }, (_, k) =>
    Array.from(place.subarray(k * terms, (k + 1) * terms)).filter((one) => one >= 0),
  );
}

export const topicStability = defineMethod({
  id: 'text/topic-stability',
  version: 4,
  step: 'validation',
  title: 'Stability of topics over seeds',
  description:
    'Fits the NMF topics again from other random starts and asks how many of each topic’s ten terms come back. Do not build a claim on a topic that does not. The topic methods say the same of themselves with their setting seeds.',
  references: ['Greene, O’Callaghan & Cunningham 2014, doi:10.1007/978-3-662-44848-9_32'],
  parameters,
  inputs: { terms: 'terms' },
  output: 'document',
  individuals: false,
  seeded: true,
  parts: {
    count: ({ seeds }) => seeds,
    run(inputs, { topics }, _part, context) {
      const { matrix } = bagOf(inputs.terms);
      if (matrix.rows <= topics || matrix.columns <= topics || matrix.index.length === 0) return termsColumn([]);
      return termsColumn(strongestTerms(factorise(matrix, topics, context.random, topicFit).h, topics, terms));
    },
    join(parts, _inputs, { topics, seeds }) {
      const found = stabilityOf(parts.map(listsOf));
      if (!found) {
        const reason = `${topics} topics need more than ${topics} posts and ${topics} terms`;
        return { kind: 'document', columns: {}, about: { summary: { notEnoughData: true, reason } } };
      }
      return {
        kind: 'document',
        columns: {},
        about: {
          perTopic: asJson(found.perTopic.map((overlap, k) => ({ topic: k + 1, overlap }))),
          summary: { overlap: found.overlap, foundAgain: found.foundAgain, seeds, topics },
        },
      };
    },
  },
});
