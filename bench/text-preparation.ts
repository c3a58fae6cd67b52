/**
 * Reading posts before analysis: language, near duplicates, search; speed against Python on the same input, and quality.
 *
 *   node --expose-gc dist/bench/text-preparation.js speed PYTHON [REPEATS]   # CPU seconds of both, in turn; the least of each counts
 *   node dist/bench/text-preparation.js million                              # near duplicates of 1,000,000 posts: CPU, memory
 *   node dist/bench/text-preparation.js quality                              # accuracy and recall with 95 % intervals
 *   node dist/bench/text-preparation.js threads POSTS.ndjson [METHOD] [REPEATS]   # wall seconds with one thread and two, on a quiet machine
 *
 * PYTHON is an interpreter with py3langid, datasketch and rank-bm25. Posts are those of shared/data, resampled.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { runOnFile } from '../activities/runner/on-file';
import { wilson } from '../analysis/statistics/intervals';
import { Xoshiro128 } from '../analysis/statistics/random';
import { languageDetector } from '../analysis/text/languages/detect';
import {
  groupNearDuplicates,
  jaccard,
  shingles,
  textNearDuplicates,
} from '../analysis/text/duplicates/near-duplicates';
import { textSearch } from '../analysis/text/retrieval/search';
import { textEntities } from '../analysis/text/names/entities';
import { tokenise } from '../analysis/text/tokens';
import type { Artefact } from '../domain/artefact';
import type { Method, MethodContext, Posts } from '../domain/method';
import { methodOf } from '../methods';
import { projectRoot, sharedData } from '../settings';
import { tweetLanguages } from './tweet-languages';

interface Post {
  readonly text: string;
  readonly language?: string;
}

function read<T>(folder: string, file: string): T[] {
  const found = sharedData(folder, file);
  if (!found) throw new Error(`${file} is not here`);
  return gunzipSync(readFileSync(found))
    .toString('utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}

function inEightLanguages(part: 'train' | 'dev'): Post[] {
  return Object.entries(tweetLanguages).flatMap(([name, language]) =>
    read<Post>('sentiment', `tweets-${name}-${part}.jsonl.gz`).map(({ text }) => ({ text, language })),
  );
}

/** Posts of mixed words of English tweets; one in ten a copy, one in ten with a word changed. */
function resampled(count: number): Post[] {
  const tweets = read<Post>('sentiment', 'tweets-en-train.jsonl.gz').map(({ text }) => text);
  const words = tweets.join(' ').split(/\s+/);
  const random = new Xoshiro128(1);
  const posts: Post[] = [];
  for (let i = 0; i < count; i++) {
    const kind = random.below(10);
    const base = tweets[random.below(tweets.length)]!;
    const own = base.split(' ');
    if (kind === 0) posts.push({ text: base });
    else if (kind === 1) {
      own[random.below(own.length)] = words[random.below(words.length)]!;
      posts.push({ text: own.join(' ') });
    } else {
      const made: string[] = [];
      let at = random.below(words.length - 50);
      for (let k = 6 + random.below(20); k > 0; k--) {
        if (random.below(3) === 0) at = random.below(words.length - 50);
        made.push(words[at++]!);
      }
      posts.push({ text: made.join(' ') });
    }
  }
  return posts;
}

function postsOf(posts: readonly Post[]): Posts {
  const all = (value: string): string[] => new Array<string>(posts.length).fill(value);
  return {
    count: posts.length,
    text: posts.map(({ text }) => text),
    time: new Float64Array(posts.length).fill(Number.NaN),
    platform: all('file'),
    language: all('en'),
    kind: all('post'),
    attributes: {},
    counts: {},
  };
}

const context: MethodContext = { random: new Xoshiro128(1), progress: () => {}, gaps: [] };

function run(method: Method, posts: Posts, parameters: object = {}): Artefact | Promise<Artefact> {
  return method.run({ posts } as never, method.parameters.parse(parameters) as never, context);
}

