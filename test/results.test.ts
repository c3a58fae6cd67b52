import { methodIds } from '../methods';
import { results } from '../results';
import { placesOf, type SampleRun, sampleRuns } from './sample-results';

jest.setTimeout(600_000);

let runs: SampleRun[];
beforeAll(async () => {
  runs = await sampleRuns();
});

/** Why a figure is missing may stand in any of them. */
const everywhere = ['notEnoughData', 'reason', 'undefined'];
/** No run of theirs here: they need labels of nodes, or what a study adds to them. */
const notTried = ['network/homophily', 'statistics/hypotheses', 'release/table'];

test('every method that the sample can run is declared, and none that is not there', () => {
  const tried = new Set(runs.map(({ method }) => method.id));
  expect(methodIds.filter((id) => !tried.has(id))).toEqual(notTried);
  expect(Object.keys(results).sort()).toEqual([...tried].sort());
});

test('what a method makes is declared: a protocol may name it', () => {
  const missing = runs.flatMap(({ method, artefact }) => {
    const { columns, summary, about = '' } = results[method.id]!;
    const names = new Set([...summary.split(' '), ...everywhere]);
    const others = new Set([...about.split(' '), 'json']);
    const figures = placesOf(artefact.about).flatMap((place) => {
      const [first, second] = place.split('/') as [string, string | undefined];
      return (first === 'summary' ? names.has(second!) : others.has(first)) ? [] : [place];
    });
    const patterns = Object.keys(columns ?? {});
    const own = method.output === 'post-table' ? Object.entries(artefact.columns) : [];
    const wrong = own.filter(([name, column]) => {
      const pattern = patterns.find((one) => one === name || (one.endsWith('*') && name.startsWith(one.slice(0, -1))));
      return pattern === undefined || (columns![pattern] === 'number') === Array.isArray(column);
    });
    return [...figures, ...wrong.map(([name]) => `column ${name}`)].map((one) => `${method.id} ${one}`);
  });
  expect([...new Set(missing)]).toEqual([]);
});

test('what is declared is made: a protocol that names it is not let down', () => {
  const made = new Map<string, Set<string>>();
  for (const { method, artefact } of runs) {
    const own = made.get(method.id) ?? made.set(method.id, new Set()).get(method.id)!;
    for (const place of placesOf(artefact.about)) {
      const [first, second] = place.split('/') as [string, string | undefined];
      own.add(first === 'summary' ? `summary/${second}` : first);
    }
    for (const name of Object.keys(artefact.columns)) own.add(`column ${name}`);
  }
  const unmade = Object.entries(results).flatMap(([id, { columns, summary, about }]) => {
    const declared = [
      ...summary.split(' ').map((one) => `summary/${one}`),
      ...(about ? about.split(' ') : []),
      ...Object.keys(columns ?? {}).map((one) => `column ${one}`),
    ];
    const has = (one: string): boolean =>
      one.endsWith('*') ? [...made.get(id)!].some((name) => name.startsWith(one.slice(0, -1))) : made.get(id)!.has(one);
    return declared.filter((one) => !has(one)).map((one) => `${id} ${one}`);
  });
  expect(unmade).toEqual([]);
});
