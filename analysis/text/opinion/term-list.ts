import { z } from 'zod';

/** Things to look for, each with the words that stand for it. */
export interface NamedTerms {
  readonly name: string;
  readonly terms: readonly string[];
}

const entry = z.union([
  z.string(),
  z.object({ term: z.string().min(1), synonyms: z.array(z.string()).default([]) }).strict(),
]);

/** `battery,screen`; or JSON: ["battery", {"term": "screen", "synonyms": ["display"]}]; or {"screen": ["display"]}. */
export const termList = z.union([z.string(), z.array(entry), z.record(z.string(), z.array(z.string()))]);

/** The things of a list; the name itself is always among its terms. */
export function namedTerms(given: z.output<typeof termList>): NamedTerms[] {
  if (typeof given === 'string')
    return given
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '')
      .map((name) => ({ name, terms: [name] }));
  if (Array.isArray(given))
    return given.map((one) =>
      typeof one === 'string' ? { name: one, terms: [one] } : { name: one.term, terms: [one.term, ...one.synonyms] },
    );
  return Object.entries(given).map(([name, terms]) => ({ name, terms: [name, ...terms] }));
}
