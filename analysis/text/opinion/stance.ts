import { z } from 'zod';
import { defineMethod } from '../../../domain/method';
import { learnsFromLabels } from '../classification/label-posts';
import { CueList, type CueTable, cueProbabilities, cuesOf } from './cues';
import { type CueLabel, type CueQuality, labelTable } from './labelled-posts-table';
import { mentionSentiments } from './mention-sentiment';
import { MentionFinder } from './mentions';
import { opinionTerms } from './opinion-terms';
import { namedTerms, termList } from './term-list';
import { trainingParameters } from './trained-labels';

/**
 * Words by which people take sides; they and the sentiment of mentions count in posts that name the target. Own lists, without words that
 * told nothing in the train parts of bench/peers/opinion_corpora.py ("pour", "khilaf"). Spanish, Italian and German cues were no better
 * than chance there or too few to tell, and Portuguese posts that people labelled were not to be had: these languages have no cues.
 */
const sides: CueTable = {
  en: {
    favour:
      "support,supporting,supporter,vote for,voting for,in favor of,in favour of,yes to,stand with,i agree with,pro,endorse,we need,proud of,i'm with",
    against:
      'oppose,opposing,against,vote against,no to,stop,ban,reject,abolish,repeal,down with,anti,boycott,get rid of,never vote,i disagree with',
  },
  fr: { favour: 'oui à,je soutiens,je vote pour,vive', against: 'contre,non à,je refuse,à bas,interdire,boycott' },
  hi: { favour: 'समर्थन,समर्थक,samarthan,zindabad,ज़िंदाबाद', against: 'मुर्दाबाद,murdabad' },
  ar: { favour: 'أؤيد,اؤيد,ندعم,أدعم,ادعم,مع قرار', against: 'ضد,أرفض,ارفض,نرفض,مقاطعة' },
};

const parameters = z
  .object({
    ...trainingParameters,
    // Sentiment is not stance: on TweetEval's val parts the lexicon took more than it gave.
    lexicon: trainingParameters.lexicon.default(false),
    target: termList.optional().describe('what the stance is towards, with its other names: vaccine,vaccination,jab'),
    favour: z.string().default('').describe('hashtags and phrases of those in favour, with commas between'),
    against: z.string().default('').describe('hashtags and phrases of those against, with commas between'),
  })
  .strict();

type Given = z.output<typeof parameters>;

/** Cues for one target, read once for each language. */
function reader(given: Given): (text: string, language: string) => CueLabel {
  const named = new Map<string, CueList>();
  const finders = new Map<string, MentionFinder>();
  // All words of the list are names of one target.
  const names = given.target ? [{ name: 'target', terms: namedTerms(given.target).flatMap((one) => one.terms) }] : [];
  const own = (language: string): CueList => {
    let list = named.get(language);
    if (!list) {
      list = new CueList({}, language);
      for (const side of ['favour', 'against'] as const)
        for (const cue of given[side].split(',')) if (cue.trim() !== '') list.add(`!${cue.trim()}`, side, language);
      named.set(language, list);
    }
    return list;
  };
  return (text, language) => {
    const nothing = given.favour === '' && given.against === '';
    if (names.length === 0 && nothing)
      return { label: 'und', probabilities: {}, cues: 0, reason: 'no target was given, and no labels to learn from' };
    let finder = finders.get(language);
    if (!finder) finders.set(language, (finder = new MentionFinder(names, language)));
    const mentions = finder.find(text);
    const marks = own(language).find(text, language);
    const known = language in sides;
    if (!known && marks.length === 0 && (mentions.length > 0 || nothing))
      return { label: 'und', probabilities: {}, cues: 0, reason: `no cues for language ${language}` };
    const support = { favour: 0, against: 0, none: 1.2 };
    let cues = marks.length;
    for (const { label, weight } of marks) support[label as 'favour' | 'against'] += weight;
    if (mentions.length > 0 && known) {
      for (const { label, weight } of cuesOf(sides, language).find(text, language)) {
        support[label as 'favour' | 'against'] += 1.5 * weight;
        cues++;
      }
      for (const { score } of mentionSentiments(text, opinionTerms(text, language), mentions)) {
        if (score === 0) continue;
        support[score > 0 ? 'favour' : 'against'] += 2.5 * Math.abs(score);
        cues++;
      }
    }
    const probabilities = cueProbabilities(support);
    if (support.favour === support.against && support.favour > support.none)
      return { label: 'und', probabilities: {}, cues, reason: 'cues of both sides, equally strong' };
    const label = (['favour', 'against', 'none'] as const).reduce((best, name) =>
      support[name] > support[best] ? name : best,
    );
    return { label, probabilities, cues };
  };
}

const quality: CueQuality = {
  en: 'with the target’s name alone .05 of those against found and .03 of those in favour, .81 and .26 of those named right (1,249 tweets, TweetEval)',
  fr: 'with the target’s name alone .19 found; against right in 74 of 88, favour in 13 of 56 (541 tweets)',
  hi: 'with the target’s name alone .06 of those in favour found, 32 of 48 named right; against not found (1,786 tweets in Latin letters)',
  ar: 'with the target’s name alone .24 found; favour right in 73 of 97, against in 59 of 127 (615 tweets, Mawqif)',
};

export const textStance = defineMethod({
  id: 'text/stance',
  version: 6,
  ...learnsFromLabels,
  title: 'Stance towards a target',
  description:
    'Learns who is in favour, against or neither from posts that people labelled; without labels it reads hashtags that you list for each side, words of taking sides, and the sentiment of mentions of the target. Sentiment is not stance: people praise the enemy of what they oppose, and these cues are weak. Political stance is special-category data: do not use it on single people.',
  references: ['Mohammad et al. 2016, SemEval-2016 Task 6: Detecting stance in tweets, doi:10.18653/v1/S16-1003'],
  parameters,
  run({ posts, train }, given, context) {
    return labelTable(
      posts,
      train,
      given,
      reader(given),
      'listed hashtags in any language, words of taking sides and sentiment near the target in some; probabilities are not calibrated',
      quality,
      context,
    );
  },
});
