import { z } from 'zod';
import { type Artefact, numbers, strings } from '../../../domain/artefact';
import { AssayError } from '../../../domain/errors';
import type { JsonObject } from '../../../domain/json';
import { defineMethod, type Posts } from '../../../domain/method';
import { fitLogistic, type LogisticModel, predictProbabilities } from '../../learning/logistic-regression';
import type { SparseMatrix } from '../../learning/sparse-matrix';
import { stratifiedFolds } from '../../learning/splits';
import { auc } from '../links/auc';
import { interactionRows } from '../posts/interaction-rows';
import { accountFeatures, accountTable, featureNames, robustUnits } from './features';

const id = 'network/spam';

/** Robust units above which a feature counts as evidence. */
const unusual = 3;

/** Robust units beyond which a feature counts no more: one extreme does not make a spammer. */
const mostUnits = 8;

/** Fewest accounts with each label to learn from. */
const fewestLabelled = 10;

const positives = new Set(['1', 'true', 'yes', 'spam', 'spammer', 'bot', 'fake', 'positive']);
const negatives = new Set([
  '0',
  'false',
  'no',
  'ham',
  'human',
  'genuine',
  'real',
  'legitimate',
  'negative',
  'none',
  'not-spam',
]);

/** Attributes taken for labels where none is named, if they hold nothing else. */
const labelNames = ['is_bot', 'bot', 'is_spam', 'spam', 'spammer', 'label'];

/** 1, 0, or −1 where a label says neither. */
function truthOf(label: string | null | undefined, positive: string | undefined): number {
  if (label === null || label === undefined || label === '') return -1;
  const text = label.trim().toLowerCase();
  if (positive !== undefined) return text === positive.toLowerCase() ? 1 : 0;
  return positives.has(text) ? 1 : negatives.has(text) ? 0 : -1;
}

/** What is known of accounts, from a file of labels or from an attribute of their posts. */
function truths(
  accounts: Int32Array,
  author: ArrayLike<number>,
  posts: Posts,
  labels: Artefact | undefined,
  settings: { readonly label?: string | undefined; readonly positive?: string | undefined },
): Int8Array {
  const out = new Int8Array(accounts.length).fill(-1);
  const place = new Map([...accounts].map((who, i) => [who, i]));
  if (labels) {
    const label = strings(labels, 'label');
    accounts.forEach((who, i) => {
      out[i] = truthOf(label[who], settings.positive);
    });
    return out;
  }
  const speaks = (name: string): boolean =>
    posts.attributes[name]?.every((one) => !one || truthOf(one, settings.positive) >= 0) ?? false;
  const name = settings.label ?? labelNames.find(speaks);
  const column = name === undefined ? undefined : posts.attributes[name];
  if (settings.label !== undefined && !column)
    throw new AssayError('ASSAY_METHOD_PARAMETERS', `${id}, parameter label: an attribute of the posts was expected`);
  column?.forEach((one, post) => {
    const i = place.get(author[post]!);
    const truth = truthOf(one, settings.positive);
    // Of contradicting labels the accusing one is not taken.
    if (i !== undefined && truth >= 0) out[i] = out[i] === -1 ? truth : Math.min(out[i]!, truth);
  });
  return out;
}

function rowsOf(features: readonly Float64Array[], wanted: readonly number[]): SparseMatrix {
  const columns = features.length;
  return {
    rows: wanted.length,
    columns,
    start: Int32Array.from({ length: wanted.length + 1 }, (_, i) => i * columns),
    index: Int32Array.from({ length: wanted.length * columns }, (_, e) => e % columns),
    value: Float64Array.from(
      { length: wanted.length * columns },
      (_, e) => features[e % columns]![wanted[Math.floor(e / columns)]!]!,
    ),
  } as SparseMatrix;
}

