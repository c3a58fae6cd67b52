import { modelOf } from '../../analysis/text/personal-data/name-model';
import { tagCount } from '../../analysis/text/personal-data/name-tagger';
import { findNamed } from '../../analysis/text/personal-data/named';
import { SpanSet, piiTypes } from '../../analysis/text/personal-data/span';
import { findStructured } from '../../analysis/text/personal-data/structured';
import { learn, type Learnt } from './learn';
import { countSpans, countWords, measure, type Counts } from './score';
import { readConll, readPresidio, type Labelled } from './sentences';
import { existsSync } from 'node:fs';

const all = readPresidio('/work/shared/data/pii/presidio-synth-v2.json.gz');
const isTest = (one: Labelled) => one.group % 3 === 2;
const mode = process.argv[2];
const dev = all.filter((o) => !isTest(o));
const wnut = readConll('/tmp/t1data/wnut17train.conll');
const extra = existsSync('/tmp/t1data/extra.json') && process.env.NOEXTRA === undefined ? readPresidio('/tmp/t1data/extra.json') : [];
const ROUNDS = Number(process.env.ROUNDS ?? 6);
function fit(train: Labelled[]) {
  const t0 = process.cpuUsage();
  const learnt: Learnt = learn([...train, ...wnut, ...extra], { rounds: ROUNDS, seed: 1, rare: Number(process.env.RARE ?? 3) });
  const feats = Int32Array.from(learnt.rows.keys());
  const w = new Float32Array(feats.length * tagCount);
  [...learnt.rows.values()].forEach((r, i) => w.set(r, i * tagCount));
  console.log('features', feats.length, 'cpu', (process.cpuUsage(t0).user / 1e6).toFixed(1));
  return modelOf(feats, w, learnt.transitions);
}
const T = new Set(piiTypes);
function run(set: Labelled[], name: string, show: string | undefined, modelFor: (o: Labelled) => ReturnType<typeof fit>) {
  const words: Counts = { tp: 0, fp: 0, fn: 0 }, typed: Counts = { tp: 0, fp: 0, fn: 0 };
  const spans: Record<string, Counts> = {};
  for (const one of set) {
    const s = new SpanSet(one.text.length);
    const dates = findStructured(one.text, 'en', T, s);
    findNamed(one.text, T, dates, s, modelFor(one));
    const found = one.labelled ? s.spans.filter((x) => one.labelled!.has(x.type)) : s.spans;
    countWords(one, found, words, false); countWords(one, found, typed, true); countSpans(one, found, spans, 0.5);
    if (show) {
      const bad = { } as Record<string, Counts>;
      countSpans(one, found, bad, 0.5);
      if (Object.entries(bad).some(([k, c]) => (show === 'all' || k === show) && (c.fn || c.fp)))
        console.log(JSON.stringify(one.text.slice(0, 160)), '| GOLD', one.spans.map((x) => `${x.type}:${one.text.slice(x.start, x.end)}`).join('; '), '| GOT', found.map((x) => `${x.type}:${one.text.slice(x.start, x.end)}`).join('; '));
    }
  }
  console.log(name, 'words any', measure(words), 'typed', measure(typed));
  const total: Counts = { tp: 0, fp: 0, fn: 0 };
  for (const [k, c] of Object.entries(spans)) { total.tp += c.tp; total.fp += c.fp; total.fn += c.fn; const m = measure(c); console.log(' ', k.padEnd(14), JSON.stringify(c), m.precision.toFixed(3), m.recall.toFixed(3), m.f.toFixed(3)); }
  console.log(name, 'spans', measure(total));
}
if (mode === 'cv') {
  const folds = [0, 1, 2].map((k) => fit(dev.filter((o) => Math.floor(o.group / 3) % 3 !== k)));
  run(dev, 'dev cv', process.argv[3], (o) => folds[Math.floor(o.group / 3) % 3]!);
  run(readConll('/tmp/t1data/emerging.dev.conll'), 'wnut dev', process.argv[4], () => folds[0]!);
} else {
  const m = fit(dev);
  run(all.filter(isTest), 'TEST', undefined, () => m);
  run(readConll('/tmp/t1data/emerging.dev.conll'), 'wnut dev', process.argv[4], () => m);
}
