import type { PiiSpan, PiiType } from './span';

/** What cleaning puts in place of a span: the same for everyone, so that nobody is told apart. */
const masks: Readonly<Record<PiiType, string>> = {
  url: '[url]',
  email: '[email]',
  mention: '@user',
  ip: '[ip]',
  iban: '[iban]',
  card: '[card]',
  'national-id': '[national-id]',
  'date-of-birth': '[date-of-birth]',
  phone: '[phone]',
  person: '[person]',
  place: '[place]',
  organisation: '[organisation]',
  address: '[address]',
  postcode: '[postcode]',
  date: '[date]',
  age: '[age]',
  title: '[title]',
  nationality: '[nationality]',
};

function replaced(text: string, spans: readonly PiiSpan[], by: (span: PiiSpan) => string): string {
  let out = '';
  let at = 0;
  for (const span of spans) {
    out += text.slice(at, span.start) + by(span);
    at = span.end;
  }
  return out + text.slice(at);
}

/** The text with each span replaced by its typed mask. */
export function maskPii(text: string, spans: readonly PiiSpan[]): string {
  return replaced(text, spans, (span) => masks[span.type]);
}

/** How two ways to write the same thing are seen as one: case, spaces, punctuation of numbers. */
function sameThing(type: PiiType, written: string): string {
  const plain = written.normalize('NFKC').toLowerCase();
  return type === 'person' || type === 'place' || type === 'organisation'
    ? plain.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim()
    : plain.replace(/[^\p{L}\p{M}\p{N}@]+/gu, '');
}

/**
 * The text with typed pseudonyms, numbered in order of appearance: the same thing twice gets the same `[PERSON_1]`, and one of its
 * names alone that of the full name before it. Numbers start again in every text, so that nobody can be followed from one to the next.
 */
export function pseudonymise(text: string, spans: readonly PiiSpan[]): string {
  const numbers = new Map<string, number>();
  const counts = new Map<PiiType, number>();
  return replaced(text, spans, ({ start, end, type }) => {
    const key = `${type} ${sameThing(type, text.slice(start, end))}`;
    let number = numbers.get(key);
    if (number === undefined) {
      number = (counts.get(type) ?? 0) + 1;
      counts.set(type, number);
      numbers.set(key, number);
      if (type === 'person') {
        for (const word of key.split(' ').slice(1))
          if (word.length > 1 && !numbers.has(`person ${word}`)) numbers.set(`person ${word}`, number);
      }
    }
    return `[${type.toUpperCase()}_${number}]`;
  });
}
