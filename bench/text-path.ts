/**
 * From raw posts to topics: normalising, language, masking, near-duplicates, lexicon sentiment, TF-IDF and topics, by the functions and
 * the worker threads that a study uses, without the database. Prints one JSON line: seconds and processor seconds of each part.
 *
 *   node dist/bench/corpus.js 1000000 POSTS.ndjson
 *   node dist/bench/text-path.js POSTS.ndjson [ROWS] [THREADS]
 *   PYTHON bench/peers/text_path.py POSTS.ndjson --rows 100000
 */
import { createReadStream, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { createInterface } from 'node:readline';
import { AnalysisPool } from '../activities/runner/pool';
import { Xoshiro128 } from '../analysis/statistics/random';
import { groupNearDuplicates } from '../analysis/text/duplicates/near-duplicates';
import { joinParts, type Artefact, numbers } from '../domain/artefact';
import type { MethodContext, Posts } from '../domain/method';
import { methodOf } from '../methods';

const cleaningChunk = 10_000;
const topics = 20;
const context: MethodContext = { random: new Xoshiro128(1), progress: () => {}, gaps: [] };

function peakMegabytes(): number {
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;
}

async function readTexts(file: string, rows: number): Promise<string[]> {
  const texts: string[] = [];
  for await (const line of createInterface({ input: createReadStream(file) })) {
    texts.push((JSON.parse(line) as { text: string }).text);
    if (texts.length === rows) break;
  }
  return texts;
}

function postsOf(text: readonly string[], language: readonly string[]): Posts {
  const all = (value: string): string[] => new Array<string>(text.length).fill(value);
  return {
    count: text.length,
    text,
    language,
    time: new Float64Array(text.length).fill(Number.NaN),
    platform: all('file'),
    kind: all('post'),
    attributes: {},
    counts: {},
  };
}

async function main(): Promise<void> {
  const [file, rowsText, threadsText] = process.argv.slice(2);
  if (!file) throw new Error('usage: text-path.js POSTS.ndjson [ROWS] [THREADS]');
  const threads = Number(threadsText ?? availableParallelism());
  const pool = new AnalysisPool(threads);
  const parts: Record<string, { seconds: number; cpu: number }> = {};
  const started = { wall: performance.now(), cpu: process.cpuUsage() };
  let last = started;
  const spent = (from: typeof started): { seconds: number; cpu: number } => {
    const { user, system } = process.cpuUsage(from.cpu);
    return { seconds: (performance.now() - from.wall) / 1000, cpu: (user + system) / 1e6 };
  };
  const done = (name: string): void => {
    parts[name] = spent(last);
    last = { wall: performance.now(), cpu: process.cpuUsage() };
  };
  const inChunks = async <T>(
    count: number,
    size: number,
    work: (from: number, to: number) => Promise<T>,
  ): Promise<T[]> =>
    Promise.all(
      Array.from({ length: Math.ceil(count / size) }, (_, i) => work(i * size, Math.min(count, (i + 1) * size))),
    );
  const method = (id: string, inputs: Record<string, unknown>, parameters: object): Promise<Artefact> =>
    pool.runInline({
      kind: 'inline',
      method: id,
      parameters: methodOf(id)!.parameters.parse(parameters),
      seed: 1,
      gaps: [],
      inputs,
      progress: new SharedArrayBuffer(8),
    });

  const raw = await readTexts(file, Number(rowsText ?? Number.POSITIVE_INFINITY));
  done('read');
  const cleaned = await inChunks(raw.length, cleaningChunk, (from, to) =>
    pool.clean({
      texts: raw.slice(from, to),
      options: {
        mask: ['url', 'email', 'mention', 'phone', 'ip', 'card', 'iban'],
        keepMentions: [],
        minimumLanguageConfidence: 0.02,
      },
    }),
  );
  const text = cleaned.flatMap((one) => one.text);
  const language = cleaned.flatMap((one) => one.language);
  const count = raw.length;
  raw.length = 0;
  done('normalise, language, masking');
  const group = groupNearDuplicates(text, 0.8);
  const kept = Array.from(group.keys()).filter((i) => group[i] === i);
  const posts = postsOf(
    kept.map((i) => text[i]!),
    kept.map((i) => language[i]!),
  );
  text.length = 0;
  done('near-duplicates');
  // As `assay method` does it: where the posts are, unless there are more than the method's own chunk.
  const lexicon = methodOf('text/sentiment-lexicon')!;
  const score = (some: Posts): Promise<Artefact> | Artefact =>
    posts.count <= lexicon.chunk!
      ? lexicon.run({ posts: some } as never, lexicon.parameters.parse({}) as never, context)
      : method(lexicon.id, { posts: some }, {});
  const scored = joinParts(
    await inChunks(posts.count, lexicon.chunk!, async (from, to) =>
      score(postsOf(posts.text.slice(from, to), posts.language.slice(from, to))),
    ),
  );
  done('sentiment');
  const found = await method('text/topics-nmf', { posts }, { topics });
  done('tf-idf and topics');
  const whole = spent(started);
  await pool.close();
  process.stdout.write(
    `${JSON.stringify({
      rows: count,
      kept: posts.count,
      scored: Float64Array.from(numbers(scored, 'compound')).filter((one) => !Number.isNaN(one)).length,
      topics: (found.about.summary as { topics: unknown[] }).topics.length,
      threads,
      parts,
      ...whole,
      peakMegabytes: peakMegabytes(),
    })}\n`,
  );
}

void main();
