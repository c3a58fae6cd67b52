import { z } from 'zod';
import { defineMethod } from '../../../domain/method';
import { normaliseMapped } from './normalise';

export const textNormalise = defineMethod({
  id: 'text/normalise',
  version: 3,
  step: 'cleaning',
  title: 'Text normalisation',
  description:
    'Resolves HTML, composes Unicode, removes invisible characters, shortens stretched words (sooooo → soo), splits hashtags into their words (#ThisIsCool → this is cool) and collapses white space; links, accounts and emoji are kept, marked, described or removed as you say. `offsets` leads from each part of the new text back to the original, in UTF-16 units. For matching and counting: to show a post, show the original.',
  references: [
    'Unicode Standard Annex #15, Unicode Normalization Forms',
    'Brody & Diakopoulos 2011, Cooooooooooooooollllllllllllll!!!!!!!!!!!!!! Using word lengthening to detect sentiment in microblogs',
  ],
  parameters: z
    .object({
      html: z.boolean().default(true),
      unicode: z.enum(['NFC', 'NFKC']).default('NFC'),
      invisible: z.boolean().default(true),
      urls: z.enum(['keep', 'mark', 'remove']).default('keep'),
      mentions: z.enum(['keep', 'mark', 'remove']).default('keep'),
      emoji: z.enum(['keep', 'describe', 'remove']).default('keep'),
      hashtags: z.enum(['keep', 'split', 'remove']).default('split'),
      elongation: z.boolean().default(true),
    })
    .strict(),
  inputs: { posts: 'posts' },
  output: 'post-table',
  individuals: false,
  perPost: true,
  chunk: 200_000,
  run({ posts }, options, context) {
    const text: string[] = [];
    const offsets: string[] = [];
    const changed = new Uint8Array(posts.count);
    let changes = 0;
    for (let i = 0; i < posts.count; i++) {
      const found = normaliseMapped(posts.text[i]!, options);
      text.push(found.text);
      offsets.push(JSON.stringify(found.segments()));
      changed[i] = found.text === posts.text[i] ? 0 : 1;
      changes += changed[i]!;
      if (i % 2000 === 0) context.progress(i / posts.count);
    }
    const summary = { posts: posts.count, changed: changes };
    return { kind: 'post-table', columns: { text, changed, offsets }, about: { json: ['offsets'], summary } };
  },
});
