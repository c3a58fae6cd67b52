import type { Json } from '../domain/json';

/**
 * Canonical JSON of RFC 8785 for the values that audit entries hold: objects with sorted keys, arrays, strings, integers within
 * 2^53 − 1, booleans and null. A fraction, a lone surrogate or `undefined` throws: what is hashed must have one form only.
 *
 * @example
 * canonicalJson({ b: 1, a: 'x' }) // '{"a":"x","b":1}'
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new TypeError(`an integer within 2^53 − 1 was expected, found ${value}`);
    return String(value === 0 ? 0 : value);
  }
  if (typeof value === 'string') {
    if (/\p{Cs}/u.test(value)) throw new TypeError('well-formed Unicode was expected, found a lone surrogate');
    return JSON.stringify(value);
  }
  // Array.from, not map: a hole must be refused like undefined.
  if (Array.isArray(value)) return `[${Array.from(value as readonly Json[], canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || ![Object.prototype, null].includes(Object.getPrototypeOf(value) as null))
    throw new TypeError(`a JSON value was expected, found ${typeof value}`);
  // RFC 8785 §3.2.3: keys are sorted by UTF-16 code units, which is what JavaScript compares.
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${canonicalJson(key)}:${canonicalJson((value as Record<string, Json>)[key]!)}`).join(',')}}`;
}
