/** Labelled sentences to train and judge the tagger of names: readers of what others have published. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { PiiType } from '../../analysis/text/personal-data/span';

export interface Labelled {
  readonly text: string;
  /** What the sentence was made from: sentences of one group are alike. */
  readonly group: number;
  readonly language: string;
  readonly spans: readonly { readonly start: number; readonly end: number; readonly type: PiiType }[];
  /** Types that the source labels at all; undefined where it labels every one. */
  readonly labelled?: ReadonlySet<string>;
}

/** Entity types of presidio-research as types of text/pii. */
const presidioTypes: Readonly<Record<string, PiiType>> = {
  PERSON: 'person',
  STREET_ADDRESS: 'address',
  GPE: 'place',
  LOCATION: 'place',
  ORGANIZATION: 'organisation',
  CREDIT_CARD: 'card',
  DATE_TIME: 'date',
  TITLE: 'title',
  PHONE_NUMBER: 'phone',
  AGE: 'age',
  NRP: 'nationality',
  EMAIL_ADDRESS: 'email',
  ZIP_CODE: 'postcode',
  DOMAIN_NAME: 'url',
  IBAN_CODE: 'iban',
  US_SSN: 'national-id',
  US_DRIVER_LICENSE: 'national-id',
  IP_ADDRESS: 'ip',
};

interface PresidioSample {
  readonly full_text: string;
  readonly template_id: number;
  readonly language?: string;
  readonly spans: readonly {
    readonly entity_type: string;
    readonly start_position: number;
    readonly end_position: number;
  }[];
}

/** Python counts characters, JavaScript UTF-16 units. */
function unitsOf(text: string): (character: number) => number {
  if (!/[\ud800-\udfff]/.test(text)) return (character) => character;
  const starts: number[] = [];
  let at = 0;
  for (const one of text) {
    starts.push(at);
    at += one.length;
  }
  starts.push(at);
  return (character) => starts[character] ?? at;
}

export function readPresidio(file: string): Labelled[] {
  const bytes = readFileSync(file);
  const samples = JSON.parse((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')) as PresidioSample[];
  return samples.map((sample) => {
    const units = unitsOf(sample.full_text);
    return {
      text: sample.full_text,
      group: sample.template_id,
      language: sample.language ?? 'en',
      spans: sample.spans.map((span) => ({
        start: units(span.start_position),
        end: units(span.end_position),
        type: presidioTypes[span.entity_type]!,
      })),
    };
  });
}

const wnutTypes: Readonly<Record<string, PiiType>> = {
  person: 'person',
  location: 'place',
  corporation: 'organisation',
  group: 'organisation',
};
const wnutLabelled: ReadonlySet<string> = new Set(['person', 'place', 'organisation']);

/** Posts with one token and its BIO tag a line, as WNUT 2017 has them. */
export function readConll(file: string): Labelled[] {
  const out: Labelled[] = [];
  let text = '';
  let spans: { start: number; end: number; type: PiiType }[] = [];
  let open: { start: number; end: number; type: PiiType } | undefined;
  const flush = (): void => {
    if (text) out.push({ text, group: out.length, language: 'en', spans, labelled: wnutLabelled });
    text = '';
    spans = [];
    open = undefined;
  };
  for (const line of `${readFileSync(file, 'utf8')}\n\n`.split('\n')) {
    const [token, tag] = line.split('\t');
    if (!token?.trim() || !tag) {
      flush();
      continue;
    }
    const tight = /^[,.!?:;)\]'’%…]/.test(token) || /^n't$/.test(token) || /[(["“#]$/.test(text);
    if (text && !tight) text += ' ';
    const start = text.length;
    text += token;
    const type = wnutTypes[tag.trim().slice(2)];
    if (type && tag.startsWith('I-') && open?.type === type) open.end = text.length;
    else if (type) {
      open = { start, end: text.length, type };
      spans.push(open);
    }
    if (!type) open = undefined;
  }
  return out;
}
