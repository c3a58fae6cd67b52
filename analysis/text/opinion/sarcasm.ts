import { z } from 'zod';
import { defineMethod } from '../../../domain/method';
import { learnsFromLabels } from '../classification/label-posts';
import { type CueTable, cueProbabilities, cuesOf } from './cues';
import { type CueLabel, type CueQuality, labelTable } from './labelled-posts-table';
import { opinionTerms } from './opinion-terms';
import { trainingParameters } from './trained-labels';

/**
 * Cues of irony. Hashtags and letters by which authors themselves mark it are the soundest (González-Ibáñez et al. 2011 label tweets by
 * them) and hold for every language. Set phrases that praise and are used against their words, an eye roll, a face turned over: for English
 * only. Of those in Italian, Arabic and Hindi next to none stood in the train parts of bench/peers/opinion_corpora.py, or they told nothing;
 * Spanish, French and German posts that people labelled were not to be had. Own lists.
 */
const cues: CueTable = {
  '*': {
    sarcastic:
      '!#sarcasm,!#sarcastic,!#irony,!#ironic,!#not,!#sarcasmo,!#ironia,!#ironía,!#sarcasme,!#ironie,!#sarkasmus,!#sqn,!#sopanao,!#سخرية,!#تهكم,!#व्यंग्य',
  },
  de: { sarcastic: '!ironie off,!ironie ende' },
  en: {
    sarcastic:
      "🙄,🙃,😒,😏,👏👏👏,yeah right,oh great,oh wonderful,oh joy,oh goody,thanks a lot,thanks for nothing,what a surprise,what a shock,shocker,just what i needed,just great,just perfect,way to go,nice job,good job guys,so much fun,as if,big surprise,who would have thought,who would've thought,how nice of,sure jan,tell me more,living the dream,love it when,love being,love how,gotta love,can't wait to spend,because that always works",
  },
  pt: { sarcastic: '!sqn,!só que não,!so que nao' },
};

/** Forums' own mark of sarcasm at the end of a post: "/s". */
const closingMark = /(?:^|\s)\/s\s*$/;

/** Praise or thanks in the same English post as a complaint: the contrast of Riloff et al. 2013, between rated words, not situations. */
function contrast(text: string): boolean {
  let best = 0;
  let worst = 0;
  for (const { value, word } of opinionTerms(text, 'en')) {
    if (value > best && word) best = value;
    if (value < worst) worst = value;
  }
  // Loud praise: an exclamation, dots or scare quotes beside it.
  const calls = /!|\.{3}|…|["“”«»]\p{L}+["“”«»]/u.test(text);
  return best >= 2 && worst <= -1.5 && calls;
}

function byCues(text: string, language: string): CueLabel {
  const found = cuesOf(cues, language).find(text, language);
  const closed = closingMark.test(text.slice(-12));
  if (language !== 'en' && found.length === 0 && !closed)
    return {
      label: 'und',
      probabilities: {},
      cues: 0,
      reason: `no cues for language ${language} but authors' own marks of sarcasm`,
    };
  const opposed = language === 'en' && contrast(text) ? 1 : 0;
  const weight = found.reduce((sum, cue) => sum + cue.weight, 0) + opposed + (closed ? 3 : 0);
  // One plain cue leaves the odds at one to two, two cues or an author's own mark turn them.
  const probabilities = cueProbabilities({ 'not sarcastic': 2, sarcastic: 1.3 * weight });
  return {
    label: probabilities.sarcastic! > 0.5 ? 'sarcastic' : 'not sarcastic',
    probabilities,
    cues: found.length + opposed + (closed ? 1 : 0),
  };
}

const quality: CueQuality = {
  en: '.01 found, without the hashtags that the tweets were collected by (784 tweets, TweetEval)',
  es: 'only authors’ own marks; not measured',
  fr: 'only authors’ own marks; not measured',
  de: 'only authors’ own marks; not measured',
  it: 'only authors’ own marks; none of 435 ironic tweets found (IronITA)',
  pt: 'only authors’ own marks; .01 found (6,139 ironic tweets)',
  hi: 'only authors’ own marks; none of 246 sarcastic tweets found (Hindi in Latin letters)',
  ar: 'only authors’ own marks; .01 found, 7 of 15 named right (2,975 tweets, ArSarcasm-v2)',
};

export const textSarcasm = defineMethod({
  id: 'text/sarcasm',
  version: 6,
  ...learnsFromLabels,
  title: 'Sarcasm',
  description:
    'Learns sarcasm from posts that people labelled; without labels it looks for the marks that authors set themselves (#sarcasm, /s), set phrases, an eye roll, loud praise beside complaint. These cues are very weak: most sarcasm has none, and most posts with a set phrase are sincere. Do not report shares of sarcasm from cues.',
  references: [
    'González-Ibáñez, Muresan & Wacholder 2011, Identifying sarcasm in Twitter, ACL P11-2102',
    'Riloff et al. 2013, Sarcasm as contrast between a positive sentiment and negative situation, EMNLP D13-1066',
  ],
  parameters: z.object(trainingParameters).strict(),
  run({ posts, train }, parameters, context) {
    return labelTable(
      posts,
      train,
      parameters,
      byCues,
      'most sarcasm carries no cue; probabilities are not calibrated',
      quality,
      context,
    );
  },
});
