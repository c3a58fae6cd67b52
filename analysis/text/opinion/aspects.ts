import { z } from 'zod';
import type { Json } from '../../../domain/json';
import type { MethodContext, Posts } from '../../../domain/method';
import { defineMethod } from '../../../domain/method';
import { clusteredMean, wilson } from '../../statistics/intervals';
import { aspectCandidates } from './aspect-candidates';
import { inLexiconScript, lexiconLanguages, primaryTag } from './lexicons';
import { type MentionSentiment, mentionSentiments } from './mention-sentiment';
import { MentionFinder } from './mentions';
import { opinionTerms } from './opinion-terms';
import { isWithoutText, noText } from '../without-text';
import { type NamedTerms, namedTerms, termList } from './term-list';

const parameters = z
  .object({
    aspects: termList
      .optional()
      .describe('what to look for: battery,screen or a JSON list with synonyms; found in the posts where left out'),
    minimumPosts: z
      .number()
      .int()
      .min(2)
      .default(5)
      .describe('found aspects: in at least so many posts; a rarer noun can be a person’s name'),
    maximumAspects: z.number().int().min(1).max(500).default(30).describe('found aspects: so many of each language'),
  })
  .strict();

interface FoundMention extends MentionSentiment {
  readonly post: number;
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** The aspects to look for in each language that occurs and has a lexicon. */
async function aspectsByLanguage(
  posts: Posts,
  given: z.output<typeof parameters>,
): Promise<Map<string, readonly NamedTerms[]>> {
  const languages = [...new Set(posts.language.map(primaryTag))].filter((one) => lexiconLanguages.includes(one)).sort();
  const found = new Map<string, readonly NamedTerms[]>();
  const stated = given.aspects === undefined ? undefined : namedTerms(given.aspects);
  for (const language of languages)
    found.set(language, stated ?? (await aspectCandidates(posts, language, given.minimumPosts, given.maximumAspects)));
  return found;
}

/** Counts, share of positive among mentions with an opinion, and mean score of each aspect; mentions of one post count as dependent. */
function summarise(names: readonly string[], mentions: readonly FoundMention[]): Json[] {
  const byName = new Map<string, FoundMention[]>(names.map((name) => [name, []]));
  for (const one of mentions) byName.get(one.name)?.push(one);
  return [...byName]
    .map(([name, own]) => {
      const count = (sentiment: string): number => own.filter((one) => one.sentiment === sentiment).length;
      const [positive, negative] = [count('positive'), count('negative')];
      const share = wilson(positive, positive + negative);
      const mean = clusteredMean(
        own.map((one) => one.score),
        own.map((one) => one.post),
      );
      return {
        aspect: name,
        mentions: own.length,
        posts: new Set(own.map((one) => one.post)).size,
        positive,
        neutral: own.length - positive - negative,
        negative,
        positiveShare: share ? positive / (positive + negative) : null,
        positiveShareInterval: share ? [share.low, share.high] : null,
        mean: mean.value,
        meanInterval: mean.low === null ? null : [mean.low, mean.high],
      };
    })
    .sort((a, b) => b.mentions - a.mentions);
}

function noAspects(reasons: readonly (string | null)[], minimumPosts: number): string {
  return reasons.length > 0 && reasons.every((one) => one !== null)
    ? 'no post is in a language and script that a lexicon knows'
    : `no phrase stands in ${minimumPosts} posts or more`;
}

export const textAspects = defineMethod({
  id: 'text/aspects',
  version: 5,
  step: 'modelling',
  title: 'Aspect-based sentiment',
  description:
    'Finds what posts speak of (given aspects with synonyms, or frequent noun phrases) and what they say of each mention: rated words of the same clause, with negation, degree and contrast. Sarcasm, comparisons and opinions without a rated word are missed; outside English candidates come from frequency alone and lexicons are weak. Do not use it on single posts.',
  references: [
    'Hu & Liu 2004, Mining and summarizing customer reviews, doi:10.1145/1014052.1014073',
    'Pontiki et al. 2014, SemEval-2014 Task 4: Aspect based sentiment analysis, doi:10.3115/v1/S14-2004',
  ],
  parameters,
  inputs: { posts: 'posts' },
  output: 'post-table',
  individuals: false,
  async run({ posts }, given, context: MethodContext) {
    const byLanguage = await aspectsByLanguage(posts, given);
    const finders = new Map([...byLanguage].map(([language, list]) => [language, new MentionFinder(list, language)]));
    const all: FoundMention[] = [];
    const aspects: string[] = [];
    const reason: (string | null)[] = [];
    for (let i = 0; i < posts.count; i++) {
      if (i % 1000 === 0) context.progress(i / posts.count);
      const text = posts.text[i]!;
      const language = primaryTag(posts.language[i]!);
      const readable = inLexiconScript(text, language);
      const finder = readable ? finders.get(language) : undefined;
      reason.push(
        isWithoutText(text)
          ? noText
          : finder
            ? null
            : `no lexicon for language ${language}${readable ? '' : ' in this script'}`,
      );
      const mentions = finder?.find(text) ?? [];
      const sentiments = mentions.length === 0 ? [] : mentionSentiments(text, opinionTerms(text, language), mentions);
      const own = mentions.map(
        (mention, m): FoundMention => ({
          post: i,
          ...mention,
          ...sentiments[m]!,
        }),
      );
      for (const one of own) all.push(one);
      aspects.push(
        JSON.stringify(
          own.map(({ name, sentiment, score, start, end }) => ({ term: name, sentiment, score, start, end })),
        ),
      );
    }
    const names = [...new Set([...byLanguage.values()].flat().map((one) => one.name))];
    const table = summarise(names, all);
    return {
      kind: 'post-table',
      columns: { aspects, reason },
      about: {
        json: ['aspects'],
        aspects: table,
        summary: {
          aspects: names.length,
          found: given.aspects === undefined,
          mentions: all.length,
          postsWithMention: new Set(all.map((one) => one.post)).size,
          noText: reason.filter((one) => one === noText).length,
          postsWithoutLexicon: reason.filter((one) => one !== null && one !== noText).length,
          ...(names.length === 0 ? { reason: noAspects(reason, given.minimumPosts) } : {}),
        },
      },
    };
  },
});
