import { z } from 'zod';
import { type Artefact, numbers } from '../../../domain/artefact';
import { AssayError } from '../../../domain/errors';
import type { JsonObject } from '../../../domain/json';
import { defineMethod, type Posts } from '../../../domain/method';
import { type Csr, csrOf } from '../graph/csr';
import { adoptionTimes } from '../diffusion/diffusion';
import { edgeList } from '../graph/graph';
import { interactionRows } from '../posts/interaction-rows';
import { bassCumulative, fitBass } from './bass';
import { exposureCurve, type ExposureStep, exposures, shuffleTest } from './exposure';

const id = 'network/adoption';

/** Columns that hold numbers of adopters, period by period. */
const countColumns = ['adopters', 'new_adopters', 'adoptions', 'sales', 'count', 'n'];

/** Levels of exposure with fewer nodes are not shown: their share says nothing, and may point at someone. */
const fewestAtRisk = 10;

const parameters = z
  .object({
    item: z
      .string()
      .optional()
      .describe('posts: adoption is a person’s first post with this hashtag or link; else the first post'),
    count: z.string().optional().describe('column with the number of adopters of each period, where rows are periods'),
    periods: z.number().int().min(5).max(10_000).default(30).describe('periods into which the time of adoption is cut'),
    interval: z
      .number()
      .positive()
      .optional()
      .describe('length of a period in the unit of the times (posts: seconds), instead of a number of periods'),
    view: z
      .enum(['auto', 'curve', 'exposure'])
      .default('auto')
      .describe('rows of the result: the curve, or adoption by exposure'),
    shuffles: z.number().int().min(19).max(100_000).default(200),
  })
  .strict();
type Settings = z.output<typeof parameters>;

interface Adoption {
  /** Adopters in each period. */
  readonly counts: Float64Array;
  readonly from: number;
  readonly length: number;
}

function inPeriods(times: Float64Array, settings: Settings, unit: number): Adoption | null {
  const known = times.filter((one) => !Number.isNaN(one)).sort();
  if (known.length === 0) return null;
  const from = known[0]!;
  const span = known.at(-1)! - from;
  const length = settings.interval !== undefined ? settings.interval * unit : span / settings.periods;
  if (!(length > 0)) return { counts: Float64Array.of(known.length), from, length: 0 };
  const number = Math.min(
    100_000,
    Math.max(1, settings.interval !== undefined ? Math.floor(span / length) + 1 : settings.periods),
  );
  const counts = new Float64Array(number);
  for (const one of known) counts[Math.min(number - 1, Math.floor((one - from) / length))]!++;
  return { counts, from, length };
}

/** Periods as rows of a file: adopters in each, in order of rows. */
function countsOf(posts: Posts, settings: Settings): Float64Array | undefined {
  const name = settings.count ?? countColumns.find((one) => one in posts.attributes);
  const column = name === undefined ? undefined : posts.attributes[name];
  if (!column) {
    if (settings.count === undefined) return undefined;
    throw new AssayError('ASSAY_METHOD_PARAMETERS', `${id}, parameter count: a column of the file was expected`);
  }
  const counts = Float64Array.from(column, (one) => (one === null || one === '' ? Number.NaN : Number(one)));
  if (counts.every((one) => one >= 0)) return counts;
  if (settings.count === undefined) return undefined;
  throw new AssayError('ASSAY_METHOD_INPUT', `${id}, parameter count: a number from 0 on in every row was expected`);
}