async function cpuSeconds(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

interface Pair {
  readonly work: string;
  readonly posts: readonly Post[];
  readonly own: (posts: Posts) => unknown;
  readonly more?: readonly string[];
}

async function speed(interpreter: string, repeats: number): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'assay-bench-'));
  const detect = await languageDetector(0.45);
  const detectAll = (posts: Posts): unknown => posts.text.map((text) => detect(text).language);
  const pairs: Record<string, Pair> = {
    'language, tweets in eight languages': { work: 'language', posts: inEightLanguages('train'), own: detectAll },
    'language, cleaned tweets': { work: 'language', posts: read<Post>('language', 'tweets.jsonl.gz'), own: detectAll },
    'near-duplicates, 50,000 posts': {
      work: 'near-duplicates',
      posts: resampled(50_000),
      own: (posts) => run(textNearDuplicates, posts),
    },
    'near-duplicates, 25,000 posts': {
      work: 'near-duplicates',
      posts: resampled(25_000),
      own: (posts) => run(textNearDuplicates, posts),
    },
    'search, 50,000 posts': {
      work: 'search',
      posts: resampled(50_000),
      own: (posts) => run(textSearch, posts, { query: 'happy birthday' }),
      more: ['happy birthday'],
    },
  };
  const peer = path.join(projectRoot, 'bench', 'peers', 'text_preparation.py');
  for (const [name, { work, posts, own, more = [] }] of Object.entries(pairs)) {
    const input = path.join(folder, 'posts.ndjson');
    writeFileSync(input, posts.map((one) => JSON.stringify(one)).join('\n'));
    const columns = postsOf(posts);
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let i = 0; i < repeats; i++) {
      ours.push(await cpuSeconds(() => own(columns)));
      const printed = execFileSync(interpreter, [peer, work, input, ...more], { encoding: 'utf8' });
      theirs.push((JSON.parse(printed) as { seconds: number }).seconds);
    }
    const [a, b] = [Math.min(...ours), Math.min(...theirs)];
    process.stdout.write(
      `${name}: ${a.toFixed(2)} s (first run, code not yet compiled: ${ours[0]!.toFixed(2)}), Python ${b.toFixed(2)} s, ratio ${(b / a).toFixed(1)} (${(b / ours[0]!).toFixed(1)}); ${Math.round(posts.length / a)} against ${Math.round(posts.length / b)} posts/s\n`,
    );
  }
  const tweets = read<Post>('sentiment', 'tweets-en-train.jsonl.gz');
  const seconds: number[] = [];
  for (let i = 0; i < repeats + 1; i++)
    seconds.push(await cpuSeconds(() => tweets.map(({ text }) => tokenise(text).length)));
  process.stdout.write(`tokens: ${Math.round(tweets.length / Math.min(...seconds))} tweets/s\n`);
  rmSync(folder, { recursive: true, force: true });
}

async function million(): Promise<void> {
  for (const count of [10_000, 100_000, 1_000_000]) {
    const posts = postsOf(resampled(count));
    const seconds = await cpuSeconds(() => run(textNearDuplicates, posts));
    const high = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'));
    process.stdout.write(
      `near-duplicates, ${count} posts: ${seconds.toFixed(2)} CPU s, ${Math.round(count / seconds)} posts/s, peak ${Math.round(Number(high?.[1]) / 1024)} MB with the posts\n`,
    );
  }
}

function share(right: number, n: number): string {
  const interval = wilson(right, n)!;
  return `${(right / n).toFixed(4)} (${interval.low.toFixed(4)} to ${interval.high.toFixed(4)}), n ${n}`;
}

