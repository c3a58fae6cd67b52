import { z } from 'zod';
import type { Artefact, Column } from '../../../domain/artefact';
import { AssayError } from '../../../domain/errors';
import type { Json } from '../../../domain/json';
import type { MethodContext, Posts } from '../../../domain/method';
import { defineMethod } from '../../../domain/method';
import { evaluate } from '../../learning/evaluation';
import { bootstrap } from '../../statistics/bootstrap';
import { type Codes, orderedValues, readCodes, reliabilityTable } from './codes';
import { cohenKappa, fleissKappa } from './kappa';
import { alphaInterval, type Level, levels } from './krippendorff';
import { randomSample, stratifiedSample, uncertaintySample } from './sampling';

/** A list as JSON or with commas. */
const list = z
  .preprocess(
    (value) =>
      typeof value === 'string'
        ? value
            .split(',')
            .map((one) => one.trim())
            .filter((one) => one !== '')
        : Array.isArray(value)
          ? value.map((one) => (typeof one === 'number' ? String(one) : one))
          : value,
    z.array(z.string()),
  )
  .default([]);

const parameters = z
  .object({
    task: z
      .enum(['sample', 'agreement', 'evaluate', 'codebook'])
      .default('sample')
      .describe('rows to code; agreement of coders; a method’s labels against people’s; codes in use'),
    size: z.number().int().min(1).default(200).describe('sample: posts to code'),
    strategy: z.enum(['random', 'stratified', 'uncertainty']).default('random'),
    stratum: z.string().default('language').describe('stratified: platform, language or an attribute'),
    allocation: z.enum(['proportional', 'equal']).default('proportional'),
    certainty: list.describe(
      'uncertainty: attributes with the class probabilities of a model, or one with its confidence',
    ),
    text: z
      .boolean()
      .default(false)
      .describe('sample: put the text beside each row; for a file outside a study, as an artefact holds no text'),
    coders: list.describe(
      'agreement: a column for each coder; sample: names of the coders, each of whom gets all rows in an order of their own',
    ),
    unit: z.string().default('unit'),
    coder: z.string().default('coder'),
    value: z.string().default('value'),
    level: z.enum(['nominal', 'ordinal', 'interval', 'ratio']).default('nominal'),
    order: list.describe('values from lowest to highest, where an ordinal scale has names'),
    missing: z.array(z.string()).default(['', 'NA', 'NaN', 'nan', 'null', '*', '.']),
    truth: z.string().default('truth').describe('evaluate: attribute with people’s labels'),
    guess: z.string().default('label').describe('evaluate: attribute with the method’s labels'),
    codes: z.record(z.string(), z.string()).default({}).describe('codebook: each code with its definition'),
    resamples: z.number().int().min(100).max(100_000).default(1000),
  })
  .strict();
type Parameters = z.output<typeof parameters>;

function attribute(posts: Posts, name: string, what: string): readonly (string | null)[] {
  if (name === 'platform') return posts.platform;
  if (name === 'language') return posts.language;
  const found = posts.attributes[name];
  if (!found)
    throw new AssayError(
      'ASSAY_METHOD_INPUT',
      `text/annotate: ${what} was expected in ${name}, found ${Object.keys(posts.attributes).slice(0, 20).join(', ') || 'no attribute'}`,
    );
  return found;
}

/** One column: a confidence. Several: class probabilities, whose two largest lie how far apart. */
function certaintyOf(posts: Posts, names: readonly string[]): (row: number) => number {
  if (names.length === 0)
    throw new AssayError(
      'ASSAY_METHOD_PARAMETERS',
      'text/annotate, parameter certainty: a column of confidence or columns of class probabilities, found none',
    );
  const columns = names.map((name) => attribute(posts, name, 'a number'));
  return (row) => {
    const values = columns.map((one) => (one[row] === null || one[row] === '' ? Number.NaN : Number(one[row])));
    if (values.some(Number.isNaN) || values.length === 1) return values.some(Number.isNaN) ? Number.NaN : values[0]!;
    values.sort((a, b) => b - a);
    return values[0]! - values[1]!;
  };
}

