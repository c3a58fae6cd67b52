import { luhn, mod11and10, mod11and2, verhoeff, weighted } from './check-digits';
import { matches } from './matches';
import { before, type SpanSet } from './span';

interface NationalId {
  /** ISO 3166 country and what the number is called there. */
  readonly name: string;
  readonly pattern: RegExp;
  /** Every such number has so many digits at least. */
  readonly digits: number;
  /** Of the digits and letters alone, in capitals. */
  valid(id: string): boolean;
  /** Words before it that say what it is; without them the number counts only where `alone` says so. */
  readonly words?: RegExp;
  /** Whether the form as written is unmistakable without words. */
  alone?(written: string): boolean;
}

const always = (): boolean => true;
const never = (): boolean => false;
const grouped = (written: string): boolean => /\d[ .\-/]\d/.test(written);

function monthAndDay(month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

const dniLetters = 'TRWAGMYFPDXBNJZSQVHLCKE';
const fiscalOdd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

function codiceFiscale(id: string): boolean {
  let sum = 0;
  for (let i = 0; i < 15; i++) {
    const code = id.charCodeAt(i);
    const value = code < 58 ? code - 48 : code - 65;
    sum += i % 2 === 0 ? fiscalOdd[value]! : value;
  }
  return id.charCodeAt(15) === 65 + (sum % 26);
}

/** Brazil's CPF: two check digits modulo 11. */
function cpf(id: string): boolean {
  if (/^(\d)\1*$/.test(id)) return false;
  const digit = (length: number): number => {
    let sum = 0;
    for (let i = 0; i < length; i++) sum += Number(id[i]) * (length + 1 - i);
    return ((sum * 10) % 11) % 10;
  };
  return digit(9) === Number(id[9]) && digit(10) === Number(id[10]);
}

/** One of the first ten digits of a Steuer-ID stands twice or three times, the others at most once. */
function steuerId(id: string): boolean {
  const counts = new Uint8Array(10);
  for (let i = 0; i < 10; i++) counts[Number(id[i])]!++;
  const repeated = counts.filter((count) => count > 1);
  return id[0] !== '0' && repeated.length === 1 && repeated[0]! <= 3 && mod11and10(id);
}

function frenchKey(id: string): boolean {
  const number = id.slice(0, 13).replace('2A', '19').replace('2B', '18');
  return 97 - (Number(number) % 97) === Number(id.slice(13));
}

function turkish(id: string): boolean {
  const d = [...id].map(Number);
  const odd = d[0]! + d[2]! + d[4]! + d[6]! + d[8]!;
  const even = d[1]! + d[3]! + d[5]! + d[7]!;
  const tenth = (((odd * 7 - even) % 10) + 10) % 10;
  return tenth === d[9] && (odd + even + d[9]!) % 10 === d[10];
}

/** Norway's number: two check digits modulo 11. */
function norwegian(id: string): boolean {
  return (
    weighted(id, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11 === 0 &&
    weighted(id, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0
  );
}

const generalWords =
  /(?:national|identity|identification|passport|passeport|pasaporte|passaporto|passaporte|reisepass|ausweis|carte d.identit|license|licence|f[üu]hrerschein|permis|पहचान|पासपोर्ट|هوية|جواز)/u;

/** Numbers that states give to people. Check digits: the issuing bodies' rules, compared with python-stdnum in the tests. */
const ids: readonly NationalId[] = [
  {
    name: 'US social security number',
    pattern: /(?<![\d-])(?!000|666|9)\d{3}([- .]?)(?!00)\d{2}\1(?!0000)\d{4}(?![\d-]\d|\d)/g,
    digits: 9,
    valid: always,
    words: /ssn|social security|soc sec|\bss ?#/,
    alone: (written) => /^\d{3}-\d{2}-\d{4}$/.test(written),
  },
  {
    name: 'GB national insurance number',
    pattern:
      /(?<![\p{L}\p{N}])(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D](?![\p{L}\p{N}])/giu,
    digits: 6,
    valid: always,
    alone: (written) => written === written.toUpperCase() || written === written.toLowerCase(),
  },
  {
    name: 'ES DNI and NIE',
    pattern: /(?<![\p{L}\p{N}])(?:\d{8}|\d{2}\.\d{3}\.\d{3}|[XYZ][- ]?\d{7})[- ]?[A-Z](?![\p{L}\p{N}])/giu,
    digits: 7,
    valid: (id) =>
      dniLetters[Number(id.slice(0, -1).replace(/^[XYZ]/, (x) => String('XYZ'.indexOf(x)))) % 23] === id.at(-1),
    alone: always,
  },
  {
    name: 'FR NIR',
    pattern:
      /(?<![\p{L}\p{N}])[12] ?\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\d) ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}(?![\p{L}\p{N}])/giu,
    digits: 14,
    valid: frenchKey,
    alone: always,
  },
  {
    name: 'IT codice fiscale',
    pattern:
      /(?<![\p{L}\p{N}])[A-Z]{6}[0-9LMNP-V]{2}[ABCDEHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z](?![\p{L}\p{N}])/giu,
    digits: 0,
    valid: codiceFiscale,
    alone: always,
  },
  {
    name: 'DE Steuer-ID',
    pattern: /(?<![\p{L}\p{N}])[1-9]\d ?\d{3} ?\d{3} ?\d{3}(?![\p{L}\p{N}])/gu,
    digits: 11,
    valid: steuerId,
    words: /steuer|idnr|tax id|tin\b/,
    alone: (written) => /^\d\d \d{3} \d{3} \d{3}$/.test(written),
  },
  {
    name: 'BR CPF',
    pattern: /(?<![\p{L}\p{N}])\d{3}[. ]?\d{3}[. ]?\d{3}[-/ ]?\d{2}(?![\p{L}\p{N}])/gu,
    digits: 11,
    valid: cpf,
    words: /cpf|cadastro|documento/,
    alone: (written) => /\.\d{3}\.\d{3}-/.test(written),
  },
  {
    name: 'IN Aadhaar',
    pattern: /(?<![\p{L}\p{N}])[2-9]\d{3}[ -]?\d{4}[ -]?\d{4}(?![ -]?\d|\p{L})/gu,
    digits: 12,
    valid: verhoeff,
    words: /aadha?ar|आधार|uid/u,
    alone: grouped,
  },
  {
    name: 'IN PAN',
    pattern: /(?<![\p{L}\p{N}])[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z](?![\p{L}\p{N}])/giu,
    digits: 4,
    valid: always,
    words: /\bpan\b|पैन/u,
    alone: (written) => written === written.toUpperCase(),
  },
  {
    name: 'PT NIF',
    pattern: /(?<![\p{L}\p{N}])[1-9]\d{2}[ .]?\d{3}[ .]?\d{3}(?![\p{L}\p{N}])/gu,
    digits: 9,
    valid: (id) => {
      const check = 11 - (weighted(id, [9, 8, 7, 6, 5, 4, 3, 2]) % 11);
      return (check > 9 ? 0 : check) === Number(id[8]);
    },
    words: /\bnif\b|contribuinte|n[uú]mero fiscal/u,
    alone: never,
  },
  {
    name: 'NL BSN',
    pattern: /(?<![\p{L}\p{N}])\d{3}[ .]?\d{3}[ .]?\d{3}(?![\p{L}\p{N}])/gu,
    digits: 9,
    valid: (id) => weighted(id, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0,
    words: /\bbsn\b|burgerservice|sofinummer/,
    alone: never,
  },
  {
    name: 'PL PESEL',
    pattern: /(?<![\p{L}\p{N}])\d{11}(?![\p{L}\p{N}])/gu,
    digits: 11,
    valid: (id) =>
      weighted(id, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0 &&
      monthAndDay(Number(id.slice(2, 4)) % 20, Number(id.slice(4, 6))),
    words: /pesel/,
    alone: never,
  },
  {
    name: 'SE personnummer',
    pattern: /(?<![\p{L}\p{N}-])(?:19|20)?\d{6}[-+]\d{4}(?![\p{L}\p{N}])/gu,
    digits: 10,
    valid: (id) => luhn(id.slice(-10)) && monthAndDay(Number(id.slice(-8, -6)), Number(id.slice(-6, -4)) % 60),
    alone: always,
  },
  {
    name: 'FI henkilötunnus',
    pattern: /(?<![\p{L}\p{N}-])[0-3]\d[01]\d{3}[-+A-FU-Y]\d{3}[0-9A-FHJ-NPR-Y](?![\p{L}\p{N}])/giu,
    digits: 9,
    valid: (id) => {
      const digits = id.slice(0, 6) + id.slice(-4, -1);
      return '0123456789ABCDEFHJKLMNPRSTUVWXY'[Number(digits) % 31] === id.at(-1);
    },
    alone: always,
  },
  {
    name: 'NO fødselsnummer',
    pattern: /(?<![\p{L}\p{N}])\d{6} ?\d{5}(?![\p{L}\p{N}])/gu,
    digits: 11,
    valid: norwegian,
    words: /f[øo]dsels|personnummer/u,
    alone: never,
  },
  {
    name: 'DK CPR',
    pattern: /(?<![\p{L}\p{N}-])[0-3]\d[01]\d\d\d-\d{4}(?![\p{L}\p{N}])/gu,
    digits: 10,
    valid: (id) => monthAndDay(Number(id.slice(2, 4)), Number(id.slice(0, 2))),
    words: /\bcpr\b|personnummer/,
    alone: never,
  },
  {
    name: 'BE rijksregisternummer',
    pattern: /(?<![\p{L}\p{N}])\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}(?![\p{L}\p{N}])/gu,
    digits: 11,
    valid: (id) => {
      const check = Number(id.slice(9));
      return 97 - (Number(id.slice(0, 9)) % 97) === check || 97 - (Number(`2${id.slice(0, 9)}`) % 97) === check;
    },
    alone: always,
  },
  {
    name: 'CH AHV number',
    pattern: /(?<![\p{L}\p{N}])756[. ]?\d{4}[. ]?\d{4}[. ]?\d{2}(?![\p{L}\p{N}])/gu,
    digits: 13,
    valid: (id) => weighted(id, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0,
    alone: always,
  },
  {
    name: 'CA social insurance number',
    pattern: /(?<![\p{L}\p{N}])[1-9]\d{2}[- ]?\d{3}[- ]?\d{3}(?![\p{L}\p{N}])/gu,
    digits: 9,
    valid: luhn,
    words: /\bsin\b|social insurance/,
    alone: never,
  },
  {
    name: 'CL RUT',
    pattern: /(?<![\p{L}\p{N}.])\d{1,2}\.\d{3}\.\d{3}-[0-9K](?![\p{L}\p{N}])/giu,
    digits: 7,
    valid: (id) => {
      let sum = 0;
      for (let i = id.length - 2, weight = 2; i >= 0; i--, weight = weight === 7 ? 2 : weight + 1)
        sum += Number(id[i]) * weight;
      return '0123456789K0'[11 - (sum % 11)] === id.at(-1);
    },
    alone: always,
  },
  {
    name: 'CN resident identity number',
    pattern: /(?<![\p{L}\p{N}])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])[0-3]\d\d{3}[0-9X](?!\p{L}|\p{N})/giu,
    digits: 17,
    valid: mod11and2,
    alone: always,
  },
  {
    name: 'TR kimlik number',
    pattern: /(?<![\p{L}\p{N}])[1-9]\d{10}(?![\p{L}\p{N}])/gu,
    digits: 11,
    valid: turkish,
    words: /kimlik|tckn|t\.?c\.? no/,
    alone: never,
  },
  {
    name: 'AE Emirates ID',
    pattern: /(?<![\p{L}\p{N}])784-?\d{4}-?\d{7}-?\d(?![\p{L}\p{N}])/gu,
    digits: 15,
    valid: luhn,
    alone: always,
  },
  {
    name: 'SA national id',
    pattern: /(?<![\p{L}\p{N}])[12]\d{9}(?![\p{L}\p{N}])/gu,
    digits: 10,
    valid: luhn,
    words: /هوية|إقامة|iqama|national id/u,
    alone: never,
  },
  {
    name: 'EG national id',
    pattern: /(?<![\p{L}\p{N}])[23]\d{2}(?:0[1-9]|1[0-2])[0-3]\d\d{7}(?![\p{L}\p{N}])/gu,
    digits: 14,
    valid: always,
    words: /قومي|بطاقة|هوية|national id/u,
    alone: never,
  },
  {
    name: 'passport, licence or identity card named as such',
    pattern:
      /(?<![\p{L}\p{N}-])(?=[A-Z0-9 -]{0,14}\d)[A-Z]{0,3}[- ]?\d[\dA-Z]{4,14}(?:-[\dA-Z]{2,6}){0,3}(?![\p{L}\p{N}])/giu,
    digits: 5,
    valid: (id) => id.length >= 6 && id.replace(/\D/g, '').length >= 5,
    words: generalWords,
    alone: never,
  },
];

/** Numbers of identity with a right check digit, or with the word that says so before them, in a text with so many digits. O(length). */
export function findNationalIds(text: string, digits: number, spans: SpanSet): void {
  for (const id of ids) {
    if (digits < id.digits) continue;
    for (const found of matches(id.pattern, text)) {
      const written = found[0];
      const told = id.words?.test(before(text, found.index)) ?? false;
      if (!told && !id.alone?.(written)) continue;
      if (id.valid(written.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase()))
        spans.add('national-id', found.index, found.index + written.length, told || id.valid !== always ? 1 : 0.8);
    }
  }
}
