import { releaseTable } from '../../governance/release-table';
import { numbers, strings } from '../../domain/artefact';
import { aboutOf, peopleOf, postsOf, runMethod } from '../analysis/run-method';

const release = {
  id: 'by-side',
  title: 'By side',
  by: [{ attribute: 'side' }],
  measures: [{ id: 'likes', measure: { count: 'like' } }],
  minimumPeople: 10,
  roundTo: 5,
};

/** Posts of a side: so many people with so many posts each. */
function corpus(parts: readonly { side: string | null; people: number; each: number }[]): {
  posts: ReturnType<typeof postsOf>;
  people: ReturnType<typeof peopleOf>;
} {
  const side: (string | null)[] = [];
  const author: number[] = [];
  let next = 0;
  for (const part of parts) {
    for (let person = 0; person < part.people; person++, next++) {
      for (let k = 0; k < part.each; k++) {
        side.push(part.side);
        author.push(next);
      }
    }
  }
  const like = Float64Array.from(side, (_, i) => (i % 3 === 0 ? Number.NaN : i % 7));
  return { posts: postsOf({ count: side.length, attributes: { side }, counts: { like } }), people: peopleOf(author) };
}

test('cells count people and posts, and their means leave out what is missing', async () => {
  const inputs = corpus([
    { side: 'a', people: 20, each: 3 },
    { side: 'b', people: 30, each: 1 },
    { side: null, people: 5, each: 1 },
  ]);
  const found = await runMethod(releaseTable, inputs, { release });
  expect(strings(found, 'side')).toEqual(['a', 'b']);
  expect(Array.from(numbers(found, 'people'))).toEqual([20, 30]);
  expect(Array.from(numbers(found, 'posts'))).toEqual([60, 30]);
  const like = inputs.posts.counts.like!;
  const known = Array.from(like.slice(0, 60)).filter((one) => !Number.isNaN(one));
  expect(numbers(found, 'mean_likes')[0]).toBeCloseTo(known.reduce((x, y) => x + y, 0) / known.length, 3);
});

test('a cell of many posts by few people is left out, and so is the next smallest: their names too can be a person’s', async () => {
  const inputs = corpus([
    { side: 'a', people: 4, each: 100 },
    { side: 'b', people: 30, each: 1 },
    { side: 'c', people: 60, each: 1 },
  ]);
  const found = await runMethod(releaseTable, inputs, { release });
  expect(strings(found, 'side')).toEqual(['c']);
  expect(Array.from(numbers(found, 'posts'))).toEqual([60]);
  expect(aboutOf<{ summary: { cells: number; heldBack: number } }>(found).summary).toMatchObject({
    cells: 3,
    heldBack: 2,
  });
});

test('a cell that one person dominates is left out', async () => {
  const some = corpus([
    { side: 'a', people: 20, each: 1 },
    { side: 'b', people: 30, each: 1 },
    { side: 'c', people: 40, each: 1 },
  ]);
  const author = Array.from(numbers(some.people, 'author'));
  // Person 0 writes 21 more posts of side a: 22 of 41 posts.
  const side = [...some.posts.attributes.side!, ...new Array<string>(21).fill('a')];
  const posts = postsOf({ count: side.length, attributes: { side }, counts: {} });
  const people = peopleOf([...author, ...new Array<number>(21).fill(0)]);
  const found = await runMethod(releaseTable, { posts, people }, { release: { ...release, measures: [] } });
  expect(strings(found, 'side')).toEqual(['c']);
});

test('a mean of few people’s values is missing, however many people stand beside them', async () => {
  const inputs = corpus([
    { side: 'a', people: 20, each: 1 },
    { side: 'b', people: 30, each: 1 },
  ]);
  const like = Float64Array.from({ length: 50 }, (_, i) => (i >= 9 && i < 20 ? Number.NaN : 1));
  const found = await runMethod(releaseTable, { ...inputs, posts: { ...inputs.posts, counts: { like } } }, { release });
  expect(Array.from(numbers(found, 'people'))).toEqual([20, 30]);
  expect(Array.from(numbers(found, 'mean_likes'))).toEqual([Number.NaN, 1]);
});

test('no text of any post is in the table', async () => {
  const inputs = corpus([{ side: 'a', people: 20, each: 1 }]);
  const posts = { ...inputs.posts, text: inputs.posts.text.map(() => 'a secret sentence') };
  const found = await runMethod(releaseTable, { ...inputs, posts }, { release });
  expect(JSON.stringify([found.columns, found.about])).not.toContain('secret');
});

test('a cell may hold more people than a call takes arguments', async () => {
  const found = await runMethod(releaseTable, corpus([{ side: 'a', people: 200_000, each: 1 }]), { release });
  expect([...numbers(found, 'people')]).toEqual([200_000]);
});
