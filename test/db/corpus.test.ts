import { requireCollected } from '../../db/corpus';
import { AssayError } from '../../domain/errors';

const state = { inputs: { chirp: 'a'.repeat(64), plaza: 'b'.repeat(64) } };

test('posts that this run collected are its own, also where it collected nothing itself', () => {
  expect(() => requireCollected(state, { chirp: 'a'.repeat(64), plaza: 'b'.repeat(64) })).not.toThrow();
  expect(() => requireCollected(state, {})).not.toThrow();
});

test.each([
  ['that another run stored since', { chirp: 'a'.repeat(64), plaza: 'c'.repeat(64) }, 'plaza'],
  ['that are gone', { forum: 'a'.repeat(64) }, 'forum'],
])('posts %s are refused, and the source is named', (_, collected, source) => {
  expect(() => requireCollected(state, collected)).toThrow(AssayError);
  expect(() => requireCollected(state, collected)).toThrow(source);
});
