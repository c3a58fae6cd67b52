import { networkOpinions } from '../../../../analysis/network/groups/opinions';
import { Xoshiro128 } from '../../../../analysis/statistics/random';
import { type Artefact, numbers, strings } from '../../../../domain/artefact';
import { aboutOf, peopleOf, postsOf, runMethod } from '../../run-method';

const random = new Xoshiro128(5);
const count = 600;
const persons = 30;
const author = Array.from({ length: count }, () => random.below(persons + 5));
const like = Float64Array.from({ length: count }, () => (random.below(12) === 0 ? Number.NaN : random.below(9)));
const topic = Array.from({ length: count }, () => ['price', 'sound', null][random.below(3)] ?? null);
const posts = postsOf({ count, attributes: { topic }, counts: { like } });

// Persons 0 to 29 in reverse order are the graph's nodes; 30 to 34 are not in it.
const people = Array.from({ length: persons }, (_, node) => persons - 1 - node);
const communityOf = (person: number): number => (person >= persons ? -1 : person < 14 ? 0 : person < 26 ? 1 : 2);
const graph: Artefact = {
  kind: 'graph',
  columns: { source: new Int32Array(0), target: new Int32Array(0), weight: new Float64Array(0) },
  about: { nodes: persons, directed: true, people },
};
const communities: Artefact = {
  kind: 'node-measure',
  columns: {
    node: Int32Array.from(people, (_, node) => node),
    value: Float64Array.from(people, (person) => communityOf(person)),
  },
  about: {},
};
const addressed = Array.from({ length: 900 }, () => ({ post: random.below(count), target: random.below(persons + 5) }));
const interactions: Artefact = {
  kind: 'interactions',
  columns: {
    post: Int32Array.from(addressed, (one) => one.post),
    source: Int32Array.from(addressed, (one) => author[one.post]!),
    target: Int32Array.from(addressed, (one) => one.target),
    time: new Float64Array(addressed.length),
    kind: addressed.map(() => 'mention'),
    tag: addressed.map(() => null),
  },
  about: {},
};
const inputs = { posts, people: peopleOf(author), interactions, graph, communities };
const named = ['community 0', 'community 1', 'community 2'];

test('means, posts and people are those of the posts of each pair of communities and category', async () => {
  const table = await runMethod(networkOpinions, inputs, {
    measure: { count: 'like' },
    of: { attribute: 'topic' },
    minimumPosts: 2,
  });
  const rows = numbers(table, 'posts');
  expect(rows.length).toBeGreaterThan(12);
  for (let r = 0; r < rows.length; r++) {
    const [from, to, category] = ['from', 'to', 'category'].map((column) => strings(table, column)[r]!);
    const own = posts.text
      .map((_, row) => row)
      .filter(
        (row) =>
          !Number.isNaN(like[row]!) &&
          topic[row] === category &&
          named[communityOf(author[row]!)] === from &&
          (to === null || addressed.some((one) => one.post === row && named[communityOf(one.target)] === to)),
      );
    const writers = new Set(own.map((row) => author[row]));
    expect({ posts: rows[r], people: numbers(table, 'people')[r] }).toEqual({
      posts: own.length,
      people: writers.size,
    });
    const value = numbers(table, 'value')[r]!;
    if (writers.size < 5 || own.length < 2) expect(value).toBeNaN();
    else expect(value).toBeCloseTo(own.reduce((sum, row) => sum + like[row]!, 0) / own.length, 12);
  }
});

test('posts of people outside the graph are counted apart, and small communities can be joined', async () => {
  const table = await runMethod(networkOpinions, inputs, { measure: { count: 'like' }, communities: 1 });
  expect(new Set(strings(table, 'from'))).toEqual(new Set(['community 0', 'others']));
  const outside = author.filter((person, row) => person >= persons && !Number.isNaN(like[row]!)).length;
  expect(aboutOf<{ summary: object }>(table).summary).toMatchObject({ postsOutsideGraph: outside });
});

test('without a measured post there is not enough data', async () => {
  const table = await runMethod(networkOpinions, inputs, { measure: { count: 'share' } });
  expect(aboutOf<{ summary: object }>(table).summary).toMatchObject({ rows: 0, notEnoughData: true });
});
