import { z } from 'zod';
import { defineMethod } from '../../../domain/method';
import { learnsFromLabels } from '../classification/label-posts';
import { cueProbabilities, cuesOf } from './cues';
import { emotionCues } from './emotion-cues';
import { type CueLabel, type CueQuality, labelTable } from './labelled-posts-table';
import { opinionWords } from './opinion-words';
import { trainingParameters } from './trained-labels';

const emotions = ['anger', 'disgust', 'fear', 'joy', 'sadness', 'surprise'] as const;
const none = 'none';
/** Words before a cue in which a negation takes it back, in characters of text between: about three words. */
const negationReach = 3;

/** Is one of the few words before this place a negation? */
function negated(text: string, start: number, language: string): boolean {
  const rules = opinionWords[language];
  if (!rules) return false;
  const before = text
    .slice(Math.max(0, start - 60), start)
    .toLowerCase()
    .replaceAll('’', "'");
  const clause = before.slice(Math.max(...['.', '!', '?', ';', ','].map((mark) => before.lastIndexOf(mark))) + 1);
  return clause
    .split(/\s+/u)
    .filter((word) => word !== '')
    .slice(-negationReach)
    .some((word) => rules.negations.has(word));
}

function byCues(text: string, language: string): CueLabel {
  const found = cuesOf(emotionCues, language)
    .find(text, language)
    .filter((cue) => !negated(text, cue.start, language));
  if (found.length === 0 && !(language in emotionCues))
    return { label: 'und', probabilities: {}, cues: 0, reason: `no cues for language ${language}` };
  // A post is taken to show no emotion until a cue speaks for one: two thirds against a sixth each would be e^1.4.
  const support: Record<string, number> = { [none]: 1.4 };
  for (const name of emotions) support[name] = 0;
  for (const { label, weight } of found) support[label]! += 2 * weight;
  const probabilities = cueProbabilities(support);
  const label = [...emotions, none].reduce((best, name) => (support[name]! > support[best]! ? name : best), none);
  const tie = emotions.filter((name) => support[name] === support[label]).length > 1;
  return tie
    ? { label: 'und', probabilities: {}, cues: found.length, reason: 'cues of several emotions, equally many' }
    : { label, probabilities, cues: found.length };
}

const quality: CueQuality = {
  en: 'of anger, joy and sadness .32, .45 and .44 found, .95, .84 and .94 of those named right (1,421 tweets, TweetEval)',
  es: '.28 found, .74 of those named right (843 tweets, EmoEvent)',
  fr: '.02 found, .63 of those named right (3,504 subtitles, XED); no posts were measured',
  de: '.13 found, .71 of those named right (2,602 posts, BRIGHTER)',
  it: '.24 found, .81 of those named right (1,561 comments, MultiEmotions-It)',
  pt: '.21 found, .78 of those named right (2,225 posts, BRIGHTER)',
  hi: '.37 found, .92 of those named right (1,010 posts, many written for the purpose, BRIGHTER)',
  ar: '.05 found, .85 of those named right (1,714 Algerian and Moroccan texts, BRIGHTER)',
};

export const textEmotion = defineMethod({
  id: 'text/emotion',
  version: 6,
  ...learnsFromLabels,
  title: 'Emotion of each post',
  description:
    'Learns emotions from posts that people labelled; without labels it looks for words and emoji that name one of Ekman’s six. The cues are weak: they miss what is implied, count feelings that are reported of others, and their probabilities are conventions. What a post says is not what its author feels: do not use it to judge people.',
  references: [
    'Ekman 1992, An argument for basic emotions, doi:10.1080/02699939208411068',
    'Mohammad et al. 2018, SemEval-2018 Task 1: Affect in Tweets, doi:10.18653/v1/S18-1001',
  ],
  parameters: z.object(trainingParameters).strict(),
  run({ posts, train }, parameters, context) {
    return labelTable(
      posts,
      train,
      parameters,
      byCues,
      'words and emoji that name a feeling: most posts with a feeling have none; probabilities are not calibrated',
      quality,
      context,
    );
  },
});
