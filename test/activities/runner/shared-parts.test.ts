import { z } from 'zod';
import { takeParts } from '../../../activities/runner/shared-parts';
import { documentOf } from '../../../domain/artefact';
import { defineMethod } from '../../../domain/method';

test('a thread prepares once for all parts that it takes, and not where none is left', async () => {
  let prepared = 0;
  const method = defineMethod({
    id: 'test/parts',
    version: 1,
    step: 'modelling',
    title: 'Parts',
    description: '',
    references: [],
    parameters: z.object({}),
    inputs: {},
    output: 'document',
    individuals: false,
    parts: {
      count: () => 5,
      prepare: () => ++prepared,
      run: (_inputs, _parameters, part, _context, start) => documentOf({ part, start }),
      join: (parts) => documentOf({ parts: parts.map((one) => one.about) }),
    },
  });
  const next = new Int32Array(new SharedArrayBuffer(4));
  const job = { inputs: {}, parameters: {}, seed: 1 };
  const done = await takeParts(method, job, next);
  expect(done.map(({ artefact }) => artefact.about)).toEqual([0, 1, 2, 3, 4].map((part) => ({ part, start: 1 })));
  expect(await takeParts(method, job, next)).toEqual([]);
  expect(prepared).toBe(1);
});
