import { textSentimentLexicon } from '../../../../analysis/text/sentiment/sentiment-lexicon';
import { numbers, strings } from '../../../../domain/artefact';
import { known } from '../../../shared-data';
import { postsOf, runMethod } from '../../run-method';

const { cases } = known<{ cases: { text: string; scores: [number, number, number, number] }[] }>(
  'vader-sentences.json',
);

test('English posts have VADER’s scores, those without text too, and where they have text the label that its authors recommend', async () => {
  const found = await runMethod(textSentimentLexicon, {
    posts: postsOf({ count: cases.length, text: cases.map((one) => one.text) }),
  });
  expect(Array.from(numbers(found, 'compound'))).toEqual(cases.map((one) => one.scores[3]));
  expect(Array.from(numbers(found, 'negative'))).toEqual(cases.map((one) => one.scores[0]));
  // Hutto & Gilbert: positive from 0.05, negative to −0.05.
  expect(strings(found, 'label')).toEqual(
    cases.map(({ text, scores: [, , , compound] }) =>
      text.trim() === '' ? null : compound >= 0.05 ? 'positive' : compound <= -0.05 ? 'negative' : 'neutral',
    ),
  );
  expect(new Set(strings(found, 'label').filter((one) => one !== null)).size).toBe(3);
});

test('posts in languages that are not scored have no score and no label', async () => {
  const posts = postsOf({ count: 3, text: ['good', 'good', 'good'], language: ['de', 'und', 'en'] });
  const found = await runMethod(textSentimentLexicon, { posts });
  expect(strings(found, 'label')).toEqual([null, null, 'positive']);
  for (const name of ['compound', 'positive', 'neutral', 'negative'])
    expect(Array.from(numbers(found, name)).map(Number.isNaN)).toEqual([true, true, false]);
});

test('posts of unknown language are scored where the protocol says so', async () => {
  const posts = postsOf({ count: 2, text: ['good', 'gut'], language: ['und', 'de'] });
  expect(strings(await runMethod(textSentimentLexicon, { posts }, { languages: ['en', 'und'] }), 'label')).toEqual([
    'positive',
    null,
  ]);
});
