import { z } from 'zod';
import { numbers } from '../domain/artefact';
import { groupValues, measureValues } from '../domain/measures';
import { defineMethod } from '../domain/method';
import type { ReleaseSpec } from '../domain/protocol';
import { type Cell, protectCells } from './disclosure';

export const releaseTable = defineMethod({
  id: 'release/table',
  version: 1,
  step: 'deployment',
  title: 'Table for release',
  description:
    'Counts and means by group, fit to leave the team: no cell of few people, none that one person dominates, none that the others give away; counts rounded. No text is ever released.',
  references: ['Hundepool et al. 2012, Statistical Disclosure Control, ch. 4', 'Art. 89(1) GDPR'],
  parameters: z
    .object({ release: z.custom<ReleaseSpec>((value) => typeof value === 'object' && value !== null) })
    .strict(),
  inputs: { posts: 'posts', people: 'people' },
  others: 'post-table',
  output: 'table',
  individuals: false,
  run({ posts, people, others }, { release }) {
    const tables = others ?? {};
    const author = numbers(people, 'author');
    const groups = release.by.map((by) => groupValues(by, posts, tables));
    const measures = release.measures.map((one) => ({ id: one.id, values: measureValues(one.measure, posts, tables) }));
    const rows = new Map<string, number[]>();
    for (let i = 0; i < posts.count; i++) {
      const keys = groups.map((group) => group[i] ?? null);
      if (keys.includes(null)) continue;
      const key = JSON.stringify(keys);
      const list = rows.get(key);
      if (list) list.push(i);
      else rows.set(key, [i]);
    }
    const cells = [...rows.keys()].sort().map((key): Cell => {
      const list = rows.get(key)!;
      const perPerson = new Map<number, number>();
      for (const row of list) perPerson.set(author[row]!, (perPerson.get(author[row]!) ?? 0) + 1);
      const means: Record<string, number | null> = {};
      for (const { id, values } of measures) {
        const known = list.map((row) => values[row]!).filter((value) => !Number.isNaN(value));
        means[id] = known.length ? known.reduce((a, b) => a + b, 0) / known.length : null;
        // A mean of few people's values is a small cell, however many people stand beside them.
        if (
          new Set(list.filter((row) => !Number.isNaN(values[row]!)).map((row) => author[row]!)).size <
          release.minimumPeople
        )
          means[id] = null;
      }
      return {
        keys: JSON.parse(key) as string[],
        people: perPerson.size,
        posts: list.length,
        topShare: [...perPerson.values()].reduce((most, one) => Math.max(most, one), 0) / list.length,
        means,
      };
    });
    const all = protectCells(cells, release.minimumPeople, release.roundTo);
    // A held-back cell leaves whole: its very name may be a person's.
    const released = all.filter((cell) => cell.suppressed === null);
    const columns: Record<string, Float64Array | (string | null)[]> = {};
    release.by.forEach((by, d) => {
      columns['task' in by ? `${by.task}_${by.column}` : 'attribute' in by ? by.attribute : by.field] = released.map(
        (cell) => cell.keys[d]!,
      );
    });
    columns.people = Float64Array.from(released, (cell) => cell.people ?? Number.NaN);
    columns.posts = Float64Array.from(released, (cell) => cell.posts ?? Number.NaN);
    for (const { id } of measures)
      columns[`mean_${id}`] = Float64Array.from(released, (cell) => cell.means[id] ?? Number.NaN);
    const held = all.length - released.length;
    return {
      kind: 'table',
      columns,
      about: {
        title: release.title,
        summary: { cells: all.length, heldBack: held, minimumPeople: release.minimumPeople, roundTo: release.roundTo },
      },
    };
  },
});
