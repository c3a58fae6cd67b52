import { Xoshiro128 } from '../../../../analysis/statistics/random';
import {
  groupNearDuplicates,
  jaccard,
  shingles,
  textNearDuplicates,
} from '../../../../analysis/text/duplicates/near-duplicates';
import { numbers, strings } from '../../../../domain/artefact';
import { aboutOf, postsOf, runMethod } from '../../run-method';

/** Word triples of a text of plain lower-case words, as strings: no hash. */
function triples(text: string): Set<string> {
  const words = text.split(' ').filter((word) => word !== '');
  const size = Math.min(3, words.length);
  return new Set(words.slice(0, words.length - size + 1).map((_, i) => words.slice(i, i + size).join(' ')));
}
function similarity(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0;
  for (const one of a) if (b.has(one)) both++;
  return both / (a.size + b.size - both);
}

/** Every text against every first one: the obvious version. */
function bruteForce(texts: readonly string[], least: number): number[] {
  const sets = texts.map(triples);
  const first: number[] = [];
  texts.forEach((_, i) => {
    const match =
      sets[i]!.size === 0
        ? -1
        : first.findIndex((own, j) => own === j && sets[j]!.size > 0 && similarity(sets[j]!, sets[i]!) >= least);
    first.push(match < 0 ? i : match);
  });
  return first;
}

/** Templates of some length, each followed by copies with a few words changed. */
function corpus(templates: number, copies: number, changes: number, seed: number): string[] {
  const random = new Xoshiro128(seed);
  const word = (): string =>
    Array.from({ length: 3 + random.below(4) }, () => String.fromCharCode(97 + random.below(26))).join('');
  const texts: string[] = [];
  for (let t = 0; t < templates; t++) {
    const words = Array.from({ length: 20 + random.below(20) }, word);
    for (let c = 0; c < copies; c++) {
      const copy = [...words];
      if (c > 0) for (let k = random.below(changes + 1); k > 0; k--) copy[random.below(copy.length)] = word();
      texts.push(copy.join(' '));
    }
  }
  return random.shuffle(texts);
}

test('groups of 300 random templates are those of the comparison of all with all: recall 0.99, and no wrong pair', () => {
  const texts = corpus(300, 5, 3, 1);
  const wanted = bruteForce(texts, 0.8);
  const found = groupNearDuplicates(texts, 0.8);
  const members = wanted.flatMap((first, i) => (first === i ? [] : [i]));
  expect(members.length).toBeGreaterThan(400);
  expect(members.filter((i) => found[i] !== i).length / members.length).toBeGreaterThanOrEqual(0.99);
  found.forEach((first, i) => {
    expect(found[first]).toBe(first);
    expect(first).toBeLessThanOrEqual(i);
    expect(similarity(triples(texts[first]!), triples(texts[i]!))).toBeGreaterThanOrEqual(0.8);
  });
});

test.each([0.5, 0.6, 0.7])(
  'also at the lower similarities that a protocol may state nearly all are found: %s',
  (least) => {
    // Enough changes that many pairs lie just above the mark.
    const texts = corpus(200, 6, 7, 2);
    const sets = texts.map(triples);
    const found = groupNearDuplicates(texts, least);
    const wanted = bruteForce(texts, least);
    const near = wanted.flatMap((first, i) =>
      first !== i && similarity(sets[first]!, sets[i]!) < least + 0.15 ? [i] : [],
    );
    expect(near.length).toBeGreaterThan(50);
    expect(near.filter((i) => found[i] !== i).length / near.length).toBeGreaterThanOrEqual(0.95);
  },
);

test('equal texts are always found, whatever is between them', () => {
  const texts = [...corpus(100, 1, 0, 3), 'the very same words stand in here twice or more'];
  const twice = [...texts, ...texts];
  expect(Array.from(groupNearDuplicates(twice, 1))).toEqual(twice.map((_, i) => i % texts.length));
});

test('case, punctuation, links and accounts make no difference; other words do', () => {
  const found = groupNearDuplicates(
    [
      'Win a FREE phone now @ada https://t.co/x',
      'win a free phone now!!! @bob https://t.co/y',
      'win a cheap bike later today friends',
    ],
    0.8,
  );
  expect(Array.from(found)).toEqual([0, 0, 2]);
});

test('numbers make a difference: reports of other days are no copies', () => {
  const found = groupNearDuplicates(
    ['rain of 12.5 mm at station 4 today', 'rain of 3 mm at station 17 today', 'RAIN of 12.5 mm, at station 4 today'],
    0.8,
  );
  expect(Array.from(found)).toEqual([0, 1, 0]);
});

test('texts without words stand alone', () => {
  expect(Array.from(groupNearDuplicates(['', '!!!', 'https://t.co/x', '@ada', ''], 0.8))).toEqual([0, 1, 2, 3, 4]);
});

test('the similarity of two sets of shingles is that of the word triples', () => {
  const texts = corpus(20, 3, 5, 4);
  for (let i = 0; i < texts.length; i++) {
    for (let j = 0; j < i; j++)
      expect(jaccard(shingles(texts[i]!), shingles(texts[j]!))).toBeCloseTo(
        similarity(triples(texts[i]!), triples(texts[j]!)),
        12,
      );
  }
});