async function quality(): Promise<void> {
  const detect = await languageDetector(0.45);
  const judge = (name: string, posts: readonly Post[]): void => {
    const found = posts.map(({ text }) => detect(text).language);
    const right = found.filter((one, i) => one === posts[i]!.language).length;
    const undetermined = found.filter((one) => one === 'und').length;
    process.stdout.write(`${name}: ${share(right, posts.length)}, undetermined ${undetermined}\n`);
  };
  const dev = inEightLanguages('dev');
  judge('language, unseen tweets in eight languages', dev);
  for (const language of Object.values(tweetLanguages))
    judge(
      `  ${language}`,
      dev.filter((one) => one.language === language),
    );
  judge('language, cleaned tweets', read<Post>('language', 'tweets.jsonl.gz'));

  const texts = resampled(4000).map(({ text }) => text);
  const random = new Xoshiro128(2);
  const edited = texts.map((text) => {
    const words = `${text} ${texts[random.below(texts.length)]}`.split(' ');
    words[random.below(words.length)] = 'changed';
    return words.join(' ');
  });
  const pool = [...texts.map((text, i) => `${text} ${edited[i]!.split(' ').slice(-8).join(' ')}`), ...edited].slice(
    0,
    6000,
  );
  const sets = pool.map(shingles);
  const chain = (await run(textNearDuplicates, postsOf(pool.map((text) => ({ text }))))).columns.group as Int32Array;
  let pairs = 0;
  let together = 0;
  for (let i = 0; i < pool.length; i++) {
    for (let j = 0; j < i; j++) {
      if (sets[i]!.length === 0 || sets[j]!.length === 0) continue;
      if (Math.min(sets[i]!.length, sets[j]!.length) < 0.8 * Math.max(sets[i]!.length, sets[j]!.length)) continue;
      if (jaccard(sets[i]!, sets[j]!) < 0.8) continue;
      pairs++;
      if (chain[i]! >= 0 && chain[i] === chain[j]) together++;
    }
  }
  const first = groupNearDuplicates(pool, 0.8);
  const links = Array.from(first).flatMap((head, i) => (head === i ? [] : [jaccard(sets[head]!, sets[i]!)]));
  process.stdout.write(`near-duplicates, pairs at Jaccard 0.8 found: ${share(together, pairs)}\n`);
  process.stdout.write(
    `near-duplicates, links to the first at 0.8 or more: ${share(links.filter((one) => one >= 0.8).length, links.length)}\n`,
  );

  const sentences = JSON.parse(
    gunzipSync(readFileSync(sharedData('pii', 'presidio-synth-v2.json.gz')!)).toString('utf8'),
  ) as {
    full_text: string;
    spans: { entity_type: string; start_position: number; end_position: number }[];
  }[];
  const found = await run(textEntities, postsOf(sentences.map((one) => ({ text: one.full_text }))));
  const spans = (found.columns.entities as string[]).map(
    (one) => JSON.parse(one) as { start: number; end: number; type: string }[],
  );
  const counts: Record<string, [number, number]> = {};
  let right = 0;
  let all = 0;
  sentences.forEach(({ spans: wanted }, i) => {
    const names = spans[i]!.filter(({ type }) => type === 'name');
    for (const { entity_type, start_position, end_position } of wanted) {
      const count = (counts[entity_type] ??= [0, 0]);
      count[1]++;
      if (names.some(({ start, end }) => start < end_position && end > start_position)) count[0]++;
    }
    all += names.length;
    right += names.filter(({ start, end }) =>
      wanted.some(({ start_position, end_position }) => start < end_position && end > start_position),
    ).length;
  });
  for (const type of ['PERSON', 'ORGANIZATION', 'GPE'])
    process.stdout.write(`names, ${type} touched: ${share(...counts[type]!)}\n`);
  process.stdout.write(`names that touch a labelled span: ${share(right, all)}\n`);
}

/** Processor seconds of this thread so far, as Linux counts them in hundredths. */
function secondsOfThread(): number {
  const stat = readFileSync('/proc/thread-self/stat', 'utf8');
  // The name of the thread, in brackets, may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Of the method alone, as `assay method` runs it: with the start of threads and the passing of posts, without reading and printing. */
async function threads(file: string, id: string, repeats: number): Promise<void> {
  const least = {
    seconds: [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    cpu: [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    serial: [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
  };
  const digests = new Set<string>();
  for (let i = 0; i < repeats; i++) {
    for (const count of [1, 2]) {
      const options = { columns: {}, settings: {}, seed: 1, threads: count };
      let seconds = 0;
      const before = secondsOfThread();
      const cpu = await cpuSeconds(async () => {
        const found = await runOnFile(methodOf(id)!, file, options, () => {});
        seconds = found.seconds;
        const hash = createHash('sha256');
        for (const piece of found.result.pieces()) hash.update(piece);
        digests.add(hash.digest('hex'));
      });
      least.seconds[count - 1] = Math.min(seconds, least.seconds[count - 1]!);
      least.cpu[count - 1] = Math.min(cpu, least.cpu[count - 1]!);
      least.serial[count - 1] = Math.min(secondsOfThread() - before, least.serial[count - 1]!);
    }
  }
  const [one, two] = least.seconds as [number, number];
  const [cpuOfOne, cpuOfTwo] = least.cpu as [number, number];
  process.stdout.write(
    `${id}: ${one.toFixed(2)} s in one thread, ${two.toFixed(2)} s in two, ratio ${(one / two).toFixed(2)}; processor seconds with reading and printing ${cpuOfOne.toFixed(2)} and ${cpuOfTwo.toFixed(2)}, of them in the main thread ${least.serial.map((one) => one.toFixed(2)).join(' and ')}; the bytes ${digests.size === 1 ? 'agree' : 'differ'}\n`,
  );
}

async function main(): Promise<void> {
  const [what, ...rest] = process.argv.slice(2);
  if (what === 'speed' && rest[0]) await speed(rest[0], Number(rest[1] ?? 3));
  else if (what === 'threads' && rest[0]) await threads(rest[0], rest[1] ?? 'text/pii', Number(rest[2] ?? 3));
  else if (what === 'million') await million();
  else if (what === 'quality') await quality();
  else throw new Error('speed PYTHON [REPEATS], threads POSTS [METHOD] [REPEATS], million or quality was expected');
}

void main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