function sample(posts: Posts, given: Parameters, context: MethodContext): Artefact {
  const rows: number[] = [];
  for (let i = 0; i < posts.count; i++) if (posts.text[i]!.trim() !== '') rows.push(i);
  const stratum = given.strategy === 'stratified' ? attribute(posts, given.stratum, 'a stratum') : [];
  const chosen =
    given.strategy === 'random'
      ? randomSample(rows, given.size, context.random)
      : given.strategy === 'stratified'
        ? stratifiedSample(rows, (row) => stratum[row] ?? '', given.size, given.allocation === 'equal', context.random)
        : uncertaintySample(rows, certaintyOf(posts, given.certainty), given.size);
  // Blind: no label that a method gave, and an order of each coder's own so that they do not tire at the same posts.
  const coders = given.coders.length > 0 ? given.coders : [null];
  const orders = coders.map((name) => {
    const order = Array.from(chosen.rows, (_, k) => k);
    return name === null ? order : context.random.fork(`coder ${name}`).shuffle(order);
  });
  const all = orders.flatMap((order, c) => order.map((k) => ({ k, coder: coders[c]! })));
  const columns: Record<string, Column> = {
    unit: all.map(({ k }) => String(chosen.rows[k])),
    ...(given.coders.length > 0 ? { coder: all.map(({ coder }) => coder) } : {}),
    value: all.map(() => null),
    stratum: all.map(({ k }) => chosen.stratum[k]!),
    inclusion: Float64Array.from(all, ({ k }) => chosen.inclusion[k]!),
    ...(given.text ? { text: all.map(({ k }) => posts.text[chosen.rows[k]!]!) } : {}),
  };
  return {
    kind: 'table',
    columns,
    about: {
      summary: {
        posts: posts.count,
        withText: rows.length,
        chosen: chosen.rows.length,
        strategy: given.strategy,
        ...(chosen.rows.length < given.size ? { reason: `fewer posts with text than ${given.size}` } : {}),
        ...(given.strategy === 'uncertainty'
          ? { caution: 'chosen because they are hard: says nothing of shares in the corpus' }
          : {}),
      },
    },
  };
}

function pairs(codes: Codes): Json[] {
  const out: Json[] = [];
  for (let a = 0; a < codes.coders.length; a++) {
    for (let b = a + 1; b < codes.coders.length && out.length < 200; b++) {
      const both = codes.units.map((_, u) => u).filter((u) => codes.code[a]![u]! >= 0 && codes.code[b]![u]! >= 0);
      const first = both.map((u) => codes.code[a]![u]!);
      const second = both.map((u) => codes.code[b]![u]!);
      const same = first.filter((one, k) => one === second[k]).length;
      out.push({
        coders: [codes.coders[a]!, codes.coders[b]!],
        units: both.length,
        agreement: both.length === 0 ? null : same / both.length,
        kappa: cohenKappa(first, second, codes.values.length),
      });
    }
  }
  return out;
}

function agreement(posts: Posts, given: Parameters, context: MethodContext): Artefact {
  const codes = readCodes(posts, given);
  const table = reliabilityTable(codes);
  if (codes.numeric === null && (given.level === 'interval' || given.level === 'ratio'))
    throw new AssayError(
      'ASSAY_METHOD_PARAMETERS',
      `text/annotate, parameter level: nominal, or numbers as values, found ${given.level} with values that are no numbers`,
    );
  const sensible: readonly Level[] =
    codes.numeric !== null ? levels : given.order.length > 0 ? ['nominal', 'ordinal'] : ['nominal'];
  const alphas = Object.fromEntries(
    [...new Set([...sensible, given.level])].map((level) => [
      level,
      alphaInterval(table, level, context.random.fork(level), given.resamples) as unknown as Json,
    ]),
  );
  const chosen = alphas[given.level] as unknown as { value: number | null; low: number | null; high: number | null };
  const sizes = table.counts.map((row) => row.reduce((a, b) => a + b, 0));
  const best = table.counts.map((row) => Math.max(0, ...row));
  const majority = table.counts.map((row, u) => {
    const places = [...row.keys()].filter((c) => row[c] === best[u]);
    return sizes[u] === 0 || places.length > 1 ? null : codes.values[places[0]!]!;
  });
  const pairable = sizes.filter((m) => m >= 2).length;
  return {
    kind: 'table',
    columns: {
      unit: codes.units,
      coders: Int32Array.from(sizes),
      majority,
      share: Float64Array.from(sizes, (m, u) => (m === 0 ? Number.NaN : best[u]! / m)),
    },
    about: {
      alpha: alphas,
      coders: codes.coders,
      values: codes.values,
      pairs: pairs(codes),
      fleissKappa: fleissKappa(table.counts),
      summary: {
        level: given.level,
        alpha: chosen.value,
        low: chosen.low,
        high: chosen.high,
        units: codes.units.length,
        pairable,
        ties: majority.filter((one, u) => one === null && sizes[u]! > 0).length,
        ...(chosen.value === null
          ? { reason: pairable === 0 ? 'no unit was coded twice' : 'all codes are the same: nothing to disagree on' }
          : {}),
      },
    },
  };
}

