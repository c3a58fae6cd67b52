/**
 * Topics of 20 Newsgroups against Python: the same tokens, the same number of topics, CPU seconds of the fit alone and the coherence of
 * the ten strongest terms (NPMI over documents, the same code for all). Peers that sweep in another way, gensim and scikit-learn, are
 * also compared with the fewest of Assay's sweeps that are as coherent.
 *
 *   node dist/bench/topics.js PYTHON [REPEATS] [PEER …] [FILE]
 *
 * PYTHON has tomotopy, gensim and scikit-learn. Peers: tomotopy (default), nmf (default), gensim, scikit-learn (minutes each). FILE: other
 * posts, with an ending in its name.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { postsOfFile } from '../activities/runner/file-posts';
import { Xoshiro128 } from '../analysis/statistics/random';
import { inverseDocumentFrequency, weightTfidf } from '../analysis/text/terms/tfidf';
import { npmi, occurrences } from '../analysis/text/topics/quality/coherence';
import { countsOf, type Documents, readDocuments } from '../analysis/text/topics/corpus/documents';
import { fitLda } from '../analysis/text/topics/lda';
import { strongestTerms } from '../analysis/text/topics/model';
import { factorise } from '../analysis/text/topics/nmf';
import { topicFit } from '../analysis/text/topics/topics-nmf';
import { stabilityOf } from '../analysis/text/topics/quality/stability';
import { projectRoot, sharedData } from '../settings';

const topics = 20;
const iterations = 100;
const fewer = [10, 20, 30, 50, 100];

interface Fit {
  readonly cpu: number;
  readonly topics: readonly (readonly number[])[];
  /** What a factorisation leaves, as a share of the matrix's own norm. */
  readonly error: number | null;
}

function timed<T>(work: () => T): { readonly cpu: number; readonly found: T } {
  const before = process.cpuUsage();
  const found = work();
  const used = process.cpuUsage(before);
  return { cpu: (used.user + used.system) / 1e6, found };
}

const median = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]!;

function coherence(documents: Documents, fit: Fit): number {
  const where = occurrences(documents, new Set(fit.topics.flat()));
  return fit.topics.reduce((sum, terms) => sum + npmi(terms, where)!, 0) / fit.topics.length;
}

async function main(): Promise<void> {
  const [python, repeats = '3', ...named] = process.argv.slice(2);
  const given = named.find((one) => one.includes('.'));
  const wanted = named.filter((one) => one !== given);
  const peers = wanted.length > 0 ? wanted : ['tomotopy', 'nmf'];
  const { posts } = await postsOfFile(given ?? sharedData('topics', 'newsgroups-train.jsonl.gz')!, {});
  const documents = await readDocuments(posts, {
    minimumDocuments: 5,
    maximumShare: 0.5,
    minimumLength: 3,
    stopwords: 'auto',
  });
  const terms = documents.vocabulary.length;
  console.log(`${posts.count} posts, ${terms} terms, ${documents.words.length} tokens, ${topics} topics`);
  const folder = mkdtempSync(path.join(tmpdir(), 'assay-topics-'));
  const file = path.join(folder, 'tokens.txt');
  const lines = Array.from({ length: posts.count }, (_, d) =>
    documents.words.subarray(documents.start[d], documents.start[d + 1]).join(' '),
  );
  writeFileSync(file, `${terms}\n${lines.join('\n')}\n`);
  const counts = countsOf(documents);
  const weights = weightTfidf(counts, inverseDocumentFrequency(counts));
  const norm = Math.sqrt(weights.value.reduce((sum, value) => sum + value * value, 0));
  const lda = (seed: number, sweeps = iterations): Fit => {
    const options = { topics, iterations: sweeps, beta: 0.01, alpha: 0.1, optimiseEvery: 10 };
    const { cpu, found } = timed(() => fitLda(documents, terms, options, new Xoshiro128(seed)));
    return { cpu, topics: strongestTerms(found.terms, topics, 10), error: null };
  };
  const nmf = (seed: number): Fit => {
    const { cpu, found } = timed(() => factorise(weights, topics, new Xoshiro128(seed), topicFit));
    return { cpu, topics: strongestTerms(found.h, topics, 10), error: found.error / norm };
  };
  try {
    for (const peer of peers) {
      const own: Fit[] = [];
      const theirs: Fit[] = [];
      for (let seed = 1; seed <= Number(repeats); seed++) {
        own.push(peer === 'nmf' ? nmf(seed) : lda(seed));
        const script = path.join(projectRoot, 'bench', 'peers', 'topics.py');
        const out = execFileSync(python!, [script, peer, file, String(topics), String(iterations), String(seed)]);
        theirs.push(JSON.parse(out.toString().trim().split('\n').at(-1)!) as Fit);
      }
      const line = (name: string, fits: readonly Fit[]): void =>
        console.log(
          `${name}: CPU ${fits.map((one) => one.cpu.toFixed(2)).join(', ')} s; NPMI ${fits.map((one) => coherence(documents, one).toFixed(3)).join(', ')}; overlap over seeds ${stabilityOf(fits.map((one) => one.topics))?.overlap.toFixed(2) ?? '–'}; error ${fits.map((one) => one.error?.toFixed(4) ?? '–').join(', ')}`,
        );
      line(`Assay ${peer === 'nmf' ? 'NMF' : 'LDA'}`, own);
      line(peer, theirs);
      if (peer === 'gensim' || peer === 'scikit-learn')
        theirs.forEach((one, i) => {
          const wanted = coherence(documents, one);
          for (const sweeps of fewer) {
            const fit = lda(i + 1, sweeps);
            const own = coherence(documents, fit);
            if (own < wanted) continue;
            console.log(
              `as coherent: ${sweeps} sweeps, NPMI ${own.toFixed(3)}, CPU ${fit.cpu.toFixed(2)} s, ratio ${(one.cpu / fit.cpu).toFixed(1)}`,
            );
            return;
          }
          console.log('as coherent: not reached');
        });
      console.log(`ratio, median of pairs: ${median(theirs.map((one, i) => one.cpu / own[i]!.cpu)).toFixed(2)}`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

void main();