/** When each person first posted at all, or with the item; and whom each has addressed, which is whom they are taken to see. */
function fromPosts(posts: Posts, author: ArrayLike<number>, interactions: Artefact, item: string | undefined) {
  const rows = interactionRows(interactions);
  let people = 0;
  for (let i = 0; i < author.length; i++) people = Math.max(people, author[i]! + 1);
  for (let row = 0; row < rows.count; row++) people = Math.max(people, rows.source[row]! + 1, rows.target[row]! + 1);
  const adopted = new Float64Array(people).fill(Number.NaN);
  const note = (person: number, time: number): void => {
    if (person >= 0 && !Number.isNaN(time) && !(adopted[person]! <= time)) adopted[person] = time;
  };
  const wanted = item?.replace(/^#/, '').toLowerCase();
  if (wanted === undefined) for (let i = 0; i < posts.count; i++) note(author[i]!, posts.time[i]!);
  const pairs = new Set<number>();
  for (let row = 0; row < rows.count; row++) {
    const [a, b] = [rows.source[row]!, rows.target[row]!];
    if (wanted !== undefined && rows.tag[row]?.toLowerCase() === wanted) note(a, rows.time[row]!);
    if (a >= 0 && b >= 0 && a !== b) pairs.add(a * people + b);
  }
  const keys = Float64Array.from(pairs).sort();
  const sees = csrOf({
    nodes: people,
    directed: true,
    source: Int32Array.from(keys, (key) => Math.floor(key / people)),
    target: Int32Array.from(keys, (key) => key % people),
    weight: new Float64Array(keys.length).fill(1),
  });
  return { adopted, sees };
}

function exposureTable(steps: readonly ExposureStep[]): Artefact['columns'] {
  const shown = steps.filter((one) => one.atRisk >= fewestAtRisk);
  return {
    neighbours: Int32Array.from(shown, (one) => one.neighbours),
    atRisk: Int32Array.from(shown, (one) => one.atRisk),
    adopted: Int32Array.from(shown, (one) => one.adopted),
    probability: Float64Array.from(shown, (one) => one.probability ?? Number.NaN),
    low: Float64Array.from(shown, (one) => one.low ?? Number.NaN),
    high: Float64Array.from(shown, (one) => one.high ?? Number.NaN),
  };
}

/** A market that may be so many times what was seen is not known. */
const unbounded = 10;

export const networkAdoption = defineMethod({
  id,
  version: 1,
  step: 'modelling',
  title: 'Adoption',
  description:
    'How something is taken up: the Bass curve with its shares of innovation and imitation, and how likely people adopt by how many they are tied to have adopted before. Exposure curves rise with homophily and with causes from outside as well as with influence: a shuffle test says how much of the order in time they explain, and no more. A Bass curve fits nearly any S: before the peak its market is a guess.',
  references: [
    'Bass 1969, doi:10.1287/mnsc.15.5.215',
    'Srinivasan & Mason 1986, doi:10.1287/mksc.5.2.169',
    'Mahajan, Muller & Srivastava 1990, doi:10.2307/3172549',
    'Romero, Meeder & Kleinberg 2011, doi:10.1145/1963405.1963503',
    'Anagnostopoulos, Kumar & Mahdian 2008, doi:10.1145/1401890.1401897',
    'Shalizi & Thomas 2011, doi:10.1177/0049124111404820',
  ],
  parameters,
  inputs: { graph: 'graph', adopted: 'node-labels', posts: 'posts', people: 'people', interactions: 'interactions' },
  optional: ['graph', 'adopted'],
  files: { adopted: 'node-labels' },
  output: 'table',
  individuals: false,
  seeded: true,
  run({ graph, adopted: labels, posts, people, interactions }, settings, context): Artefact {
    let times: Float64Array | undefined;
    let sees: Csr | undefined;
    let counts = graph === undefined && posts ? countsOf(posts, settings) : undefined;
    let unit = 1;
    if (graph) {
      const list = edgeList(graph);
      const ordinals = (graph.about as { people?: readonly number[] }).people;
      if (!labels && !(posts && ordinals))
        throw new AssayError(
          'ASSAY_METHOD_INPUT',
          `${id} needs on a graph the time at which each node adopted: a file of node,label was expected under adopted, found none`,
        );
      if (labels) times = adoptionTimes(labels, list.nodes, id);
      else {
        // A graph of the study's people: when each adopted stands in the posts.
        const known = fromPosts(posts, numbers(people, 'author'), interactions, settings.item).adopted;
        times = Float64Array.from(ordinals!, (person) => known[person] ?? Number.NaN);
        unit = 1000;
      }
      // A directed tie carries what is adopted from source to target: the target sees the source.
      sees = csrOf(list, { loops: false, direction: 'in' });
    } else if (!counts && posts) {
      unit = 1000;
      ({ adopted: times, sees } = fromPosts(posts, numbers(people, 'author'), interactions, settings.item));
    }
    const adoption = times && inPeriods(times, settings, unit);
    counts ??= adoption?.counts ?? new Float64Array(0);
    const bass = fitBass(counts);
    const adopters = counts.reduce((sum, one) => sum + one, 0);
    context.progress(0.3);
    let exposure: JsonObject | undefined;
    let steps: ExposureStep[] = [];
    if (times && sees && sees.targets.length > 0) {
      const before = exposures(sees.offsets, sees.targets, times);
      steps = exposureCurve(sees.offsets, before, times);
      const test = shuffleTest(sees.offsets, sees.targets, times, settings.shuffles, context.random);
      const level = (k: number): number | null => {
        const found = steps.find((one) => one.neighbours === k);
        return found && found.atRisk >= fewestAtRisk ? found.probability : null;
      };
      exposure = {
        ties: sees.targets.length,
        withoutExposure: level(0),
        withOne: level(1),
        withTwo: level(2),
        shuffleTest: { ...test },
        confounding:
          'people who are tied are alike, and alike people adopt alike without any influence (homophily); causes from outside reach neighbours together',
      };
    }
    const exposureView = settings.view === 'exposure' || (settings.view === 'auto' && graph !== undefined);
    let total = 0;
    const enough = bass !== null && adopters > 0;
    return {
      kind: 'table',
      columns: exposureView
        ? exposureTable(steps)
        : {
            period: Int32Array.from(counts, (_, i) => i + 1),
            ...(adoption && adoption.length > 0
              ? { from: Float64Array.from(counts, (_, i) => adoption.from + i * adoption.length) }
              : {}),
            adopters: counts,
            cumulative: Float64Array.from(counts, (one) => (total += one)),
            fitted: Float64Array.from(counts, (_, i) =>
              bass
                ? bass.market.value *
                  (bassCumulative(i + 1, bass.p.value, bass.q.value) - bassCumulative(i, bass.p.value, bass.q.value))
                : Number.NaN,
            ),
          },
      about: {
        summary: {
          adopters,
          periods: counts.length,
          bass: bass
            ? {
                p: { ...bass.p },
                q: { ...bass.q },
                market: { ...bass.market },
                level: bass.level,
                rSquared: Number.isNaN(bass.rSquared) ? null : bass.rSquared,
                residualSquares: bass.residualSquares,
                converged: bass.converged,
                ...(bass.market.high !== null && bass.market.high <= unbounded * adopters
                  ? {}
                  : { note: 'the data do not bound the market: read the curve within the observed periods only' }),
              }
            : null,
          herd: bass ? { imitators: bass.imitators, peakPeriod: bass.peak } : null,
          ...(exposure ? { exposure } : {}),
          ...(enough ? {} : { notEnoughData: true, reason: 'five periods and an adopter are needed for a curve' }),
        },
      },
    };
  },
});