function againstPeople(posts: Posts, given: Parameters, context: MethodContext): Artefact {
  const trimmed = (labels: readonly (string | null)[]) => labels.map((one) => one?.trim() ?? null);
  const truth = trimmed(attribute(posts, given.truth, 'people’s labels'));
  const guess = trimmed(attribute(posts, given.guess, 'the method’s labels'));
  const missing = new Set(given.missing);
  const known = (value: string | null): value is string => value !== null && !missing.has(value);
  const rows = truth.map((_, i) => i).filter((i) => known(truth[i]!) && known(guess[i]!));
  const { sorted: classes, place: id } = orderedValues([...new Set(rows.flatMap((i) => [truth[i]!, guess[i]!]))], []);
  const t = Int32Array.from(rows, (i) => id.get(truth[i]!)!);
  const g = Int32Array.from(rows, (i) => id.get(guess[i]!)!);
  const whole = evaluate(t, g, classes.length);
  const interval = (statistic: 'macroF1' | 'accuracy' | 'macroRecall'): Json =>
    bootstrap(
      rows.length,
      (drawn) => evaluate(t, g, classes.length, drawn)[statistic],
      context.random.fork(statistic),
      { resamples: given.resamples },
    ) as unknown as Json;
  return {
    kind: 'table',
    columns: {
      class: classes,
      precision: Float64Array.from(whole.perClass, (one) => one.precision ?? Number.NaN),
      recall: Float64Array.from(whole.perClass, (one) => one.recall ?? Number.NaN),
      f1: Float64Array.from(whole.perClass, (one) => one.f1 ?? Number.NaN),
      support: Int32Array.from(whole.perClass, (one) => one.support),
    },
    about: {
      accuracy: interval('accuracy'),
      macroRecall: interval('macroRecall'),
      macroF1: interval('macroF1'),
      confusion: whole.confusion as unknown as Json,
      summary: {
        compared: rows.length,
        unscored: truth.filter((one, i) => known(one) && !known(guess[i]!)).length,
        macroF1: whole.macroF1,
        accuracy: whole.accuracy,
        ...(rows.length === 0 ? { reason: 'no post has both labels' } : {}),
      },
    },
  };
}

function codebook(posts: Posts, given: Parameters): Artefact {
  const used = posts.attributes[given.value] ?? [];
  const counts = new Map<string, number>();
  const missing = new Set(given.missing);
  for (const value of used) if (value !== null && !missing.has(value)) counts.set(value, (counts.get(value) ?? 0) + 1);
  const names = [...new Set([...Object.keys(given.codes), ...counts.keys()])].sort();
  return {
    kind: 'table',
    columns: {
      code: names,
      definition: names.map((name) => given.codes[name] ?? null),
      used: Int32Array.from(names, (name) => counts.get(name) ?? 0),
    },
    about: {
      summary: {
        codes: names.length,
        undefinedCodes: names.filter((name) => given.codes[name] === undefined),
        unusedCodes: names.filter((name) => !counts.has(name)),
      },
    },
  };
}

export const textAnnotate = defineMethod({
  id: 'text/annotate',
  version: 2,
  step: 'validation',
  title: 'Coding by people',
  description:
    'Draws posts for people to code (by chance, by stratum, or those that a model is unsure of), blind and for each coder in an order of their own; reads the codes back and gives Krippendorff’s alpha with interval, Cohen’s and Fleiss’ kappa, and each unit’s majority code; compares a method’s labels with people’s. Alpha says that coders agree, not that they are right; do not estimate shares from a sample of unsure posts.',
  references: [
    'Krippendorff 2011, Computing Krippendorff’s Alpha-Reliability, https://repository.upenn.edu/asc_papers/43',
    'Cohen 1960, doi:10.1177/001316446002000104',
    'Fleiss 1971, doi:10.1037/h0031619',
    'Lewis & Gale 1994, A sequential algorithm for training text classifiers, SIGIR',
  ],
  parameters,
  inputs: { posts: 'posts' },
  output: 'table',
  individuals: false,
  seeded: true,
  textless: true,
  run({ posts }, given, context) {
    if (given.task === 'sample') return sample(posts, given, context);
    if (given.task === 'agreement') return agreement(posts, given, context);
    if (given.task === 'evaluate') return againstPeople(posts, given, context);
    return codebook(posts, given);
  },
});
