/**
 * A study of many synthetic posts, from the file to the report: seconds of each step, and the peak memory of the worker.
 *
 *   node dist/bench/corpus.js 1000000 POSTS.ndjson
 *   ASSAY_HOME=EMPTY_FOLDER node dist/bench/large-study.js POSTS.ndjson
 */
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { measuredStudy } from './study-run';

const protocol = `study: large
title: A large corpus of synthetic posts
question: Does a study of many posts run, and in what memory?
synthetic: true
people:
  - { key: lead, name: The study lead, role: author }
  - { key: dpo, name: The data protection officer, role: dpo }
controller: { name: A research team, contact: research@group.example }
purpose: To see that a large corpus can be studied.
lawfulBasis: { article6: public-interest, because: Synthetic posts. }
dataSubjects: [nobody]
consent: { basis: opt-out, contact: research@group.example, because: Synthetic posts. }
retention: { posts: P180D, identifiers: P90D, artefacts: P5Y, audit: P10Y }
sources:
  - id: posts
    platform: twitter
    format: ndjson
    files: [posts.ndjson]
    collectedAt: 2026-02-25T00:00:00Z
    columns: { id: id, text: text, created_at: created_at, author_id: author }
    policy: { document: Synthetic, decision: approved, decidedBy: dpo, decidedOn: 2026-01-15, expires: 2036-01-01 }
fields: [text, created_at, author, kind, mentions, hashtags, urls]
cleaning:
  nearDuplicates: { similarity: 0.8, keep: first }
features:
  - { id: weights, method: text/tfidf }
analyses:
  - { id: mood, method: text/sentiment-lexicon }
  - { id: themes, method: text/topics-nmf, parameters: { topics: 20 }, inputs: { terms: weights } }
`;

async function main(): Promise<void> {
  const [posts] = process.argv.slice(2);
  if (!posts || !process.env.ASSAY_HOME) throw new Error('usage: ASSAY_HOME=EMPTY_FOLDER large-study.js POSTS.ndjson');
  const folder = mkdtempSync(path.join(tmpdir(), 'assay-large-'));
  symlinkSync(path.resolve(posts), path.join(folder, 'posts.ndjson'));
  writeFileSync(path.join(folder, 'study.yaml'), protocol);
  process.stdout.write(`${JSON.stringify(await measuredStudy(path.join(folder, 'study.yaml')), null, 1)}\n`);
  rmSync(folder, { recursive: true, force: true });
}

void main().then(
  () => process.exit(),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
