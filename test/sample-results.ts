import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Artefact } from '../domain/artefact';
import { AssayError } from '../domain/errors';
import type { Json } from '../domain/json';
import type { Method } from '../domain/method';
import { allMethods, methodOf } from '../methods';
import { projectRoot } from '../settings';
import { runMethod } from './analysis/run-method';
import { dataOf } from './analysis/network/posts';

/** Parameters under which a method has something to say of the sample; others have their defaults. */
const settings: Readonly<Record<string, readonly object[]>> = {
  'text/pii': [{}, { mask: true }],
  'text/search': [{ query: 'battery' }],
  'text/keywords': [{ by: 'label', group: 'negative' }, {}],
  'text/dictionary': [{ categories: { battery: ['battery', 'charg*'], sound: ['sound'] } }],
  'text/emotion': [{}, { label: 'label' }],
  'text/stance': [{ target: 'battery' }, { label: 'label' }],
  'text/toxicity': [{}, { label: 'label' }],
  'text/sarcasm': [{}, { label: 'label' }],
  'text/aspects': [{ aspects: 'battery,sound' }, {}],
  'text/classifier': [{ label: 'label' }],
  'text/classify': [{}, { label: 'label', c: 1 }],
  'text/sentiment': [{ c: 1, weighting: 'counts', languages: 'shared' }, { label: 'nothing' }],
  'text/explain': [{ label: 'label', c: 1, posts: 5 }],
  'text/topics-lda': [{ topics: 3, iterations: 20 }],
  'text/topics-nmf': [{ topics: 3 }],
  'text/topics-clusters': [{ topics: 3 }],
  'text/clusters': [{ clusters: 3 }, { method: 'density' }],
  'text/topic-stability': [{ topics: 3 }],
  'network/opinions': [{ measure: { task: 'mood', column: 'compound' }, minimumPosts: 2 }],
  'network/models': [{ samples: 3 }],
  'statistics/breakdown': [{ measure: { task: 'mood', column: 'compound' }, by: { field: 'platform' } }],
  'learning/cross-validation': [{ label: 'label', slices: ['platform'] }],
  'learning/agreement': [{ label: 'label', slices: ['platform'] }],
};

function sample() {
  const lines = readFileSync(path.join(projectRoot, 'examples', 'headset', 'data', 'chirp.csv'), 'utf8')
    .split('\n')
    .filter((line) => /^\d+,"/.test(line))
    .slice(0, 160);
  const text = lines.map((line) => /^\d+,"([^"]*)"/.exec(line)![1]!);
  const label = lines.map((line) => /,(positive|neutral|negative),/.exec(line)?.[1] ?? null);
  return dataOf(
    text.map((one, i) => ({
      who: i % 20,
      at: 1_770_000_000 + i * 5000,
      text: one,
      tags: [`tag${i % 6}`, `other${i % 4}`],
      urls: [`site${i % 5}.example`],
      mentions: [(i * 7 + 3) % 20],
      ...(i > 40 && i % 3 === 0 ? { repostOf: i - 40 } : {}),
      ...(i > 40 && i % 3 === 1 ? { replyTo: i - 37 } : {}),
    })),
    { label },
  );
}

/** Places of all values of a JSON tree; those within a list end at the list. */
export function placesOf(value: Json | undefined, place: readonly string[] = []): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [place.join('/')];
  return Object.entries(value).flatMap(([name, one]) => placesOf(one, [...place, name]));
}

export interface SampleRun {
  readonly method: Method;
  readonly artefact: Artefact;
}

/** Every method on a small study of 160 synthetic posts of 20 people; those that refuse it are left out. */
export async function sampleRuns(): Promise<SampleRun[]> {
  const data = sample();
  const made = new Map<string, Artefact>();
  const runs: SampleRun[] = [];
  const run = async (method: Method, parameters: object, inputs: object): Promise<Artefact | undefined> => {
    try {
      const artefact = await runMethod(method, { ...inputs, others: { mood: made.get('post-table') } }, parameters);
      runs.push({ method, artefact });
      return artefact;
    } catch (error) {
      if (error instanceof AssayError) return undefined;
      throw error;
    }
  };
  const first = [
    ['post-table', 'text/sentiment-lexicon', {}],
    ['terms', 'text/bag-of-words', { minimumDocuments: 2 }],
    ['graph', 'network/interactions', {}],
    ['node-measure', 'network/communities', {}],
    ['series', 'series/activity', { interval: 'hour' }],
    ['model', 'text/classifier', { label: 'label' }],
  ] as const;
  const graphs: Record<string, Artefact> = {};
  const inputsOf = (method: Method, all: boolean): object | undefined => {
    const inputs: Record<string, unknown> = {};
    for (const [name, kind] of Object.entries(method.inputs)) {
      if (kind === 'posts' && method.files?.[name]) continue;
      const optional = method.optional?.includes(name);
      if (optional && !all && kind !== 'people') continue;
      const found = kind === 'posts' || kind === 'people' || kind === 'interactions' ? data[kind] : made.get(kind);
      if (found) inputs[name] = found;
      else if (!optional) return undefined;
    }
    return inputs;
  };
  for (const [kind, id, parameters] of first) {
    const method = methodOf(id)!;
    const artefact = await run(method, parameters, inputsOf(method, false)!);
    if (artefact) made.set(kind, artefact);
  }
  const slices = await run(methodOf('network/build')!, { slice: 172_800 }, inputsOf(methodOf('network/build')!, true)!);
  if (slices) graphs.slices = slices;
  for (const method of allMethods()) {
    if (method.id === 'statistics/hypotheses' || method.id === 'release/table') continue;
    for (const parameters of settings[method.id] ?? [{}])
      for (const all of method.optional ? [false, true] : [false]) {
        const inputs = inputsOf(method, all);
        if (inputs) await run(method, parameters, inputs);
        if (inputs && 'graph' in inputs && graphs.slices && method.id === 'network/community-evolution')
          await run(method, parameters, { ...inputs, graph: graphs.slices });
      }
  }
  return runs;
}
