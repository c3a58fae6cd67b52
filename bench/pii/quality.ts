/**
 * Quality of text/pii on labelled sentences, with bootstrap intervals over templates (or posts).
 *
 *   node dist/bench/pii/quality.js PRESIDIO.json.gz WNUT17TRAIN.conll OWN.json [WNUT17TEST.conll]
 *
 * The tagger is learnt without every third template (template_id % 3 = 2): figures are of these, which nobody looked at while rules and
 * features were made. The model that the package brings is learnt from all templates, so its own figures on this file say nothing.
 */
import { bootstrap } from '../../analysis/statistics/bootstrap';
import { Xoshiro128 } from '../../analysis/statistics/random';
import { builtInTagger } from '../../analysis/text/personal-data/name-model';
import { findNamed } from '../../analysis/text/personal-data/named';
import type { PackedTagger } from '../../analysis/text/personal-data/packed-tagger';
import { type PiiSpan, piiTypes, SpanSet } from '../../analysis/text/personal-data/span';
import { findStructured } from '../../analysis/text/personal-data/structured';
import { learn } from './learn';
import { packedTagger } from './model';
import { broad, type Counts, countSpans, countWords, measure } from './score';
import { type Labelled, readConll, readPresidio } from './sentences';
import { training } from './train';

const types = new Set(piiTypes);

function find(one: Labelled, tagger: PackedTagger): PiiSpan[] {
  const spans = new SpanSet(one.text.length);
  findNamed(one.text, types, findStructured(one.text, one.language, types, spans), spans, tagger);
  return spans.spans.filter((span) => !one.labelled || one.labelled.has(span.type));
}

type Add = (one: Labelled, found: readonly PiiSpan[], counts: Counts) => void;

const ways: Readonly<Record<string, Add>> = {
  'words, any type': (one, found, counts) => countWords(one, found, counts, false),
  'words, type right': (one, found, counts) => countWords(one, found, counts, true),
  'spans, type right, half shared': (one, found, counts) => {
    const byType: Record<string, Counts> = {};
    countSpans(one, found, byType, 0.5);
    for (const own of Object.values(byType)) {
      counts.tp += own.tp;
      counts.fp += own.fp;
      counts.fn += own.fn;
    }
  },
};

function onlyType(type: string): Add {
  return (one, found, counts) => {
    const byType: Record<string, Counts> = {};
    countSpans(one, found, byType, 0.5);
    const own = byType[broad(type)];
    if (own) {
      counts.tp += own.tp;
      counts.fp += own.fp;
      counts.fn += own.fn;
    }
  };
}

function report(name: string, sentences: readonly Labelled[], tagger: PackedTagger, only?: readonly string[]): void {
  const present = [...new Set(sentences.flatMap((one) => one.spans.map((span) => broad(span.type))))]
    .filter((type) => !only || only.includes(type))
    .sort();
  const all = {
    ...(only ? {} : ways),
    ...Object.fromEntries(present.map((type) => [`spans, ${type}`, onlyType(type === 'location' ? 'place' : type)])),
  };
  const found = sentences.map((one) => find(one, tagger));
  const groupOf = new Map<number, number>();
  const groups = Int32Array.from(sentences, (one) => {
    if (!groupOf.has(one.group)) groupOf.set(one.group, groupOf.size);
    return groupOf.get(one.group)!;
  });
  console.log(
    `\n${name}: ${sentences.length} texts of ${groupOf.size} templates\n\n| what | n | precision | recall | F2 [95 %] | recall [95 %] |\n| --- | --- | --- | --- | --- | --- |`,
  );
  for (const [way, add] of Object.entries(all)) {
    const each = sentences.map((one, i) => {
      const counts: Counts = { tp: 0, fp: 0, fn: 0 };
      add(one, found[i]!, counts);
      return counts;
    });
    const sum = (rows: Int32Array): Counts => {
      const total: Counts = { tp: 0, fp: 0, fn: 0 };
      for (const row of rows) {
        total.tp += each[row]!.tp;
        total.fp += each[row]!.fp;
        total.fn += each[row]!.fn;
      }
      return total;
    };
    const interval = (of: 'f' | 'recall'): string => {
      const { value, low, high } = bootstrap(sentences.length, (rows) => measure(sum(rows))[of], new Xoshiro128(1), {
        groups,
        resamples: 500,
      });
      return `${value?.toFixed(3)} [${low?.toFixed(3) ?? '–'}, ${high?.toFixed(3) ?? '–'}]`;
    };
    const total = sum(Int32Array.from(sentences, (_, i) => i));
    const { precision, recall } = measure(total);
    console.log(
      `| ${way} | ${total.tp + total.fn} | ${precision.toFixed(3)} | ${recall.toFixed(3)} | ${interval('f')} | ${interval('recall')} |`,
    );
  }
}

const [presidio, wnut, own, posts] = process.argv.slice(2);
if (!presidio || !wnut || !own) throw new Error('three files are expected: presidio-synth, WNUT 2017, own sentences');
const sentences = readPresidio(presidio);
const unseen = (one: Labelled): boolean => one.group % 3 === 2;
const others = [...readConll(wnut), ...readPresidio(own)];
const tagger = packedTagger(learn([...sentences.filter((one) => !unseen(one)), ...others], training));
report('Unseen templates', sentences.filter(unseen), tagger);
report('All sentences, types that need no model', sentences, tagger, [
  'email',
  'card',
  'iban',
  'ip',
  'phone',
  'url',
  'national-id',
]);
if (posts) report('WNUT 2017 test posts, the model of the package', readConll(posts), builtInTagger());
