/**
 * Hostile strings through every method that takes posts one by one, and through the others as corpora; reports what is slow.
 *
 *   node dist/bench/fuzz.js [STRINGS] [SEED] [METHOD]     # a million strings take a while for each method
 *
 * Fails (exit code 1) on a throw, on a place outside a post, or where a long post costs more than 50 ms of processor time per 10 kB.
 */
import { Xoshiro128 } from '../analysis/statistics/random';
import { AssayError } from '../domain/errors';
import { allBombs, hostileString, longString } from '../test/fuzz/hostile';
import { answerOf, corpusOf, faultsOf, methodsOfPosts } from '../test/fuzz/run-hostile';

const limit = 50;
/** UTF-16 units of a long post whose cost is measured, and of the longest. */
const long = 100_000;
const longest = 1_000_000;
const batch = 5000;
const corpus = 2000;

async function cost(method: Parameters<typeof answerOf>[0], text: string): Promise<number> {
  const posts = corpusOf([text], () => 'en');
  const before = process.cpuUsage();
  await answerOf(method, posts);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / (text.length / 10_000);
}

async function main(): Promise<void> {
  const strings = Number(process.argv[2] ?? 1_000_000);
  const seed = Number(process.argv[3] ?? 1);
  const only = process.argv[4];
  let failed = false;
  console.log(
    '| method | strings | faults | strings/s | slowest ms per 10 kB | where |\n| --- | --- | --- | --- | --- | --- |',
  );
  for (const method of methodsOfPosts().filter((one) => !only || one.id === only)) {
    const random = new Xoshiro128(seed);
    const faults: string[] = [];
    const total = method.perPost ? strings : Math.min(strings, corpus);
    const started = process.cpuUsage();
    for (let done = 0; done < total; done += batch) {
      const posts = corpusOf(Array.from({ length: Math.min(batch, total - done) }, () => hostileString(random)));
      try {
        const answer = await answerOf(method, posts);
        if (!(answer instanceof AssayError)) faults.push(...faultsOf(method, posts, answer));
      } catch (error) {
        faults.push(`throws ${(error as Error).message}`);
      }
    }
    const seconds = process.cpuUsage(started).user / 1e6;
    let slowest = 0;
    let where = '';
    const tried: [string, string][] = allBombs.map((bomb) => [
      JSON.stringify(bomb),
      bomb.repeat(Math.ceil(long / bomb.length)),
    ]);
    for (let i = 0; i < 20; i++) tried.push([`mixed ${i}`, longString(random, long)]);
    tried.push(['one megabyte', longString(random, longest)]);
    for (const [name, text] of tried) {
      try {
        // The better of two: the machine does other things too.
        let own = await cost(method, text);
        if (own > limit / 2) own = Math.min(own, await cost(method, text));
        if (own > slowest) [slowest, where] = [own, name];
      } catch (error) {
        faults.push(`throws on ${name}: ${(error as Error).message}`);
      }
    }
    if (faults.length > 0 || slowest > limit) failed = true;
    console.log(
      `| ${method.id} | ${total} | ${faults.length}${faults[0] ? ` (${faults[0].slice(0, 120)})` : ''} | ${Math.round(total / seconds)} | ${slowest.toFixed(1)} | ${where} |`,
    );
  }
  process.exitCode = failed ? 1 : 0;
}

void main();
