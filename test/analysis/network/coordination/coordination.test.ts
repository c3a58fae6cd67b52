import { networkCoordination } from '../../../../analysis/network/coordination/coordination';
import { aboutOf, contextOf, runMethod } from '../../run-method';
import { dataOf, type TestPost } from '../posts';

interface About {
  readonly groups: { accounts: number; medianSeconds: number; expectedItems: number; medianItems: number }[];
  readonly summary: { readonly groups: number; readonly accounts: number; readonly notEnoughData?: boolean };
}

/** Two hundred people who share links of unequal popularity at any time, some much more active than others. */
function crowd(seed: number): TestPost[] {
  const { random } = contextOf(seed);
  const list: TestPost[] = [];
  for (let who = 0; who < 200; who++)
    for (let k = 0; k < 3 + (who % 25); k++)
      list.push({ who, at: Math.floor(random.next() * 20_000), urls: [`u${Math.floor(random.next() ** 3 * 400)}`] });
  return list;
}

test('five accounts that share ten links within seconds are found among a crowd, and nobody else', async () => {
  const { random } = contextOf(5);
  const list = crowd(1);
  for (let item = 0; item < 10; item++)
    for (let who = 300; who < 305; who++)
      list.push({ who, at: 2000 * item + random.next() * 15, urls: [`planted${item}`] });
  const found = await runMethod(networkCoordination, { ...dataOf(list) });
  const about = aboutOf<About>(found);
  expect(about.summary).toMatchObject({ groups: 1, accounts: 5 });
  expect(about.groups[0]!).toMatchObject({ accounts: 5, medianItems: 10 });
  expect(about.groups[0]!.medianSeconds).toBeLessThan(15);
  expect(about.groups[0]!.expectedItems).toBeLessThan(0.5);
  const people = new Set([...(found.columns.source as Int32Array), ...(found.columns.target as Int32Array)]);
  expect([...people].sort()).toEqual([300, 301, 302, 303, 304]);
});

test('in crowds that nobody coordinates a tie turns up about as rarely as was asked for', async () => {
  let crowds = 0;
  for (let seed = 1; seed <= 12; seed++) {
    const found = await runMethod(
      networkCoordination,
      { ...dataOf(crowd(seed)) },
      { deals: 40, minimumGroup: 2 },
      contextOf(seed),
    );
    if (aboutOf<About>(found).summary.groups > 0) crowds++;
  }
  // One in twenty by design; four or more of twelve has probability 0.002.
  expect(crowds).toBeLessThan(4);
});

test('the same posts reposted and the same texts written at once count as well; a window of a second does not hold them', async () => {
  const list: TestPost[] = crowd(3);
  const original = list.length;
  for (let k = 0; k < 6; k++) list.push({ who: 0, at: 100 + k, text: '' });
  for (let k = 0; k < 6; k++)
    for (let who = 400; who < 404; who++) list.push({ who, at: 3000 * k + 5 * (who - 400), repostOf: original + k });
  const run = async (parameters: object): Promise<number> =>
    aboutOf<About>(await runMethod(networkCoordination, { ...dataOf(list) }, parameters)).summary.accounts;
  expect(await run({ by: ['repost'] })).toBe(4);
  expect(await run({ by: ['repost'], window: 1 })).toBe(0);
  expect(await run({ by: ['repost'], minimumGroup: 5 })).toBe(0);
});

test('no posts, and posts without times, are not enough data', async () => {
  for (const list of [[], [{ who: 0, urls: ['a'] }]])
    expect(aboutOf<About>(await runMethod(networkCoordination, { ...dataOf(list) })).summary.notEnoughData).toBe(true);
});
