import { z } from 'zod';
import type { ArtefactKind } from '../../domain/artefact';
import { defineMethod, type InputKind, type Method } from '../../domain/method';
import { hypothesesTask, planOf, releaseTask, type Task } from '../../domain/plan';
import type { Step } from '../../domain/steps';
import { sampleProtocol } from './sample-protocol';

/** A method that only says what it takes and makes. */
function method(
  id: string,
  step: Step,
  inputs: Readonly<Record<string, InputKind>>,
  output: ArtefactKind,
  more: Partial<Method> = {},
): Method {
  return {
    ...defineMethod({
      id,
      version: 1,
      step,
      title: id,
      description: id,
      references: [],
      parameters: z.object({ size: z.number().int().default(3) }).strict(),
      inputs,
      output,
      individuals: false,
      run: () => ({ kind: output, columns: {}, about: {} }),
    }),
    ...more,
  };
}

const others = { others: 'post-table' as const, parameters: z.record(z.string(), z.unknown()) };
const catalogue = new Map(
  [
    method('text/bag', 'features', { posts: 'posts' }, 'terms'),
    method('text/weigh', 'features', { terms: 'terms' }, 'terms'),
    method('text/topics', 'modelling', { terms: 'terms' }, 'post-table'),
    method('text/mood', 'modelling', { posts: 'posts' }, 'post-table'),
    method('series/activity', 'features', { posts: 'posts', people: 'people', sentiment: 'post-table' }, 'series', {
      optional: ['sentiment'],
    }),
    method('series/anomalies', 'modelling', { series: 'series' }, 'series'),
    method('text/clean', 'cleaning', { posts: 'posts' }, 'post-table'),
    method('statistics/breakdown', 'modelling', { posts: 'posts' }, 'table', others),
    method('statistics/hypotheses', 'validation', { posts: 'posts', people: 'people' }, 'document', others),
    method('release/table', 'deployment', { posts: 'posts', people: 'people' }, 'table', others),
  ].map((one) => [one.id, one]),
);

function plan(changes: Readonly<Record<string, unknown>>): Task[] {
  return planOf(sampleProtocol(changes), (id) => catalogue.get(id));
}
function spec(
  id: string,
  name: string,
  inputs: Readonly<Record<string, string>> = {},
  parameters: Readonly<Record<string, unknown>> = {},
): object {
  return { id, method: name, inputs, parameters };
}
const order: readonly Step[] = ['features', 'modelling', 'validation', 'deployment'];

test('an input that one task makes is found; the snapshot gives posts and people', () => {
  const [bag, topics] = plan({ features: [spec('bag', 'text/bag')], analyses: [spec('topics', 'text/topics')] });
  expect(bag).toMatchObject({ id: 'bag', step: 'features', inputs: { posts: { from: 'posts' } }, after: [] });
  expect(topics).toMatchObject({
    id: 'topics',
    step: 'modelling',
    inputs: { terms: { from: 'task', task: 'bag' } },
    after: ['bag'],
  });
});

test('of two tasks that make it the one under inputs is taken, and without a name both are named', () => {
  const features = [spec('bag', 'text/bag'), spec('weights', 'text/weigh', { terms: 'bag' })];
  const tasks = plan({ features, analyses: [spec('topics', 'text/topics', { terms: 'weights' })] });
  expect(tasks.find((one) => one.id === 'topics')!.after).toEqual(['weights']);
  expect(() => plan({ features, analyses: [spec('topics', 'text/topics')] })).toThrow(
    /task topics, input terms: .*found bag, weights/,
  );
});

test('what comes from the snapshot cannot be taken from a task', () => {
  expect(() => plan({ features: [spec('bag', 'text/bag', { posts: 'bag' })] })).toThrow(
    'task bag, input posts: posts of the snapshot were expected, which need no name, found "bag"',
  );
});

test('parameters go through the method’s schema', () => {
  expect(plan({ features: [spec('bag', 'text/bag')] })[0]!.parameters).toEqual({ size: 3 });
  expect(() => plan({ features: [spec('bag', 'text/bag', {}, { size: 'big' })] })).toThrow(
    expect.objectContaining({
      code: 'ASSAY_METHOD_PARAMETERS',
      message: expect.stringContaining('task bag, method text/bag, parameter size'),
    }),
  );
});

