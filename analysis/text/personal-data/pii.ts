import { z } from 'zod';
import { defineMethod } from '../../../domain/method';
import { findPii, withoutKept } from './find-pii';
import { pseudonymise } from './mask';
import { piiTypes } from './span';

export const textPii = defineMethod({
  id: 'text/pii',
  version: 4,
  step: 'cleaning',
  title: 'Personal data in posts',
  description:
    'Finds mentions, e-mail addresses, phone numbers, URLs, IP addresses, payment cards, IBANs, national ids, dates of birth, addresses, people, places, organisations and what else points at someone, also where it is disguised, and masks it with typed pseudonyms where asked. Structured types work in every language, people, places and addresses in English, and elsewhere only as far as measured. What it misses stays readable: a masked corpus is pseudonymous, not anonymous.',
  references: [
    'ISO/IEC 7812-1 (Luhn)',
    'ISO 13616 (IBAN)',
    'Google libphonenumber, through libphonenumber-js',
    'Collins 2002, Discriminative training methods for hidden Markov models, doi:10.3115/1118693.1118694',
  ],
  parameters: z
    .object({
      types: z.array(z.enum(piiTypes)).default([...piiTypes]),
      keepMentions: z.array(z.string()).default([]).describe('accounts that stay readable, without the sign'),
      minimumConfidence: z.number().min(0).max(1).default(0),
      mask: z.boolean().default(false).describe('adds the text with typed pseudonyms such as [PERSON_1]'),
    })
    .strict(),
  inputs: { posts: 'posts' },
  output: 'post-table',
  individuals: false,
  perPost: true,
  run({ posts }, { types, keepMentions, minimumConfidence, mask }, context) {
    const wanted = new Set(types);
    const keep = new Set(keepMentions.map((handle) => handle.replace(/^@/, '').toLowerCase()));
    const masked: string[] = [];
    const spans: string[] = [];
    const found: Record<string, number> = {};
    let touched = 0;
    for (let i = 0; i < posts.count; i++) {
      const text = posts.text[i]!;
      const all = withoutKept(text, findPii(text, wanted, posts.language[i]), keep);
      const list = minimumConfidence > 0 ? all.filter((span) => span.confidence >= minimumConfidence) : all;
      for (const span of list) found[span.type] = (found[span.type] ?? 0) + 1;
      if (list.length > 0) touched++;
      if (mask) masked.push(pseudonymise(text, list));
      spans.push(list.length === 0 ? '[]' : JSON.stringify(list));
      if (i % 1000 === 0) context.progress(i / posts.count);
    }
    const inOrder = Object.fromEntries(piiTypes.filter((type) => found[type]).map((type) => [type, found[type]!]));
    return {
      kind: 'post-table',
      columns: mask ? { masked, spans } : { spans },
      about: { summary: { posts: posts.count, postsWithPersonalData: touched, found: inOrder }, json: ['spans'] },
    };
  },
});