/** Groups joined through every pair that is alike: the obvious version. */
function components(sets: readonly ReadonlySet<string>[], least: number): number[] {
  const group = sets.map((_, i) => i);
  sets.forEach((set, i) => {
    for (let j = 0; j < i; j++) {
      if (set.size === 0 || sets[j]!.size === 0 || similarity(sets[j]!, set) < least) continue;
      const [a, b] = [Math.min(group[i]!, group[j]!), Math.max(group[i]!, group[j]!)];
      group.forEach((own, k) => {
        if (own === b) group[k] = a;
      });
    }
  });
  const sizes = group.map((own) => group.filter((other) => other === own).length);
  return group.map((own, i) => (sizes[i]! > 1 ? own : -1));
}

test.each([0.5, 0.8, 0.9])('groups are exactly those of comparing all with all at %s', async (least) => {
  const texts = corpus(60, 5, 5, 11);
  const found = await runMethod(
    textNearDuplicates,
    { posts: postsOf({ count: texts.length, text: texts }) },
    { threshold: least },
  );
  const wanted = components(texts.map(triples), least);
  expect(wanted.filter((own) => own >= 0).length).toBeGreaterThan(50);
  expect(Array.from(numbers(found, 'group'))).toEqual(wanted);
  numbers(found, 'similarity').forEach((value, i) => {
    if (wanted[i]! >= 0) expect(value).toBeGreaterThanOrEqual(least);
    else expect(value).toBeNaN();
  });
});

test('shingles of characters, also of short texts', async () => {
  const texts = [...corpus(60, 4, 3, 12), 'abc', 'abc', 'ab', ''];
  const grams = texts.map((text) => {
    const size = Math.min(4, text.length);
    return new Set(
      Array.from({ length: text.length === 0 ? 0 : text.length - size + 1 }, (_, i) => text.slice(i, i + size)),
    );
  });
  const found = await runMethod(
    textNearDuplicates,
    { posts: postsOf({ count: texts.length, text: texts }) },
    { unit: 'characters', shingle: 4 },
  );
  expect(Array.from(numbers(found, 'group'))).toEqual(components(grams, 0.8));
});

test('a flood of one template is one group, in linear time', async () => {
  const words =
    'this is the very long and very same text of a campaign that many accounts post with one changed name'.split(' ');
  const text = Array.from({ length: 8000 }, (_, i) =>
    [...words, `name${i}`, 'and', 'a', 'common', 'end', 'of', 'it', 'all'].join(' '),
  );
  const found = await runMethod(
    textNearDuplicates,
    { posts: postsOf({ count: text.length, text }) },
    { threshold: 0.7 },
  );
  expect(new Set(numbers(found, 'group'))).toEqual(new Set([0]));
  expect(strings(found, 'kind').slice(1, 3)).toEqual(['template', 'template']);
});

test('copies, templates, edits and remixes are told apart', async () => {
  const text = [
    'the new station in the old town opens on friday at nine in the morning with music and free coffee for all',
    'The NEW station in the old town opens on friday at nine in the morning with music and free coffee for all!!',
    'the new station in the old town opens on friday at ten in the morning with music and free coffee for all',
    'new station in the old town opens on friday at nine in the morning with music and free coffee for all',
    'so glad they tell us that the new station in the old town opens on friday at nine in the morning with music and free coffee for all because I waited for it since nineteen ninety nine and nobody believed me when I said so',
    'nothing of this is like the rest at all my friends',
  ];
  const found = await runMethod(textNearDuplicates, { posts: postsOf({ count: 6, text }) }, { threshold: 0.7 });
  expect(Array.from(numbers(found, 'group'))).toEqual([0, 0, 0, 0, -1, -1]);
  expect(strings(found, 'kind')).toEqual([null, 'copy', 'template', 'edit', null, null]);
  expect(Array.from(numbers(found, 'remixOf'))).toEqual([-1, -1, -1, -1, 0, -1]);
});

test('no posts, posts without words, one post: no group', async () => {
  for (const text of [[], ['!!!', ''], ['one post alone']]) {
    const found = await runMethod(textNearDuplicates, { posts: postsOf({ count: text.length, text }) });
    expect(Array.from(numbers(found, 'group'))).toEqual(text.map(() => -1));
    expect(aboutOf<{ summary: { groups: number } }>(found).summary.groups).toBe(0);
  }
});

test('the method counts groups and the posts in them', async () => {
  const posts = postsOf({
    count: 4,
    text: [
      'one two three four five',
      'something else entirely is here',
      'one two three four five',
      'ONE two three four five',
    ],
  });
  const found = await runMethod(textNearDuplicates, { posts });
  expect(Array.from(numbers(found, 'group'))).toEqual([0, -1, 0, 0]);
  expect(aboutOf<{ summary: object }>(found).summary).toMatchObject({
    posts: 4,
    groups: 1,
    inGroups: 3,
    groupsOfCopies: 1,
    largest: [{ group: 0, posts: 3, kind: 'copy' }],
  });
});