test.each<[string, Record<string, unknown>, string, RegExp]>([
  ['an unknown method', { features: [spec('bag', 'text/none')] }, 'ASSAY_METHOD_UNKNOWN', /text\/none/],
  ['a method of cleaning', { features: [spec('clean', 'text/clean')] }, 'ASSAY_METHOD_UNKNOWN', /belongs to cleaning/],
  [
    'an input that nothing makes',
    { analyses: [spec('topics', 'text/topics')] },
    'ASSAY_METHOD_INPUT',
    /input terms.*found none/,
  ],
  [
    'an input of another kind',
    { features: [spec('bag', 'text/bag')], analyses: [spec('spikes', 'series/anomalies', { series: 'bag' })] },
    'ASSAY_METHOD_INPUT',
    /makes series was expected, found bag, which makes terms/,
  ],
  [
    'an input that the method does not have',
    { features: [spec('bag', 'text/bag', { graph: 'bag' })] },
    'ASSAY_METHOD_INPUT',
    /one of the inputs posts was expected, found "graph"/,
  ],
  [
    'an input from a task that is not there',
    { analyses: [spec('topics', 'text/topics', { terms: 'ghost' })] },
    'ASSAY_METHOD_INPUT',
    /found "ghost"/,
  ],
  [
    'two tasks that wait for each other',
    { features: [spec('one', 'text/weigh', { terms: 'two' }), spec('two', 'text/weigh', { terms: 'one' })] },
    'ASSAY_METHOD_INPUT',
    /wait for each other: one, two/,
  ],
  [
    'a task that waits for itself',
    { features: [spec('one', 'text/weigh', { terms: 'one' })] },
    'ASSAY_METHOD_INPUT',
    /wait for each other: one/,
  ],
])('%s is refused by name', (_, changes, code, message) => {
  expect(() => plan(changes)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }));
});

test('an optional input is left out unless it is named', () => {
  const features = [spec('activity', 'series/activity')];
  expect(
    Object.keys(plan({ features, analyses: [spec('mood', 'text/mood')] }).find((one) => one.id === 'activity')!.inputs),
  ).toEqual(['posts', 'people']);
});

test('a task runs in an earlier step where an earlier step needs it', () => {
  const tasks = plan({
    features: [spec('activity', 'series/activity', { sentiment: 'mood' })],
    analyses: [spec('mood', 'text/mood'), spec('spikes', 'series/anomalies')],
  });
  expect(tasks.map((one) => [one.id, one.step])).toEqual([
    ['mood', 'features'],
    ['activity', 'features'],
    ['spikes', 'modelling'],
  ]);
});

test('promotion reaches what the promoted task needs', () => {
  const tasks = plan({
    features: [spec('activity', 'series/activity', { sentiment: 'topics' })],
    analyses: [spec('topics', 'text/topics', { terms: 'bag' })],
    validation: [spec('bag', 'text/bag')],
  });
  expect(tasks.map((one) => [one.id, one.step])).toEqual([
    ['bag', 'features'],
    ['topics', 'features'],
    ['activity', 'features'],
  ]);
});

test('every task comes after those that it needs, and never in an earlier step', () => {
  const tasks = plan({
    features: [spec('activity', 'series/activity', { sentiment: 'mood' }), spec('bag', 'text/bag')],
    analyses: [
      spec('spikes', 'series/anomalies'),
      spec('topics', 'text/topics'),
      spec('mood', 'text/mood'),
      spec(
        'shares',
        'statistics/breakdown',
        {},
        { by: { field: 'platform' }, of: { task: 'topics', column: 'topic' } },
      ),
    ],
  });
  tasks.forEach((task, at) => {
    for (const before of task.after) {
      const place = tasks.findIndex((one) => one.id === before);
      expect(place).toBeGreaterThanOrEqual(0);
      expect(place).toBeLessThan(at);
      expect(order.indexOf(tasks[place]!.step)).toBeLessThanOrEqual(order.indexOf(task.step));
    }
  });
  expect(tasks.find((one) => one.id === 'shares')).toMatchObject({ after: ['topics'], others: ['other:topics'] });
});

const hypothesis = {
  id: 'H1',
  statement: 'a differs from b',
  kind: 'confirmatory',
  measure: { task: 'mood', column: 'compound' },
  comparison: { by: { attribute: 'side' }, groups: ['a', 'b'] },
  test: 'welch',
  smallestEffect: { metric: 'difference', value: 0.1 },
};

test('hypotheses and releases become tasks that wait for what they read', () => {
  const release = {
    id: 'table',
    title: 'A table',
    by: [{ task: 'topics', column: 'topic' }],
    measures: [{ id: 'mood', measure: { task: 'mood', column: 'compound' } }],
  };
  const tasks = plan({
    features: [spec('bag', 'text/bag')],
    analyses: [spec('topics', 'text/topics'), spec('mood', 'text/mood')],
    hypotheses: [hypothesis],
    outputs: { releases: [release] },
  });
  expect(tasks.find((one) => one.id === hypothesesTask)).toMatchObject({
    step: 'validation',
    after: ['mood'],
    others: ['other:mood'],
  });
  expect([...tasks.find((one) => one.id === releaseTask('table'))!.after].sort()).toEqual(['mood', 'topics']);
});

test('a measure from a task without a value for each post is refused', () => {
  expect(() => plan({ features: [spec('mood', 'text/bag')], hypotheses: [hypothesis] })).toThrow(
    expect.objectContaining({ code: 'ASSAY_METHOD_INPUT', message: expect.stringContaining('"mood"') }),
  );
});

test('a task with the name of one that the program adds is refused, not replaced by it', () => {
  const analyses = [spec('mood', 'text/mood'), spec(hypothesesTask, 'text/mood')];
  expect(() => plan({ analyses, hypotheses: [hypothesis] })).toThrow();
});
