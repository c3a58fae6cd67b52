import { textClassify } from '../../../analysis/text/classification/classify';
import { textSentiment } from '../../../analysis/text/classification/sentiment';
import { textAspects } from '../../../analysis/text/opinion/aspects';
import { textEmotion } from '../../../analysis/text/opinion/emotion';
import { textSarcasm } from '../../../analysis/text/opinion/sarcasm';
import { textStance } from '../../../analysis/text/opinion/stance';
import { textToxicity } from '../../../analysis/text/opinion/toxicity';
import { textSentimentLexicon } from '../../../analysis/text/sentiment/sentiment-lexicon';
import { strings } from '../../../domain/artefact';
import type { Method } from '../../../domain/method';
import { aboutOf, postsOf, runMethod } from '../run-method';

const empty = ['', '  ', '\n\u00a0'];
const said = [...Array.from({ length: 30 }, () => 'a good day'), ...Array.from({ length: 30 }, () => 'a bad night')];
const label = [...said.map((text) => (text.includes('good') ? 'positive' : 'negative')), ...empty.map(() => null)];
const posts = postsOf({ count: said.length + empty.length, text: [...said, ...empty], attributes: { label } });
const unlabelled = { ...posts, attributes: {} };

/** `und` is what the opinion methods say of posts that they can say nothing of. */
test.each<[string, Method, object, unknown, string | null]>([
  ['lexicon sentiment', textSentimentLexicon, unlabelled, {}, null],
  ['sentiment by lexicon', textSentiment, unlabelled, {}, null],
  ['sentiment by a model', textSentiment, posts, {}, null],
  ['classes by a model', textClassify, posts, { label: 'label' }, null],
  ['emotion by cues', textEmotion, unlabelled, {}, 'und'],
  ['emotion by a model', textEmotion, posts, { label: 'label' }, 'und'],
  ['stance by a model', textStance, posts, { label: 'label' }, 'und'],
  ['toxicity by cues', textToxicity, unlabelled, {}, 'und'],
  ['sarcasm by a model', textSarcasm, posts, { label: 'label' }, 'und'],
])(
  'posts without text are not neutral, but without an answer, and counted: %s',
  async (_, method, given, parameters, none) => {
    const found = await runMethod(method, { posts: given }, parameters as object);
    expect(strings(found, 'label').slice(said.length)).toEqual(empty.map(() => none));
    expect(strings(found, 'reason').slice(said.length)).toEqual(empty.map(() => 'no text'));
    expect(strings(found, 'reason').slice(0, said.length)).not.toContain('no text');
    expect(aboutOf<{ summary: object }>(found).summary).toMatchObject({ noText: empty.length });
  },
);

test('aspects tell posts without text from those without a lexicon', async () => {
  const found = await runMethod(textAspects, { posts: unlabelled }, { aspects: 'day,night' });
  expect(strings(found, 'reason').slice(said.length)).toEqual(empty.map(() => 'no text'));
  expect(aboutOf<{ summary: object }>(found).summary).toMatchObject({ noText: 3, postsWithoutLexicon: 0 });
});
