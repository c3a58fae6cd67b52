import { z } from 'zod';
import { strings } from '../../domain/artefact';
import type { Json } from '../../domain/json';
import { defineMethod } from '../../domain/method';
import { labelledPosts } from '../text/classification/classifier';
import { asJson, bySlice, macroRecallInterval, minimumSlice } from './cross-validation';
import { evaluate } from './evaluation';

export const agreement = defineMethod({
  id: 'learning/agreement',
  version: 1,
  step: 'validation',
  title: 'Agreement of a method with people',
  description:
    'Compares the label that a method gave with the label that people gave, overall and by platform, language or attribute. Posts without either label are left out and counted.',
  references: ['Grimmer & Stewart 2013, Text as Data, doi:10.1093/pan/mps028: validate, validate, validate'],
  parameters: z
    .object({
      label: z.string().describe('attribute with people’s labels'),
      column: z.string().default('label'),
      slices: z.array(z.string()).default(['platform', 'language']),
    })
    .strict(),
  inputs: { posts: 'posts', labels: 'post-table' },
  output: 'document',
  individuals: false,
  seeded: true,
  run({ posts, labels }, { label, column, slices }, context) {
    const people = labelledPosts(posts.attributes, label);
    const given = strings(labels, column);
    // A label that people never gave is a wrong answer, not a missing one: it becomes a class without support.
    const classes = [
      ...people.classes,
      ...[...new Set(given)].filter((one): one is string => one !== null && !people.classes.includes(one)).sort(),
    ];
    const ids = new Map(classes.map((one, id) => [one, id]));
    const rows: number[] = [];
    const truth: number[] = [];
    const guess: number[] = [];
    people.rows.forEach((row, i) => {
      const id = ids.get(given[row] ?? '');
      if (id === undefined) return;
      rows.push(row);
      truth.push(people.y[i]!);
      guess.push(id);
    });
    const unscored = people.rows.length - rows.length;
    if (rows.length < minimumSlice) {
      return {
        kind: 'document',
        columns: {},
        about: { classes, summary: { notEnoughData: true, compared: rows.length, unscored } },
      };
    }
    const t = Int32Array.from(truth);
    const g = Int32Array.from(guess);
    const whole = evaluate(t, g, classes.length);
    return {
      kind: 'document',
      columns: {},
      about: {
        classes,
        overall: asJson(whole, classes),
        macroRecallInterval: macroRecallInterval(t, g, classes.length, undefined, context.random) as unknown as Json,
        slices: bySlice(posts, Int32Array.from(rows), t, g, classes, slices),
        summary: { macroRecall: whole.macroRecall, accuracy: whole.accuracy, compared: rows.length, unscored },
      },
    };
  },
});