export const networkSpam = defineMethod({
  id,
  version: 2,
  step: 'modelling',
  title: 'Signs of spam',
  description:
    'Accounts that post unlike the others in ways that spam often does (rates, links, repeats, clockwork), each with its evidence in words and figures; learnt from labels where there are some. Never a verdict: for a person to check. Busy people, news services and people with assistive tools look alike; do not act on an account for its score.',
  references: [
    'Benevenuto, Magno, Rodrigues & Almeida 2010, Detecting spammers on Twitter (CEAS)',
    'Rauchfleisch & Kaiser 2020, doi:10.1371/journal.pone.0241045 (how often such detection errs)',
  ],
  parameters: z
    .object({
      minimumPosts: z.number().int().min(1).default(3).describe('accounts with fewer posts are not scored'),
      label: z
        .string()
        .optional()
        .describe(
          'attribute of the posts that says of their author spam/bot or not; left out, is_bot, bot, is_spam, spam or label where there is one',
        ),
      positive: z.string().optional().describe('the label that means spam, where it is not one of the usual words'),
      folds: z.number().int().min(2).max(20).default(5),
    })
    .strict(),
  inputs: { posts: 'posts', people: 'people', interactions: 'interactions', labels: 'node-labels' },
  optional: ['labels'],
  files: { labels: 'node-labels' },
  output: 'node-measure',
  individuals: true,
  seeded: true,
  run({ posts, people, interactions, labels }, settings, context): Artefact {
    const author = numbers(people, 'author');
    const rows = interactionRows(interactions);
    const table = accountTable(posts, author, rows, settings.minimumPosts, (f) => context.progress(f / 2));
    const n = table.accounts.length;
    const measured = featureNames.map((name) => ({ name, ...robustUnits(table.values[name]) }));
    const units = measured.map(({ units: one }) =>
      one.map((value) => Math.max(-mostUnits, Math.min(mostUnits, value))),
    );
    const truth = truths(table.accounts, author, posts, labels, settings);
    const labelled = [...truth.keys()].filter((i) => truth[i]! >= 0);
    const spam = labelled.filter((i) => truth[i] === 1).length;
    const trained = Math.min(spam, labelled.length - spam) >= fewestLabelled;
    let value: Float64Array;
    let learnt: JsonObject | undefined;
    if (trained) {
      const y = labelled.map((i) => truth[i]!);
      const options = { c: 1, tolerance: 1e-3 };
      const probability = (model: LogisticModel, wanted: readonly number[]): number[] => {
        const both = predictProbabilities(model, rowsOf(units, wanted));
        return wanted.map((_, i) => both[2 * i + 1]!);
      };
      value = new Float64Array(n);
      const model = fitLogistic(rowsOf(units, labelled), y, 2, options);
      probability(
        model,
        Array.from({ length: n }, (_, i) => i),
      ).forEach((one, i) => {
        value[i] = one;
      });
      // Labelled accounts get the score of a model that has not seen them.
      const folds = stratifiedFolds(y, settings.folds, context.random.fork('folds'));
      for (let fold = 0; fold < settings.folds; fold++) {
        const train = labelled.filter((_, k) => folds[k] !== fold);
        const test = labelled.filter((_, k) => folds[k] === fold);
        const part = fitLogistic(
          rowsOf(units, train),
          train.map((i) => truth[i]!),
          2,
          options,
        );
        probability(part, test).forEach((one, k) => {
          value[test[k]!] = one;
        });
        context.progress(0.5 + (0.5 * (fold + 1)) / settings.folds);
      }
      learnt = {
        labelled: labelled.length,
        labelledSpam: spam,
        // On accounts that the scoring model had not seen.
        auc: {
          ...auc(
            labelled.filter((i) => truth[i] === 1).map((i) => value[i]!),
            labelled.filter((i) => truth[i] === 0).map((i) => value[i]!),
          ),
        },
        weights: Object.fromEntries(featureNames.map((name, j) => [name, model.weights[j * 2 + 1]!])),
      };
    } else {
      // The mean excess over the others, in robust units: 0 for an account that is unusual in nothing.
      value = Float64Array.from(
        { length: n },
        (_, i) => units.reduce((sum, one) => sum + Math.max(0, one[i]!), 0) / units.length,
      );
    }
    const evidence = Array.from({ length: n }, (_, i) =>
      JSON.stringify(
        measured
          .map(({ name, centre }, j) => ({
            feature: name,
            meaning: accountFeatures[name].meaning,
            value: table.values[name][i]!,
            usual: centre,
            units: units[j]![i]!,
          }))
          .filter((one) => one.units >= unusual)
          .sort((a, b) => b.units - a.units || (a.feature < b.feature ? -1 : 1)),
      ),
    );
    const order = Int32Array.from({ length: n }, (_, i) => i).sort((a, b) => value[b]! - value[a]! || a - b);
    const many = measured.map((_, j) => units[j]!.reduce((sum, one) => sum + (one >= unusual ? 1 : 0), 0));
    const signs = Array.from(order, (i) => units.reduce((sum, one) => sum + (one[i]! >= unusual ? 1 : 0), 0));
    return {
      kind: 'node-measure',
      columns: {
        node: Int32Array.from(order, (i) => table.accounts[i]!),
        value: Float64Array.from(order, (i) => value[i]!),
        posts: Int32Array.from(order, (i) => table.posts[i]!),
        signs: Int32Array.from(signs),
        evidence: Array.from(order, (i) => evidence[i]!),
      },
      about: {
        people: true,
        json: ['evidence'],
        summary: {
          posts: posts.count,
          accounts: n,
          scoredBy: trained ? 'labels' : 'deviation from the other accounts',
          withThreeSigns: signs.filter((one) => one >= 3).length,
          unusual: Object.fromEntries(featureNames.map((name, j) => [name, many[j]!])),
          ...(learnt ? { learnt } : {}),
          ...(labelled.length > 0 && !trained
            ? {
                labels: `${spam} and ${labelled.length - spam} of each label, ${fewestLabelled} are needed to learn from`,
              }
            : {}),
          note: 'for a person to check: never a verdict',
          ...(n < 10
            ? { notEnoughData: true, reason: `fewer than ten accounts with ${settings.minimumPosts} posts to compare` }
            : {}),
        },
      },
    };
  },
});
