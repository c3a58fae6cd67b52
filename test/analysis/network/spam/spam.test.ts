import { robustUnits } from '../../../../analysis/network/spam/features';
import { networkSpam } from '../../../../analysis/network/spam/spam';
import { aboutOf, contextOf, runMethod } from '../../run-method';
import { dataOf, type TestPost } from '../posts';

const words =
  'rain sun train plane late happy angry coffee lunch meeting vote party game match music film book road'.split(' ');

/** Sixty people who write of this and that, and some accounts that write one thing with a link, every ten minutes. */
function posts(spammers: number): TestPost[] {
  const { random } = contextOf(4);
  const list: TestPost[] = [];
  for (let who = 0; who < 60; who++)
    for (let k = 0; k < 12; k++)
      list.push({
        who,
        at: Math.floor(random.next() * 864_000),
        text: Array.from({ length: 10 }, () => words[random.below(words.length)]).join(' '),
        urls: random.next() < 0.15 ? [`site${random.below(50)}.org/a`] : [],
        mentions: random.next() < 0.3 ? [random.below(60)] : [],
      });
  for (let who = 100; who < 100 + spammers; who++)
    for (let k = 0; k < 12; k++)
      list.push({
        who,
        at: who * 13 + k * 600,
        text: 'win a prize today and click on this link before it is too late for you',
        urls: ['prize.example/x'],
        mentions: [random.below(60)],
      });
  return list;
}

interface About {
  readonly summary: {
    readonly scoredBy: string;
    readonly note: string;
    readonly learnt?: { readonly auc: { readonly value: number }; readonly labelledSpam: number };
    readonly notEnoughData?: boolean;
  };
}

test('accounts that post one link by the clock stand first, each with its evidence', async () => {
  const found = await runMethod(networkSpam, { ...dataOf(posts(4)) });
  expect([...(found.columns.node as Int32Array)].slice(0, 4).sort()).toEqual([100, 101, 102, 103]);
  const evidence = JSON.parse((found.columns.evidence as string[])[0]!) as {
    feature: string;
    value: number;
    usual: number;
  }[];
  const by = Object.fromEntries(evidence.map((one) => [one.feature, one]));
  expect(by.regularity!.value).toBe(1);
  expect(by.shareRepeated!.value).toBe(1);
  expect(by.linksPerDomain!).toMatchObject({ value: 12 });
  expect(aboutOf<About>(found).summary.note).toContain('for a person to check');
});

test('where labels exist it learns from them, and scores a labelled account only by a model that has not seen it', async () => {
  const list = posts(15);
  const labels = { bot: list.map((one) => (one.who >= 100 ? 'true' : 'false')) };
  const found = await runMethod(networkSpam, { ...dataOf(list, labels) });
  const { summary } = aboutOf<About>(found);
  expect(summary.scoredBy).toBe('labels');
  expect(summary.learnt!.labelledSpam).toBe(15);
  expect(summary.learnt!.auc.value).toBeGreaterThan(0.95);
  // Labels dealt out blindly cannot be learnt: a score that had seen them would pretend to.
  const { random } = contextOf(8);
  const blind = new Map(list.map((one) => [one.who, random.next() < 0.5 ? '1' : '0']));
  const none = await runMethod(networkSpam, { ...dataOf(list, { bot: list.map((one) => blind.get(one.who)!) }) });
  expect(aboutOf<About>(none).summary.learnt!.auc.value).toBeLessThan(0.75);
});

test('values are in robust units of the others; missing counts for nothing', () => {
  const { units, centre } = robustUnits(Float64Array.of(1, 2, 3, 4, Number.NaN, 100));
  expect(centre).toBe(3);
  expect(units[4]).toBe(0);
  expect(units[5]).toBeCloseTo(97 / 1.4826, 10);
});

test('few accounts are too few to compare, none is none', async () => {
  const few = dataOf([0, 1, 2].map((at) => ({ who: 0, at, text: 'a b c' })));
  expect(aboutOf<About>(await runMethod(networkSpam, { ...few })).summary.notEnoughData).toBe(true);
  expect(aboutOf<About>(await runMethod(networkSpam, { ...dataOf([]) })).summary.notEnoughData).toBe(true);
});
