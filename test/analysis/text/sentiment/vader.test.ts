import { Xoshiro128 } from '../../../../analysis/statistics/random';
import { vader } from '../../../../analysis/text/sentiment/vader';
import { sharedData } from '../../../../settings';
import { known, ndjsonGz, withData } from '../../../shared-data';

/** What one word alone is worth: the compound score undone, to its rounding. */
function vaderValence(word: string): number {
  const { compound } = vader(word);
  return Math.round(compound * Math.sqrt(15 / (1 - compound * compound)) * 10) / 10;
}

function row(text: string): number[] {
  const scores = vader(text);
  return [scores.negative, scores.neutral, scores.positive, scores.compound];
}

test('VADER gives the same four scores as the Python package on every branch of its rules', () => {
  const { cases } = known<{ cases: { text: string; scores: number[] }[] }>('vader-sentences.json');
  const wrong = cases.filter((one) => JSON.stringify(row(one.text)) !== JSON.stringify(one.scores));
  expect(wrong.map((one) => ({ ...one, ours: row(one.text) }))).toEqual([]);
  expect(cases.length).toBeGreaterThan(500);
});

test('VADER gives the same four scores as the Python package on texts made to be odd', () => {
  const { cases } = known<{ cases: { text: string; scores: number[] }[] }>('vader-edge.json');
  const wrong = cases.filter((one) => JSON.stringify(row(one.text)) !== JSON.stringify(one.scores));
  expect(wrong.map((one) => ({ ...one, ours: row(one.text) }))).toEqual([]);
  expect(cases.filter((one) => one.scores[3] !== 0).length).toBeGreaterThan(800);
});

test('long texts with many equal and unequal scores around a "but" follow the obvious way', () => {
  // The Python package's own loop: look each live score up by its value, from the first.
  const words = ['good', 'bad', 'great', 'love', 'hate', 'x'];
  const random = new Xoshiro128(3);
  const valence = new Map(words.map((word) => [word, vaderValence(word)]));
  const chosen = Array.from({ length: 3000 }, (_, i) => (i === 1500 ? 'but' : words[random.below(words.length)]!));
  const scores = chosen.map((word) => valence.get(word) ?? 0);
  for (let k = 0; k < scores.length; k++) {
    const at = scores.indexOf(scores[k]!);
    if (at !== 1500) scores[at] = scores[at]! * (at < 1500 ? 0.5 : 1.5);
  }
  const positive = scores.reduce((sum, one) => sum + (one > 0 ? one + 1 : 0), 0);
  const negative = scores.reduce((sum, one) => sum + (one < 0 ? 1 - one : 0), 0);
  const neutral = scores.filter((one) => one === 0).length;
  const found = vader(chosen.join(' '));
  expect(found.positive).toBeCloseTo(positive / (positive + negative + neutral), 3);
  expect(found.negative).toBeCloseTo(negative / (positive + negative + neutral), 3);
});

withData(
  sharedData('sentiment', 'vader-tweets.jsonl.gz'),
  'VADER equals the Python package on each of 4,200 tweets',
  (file) => {
    const { scores } = known<{ scores: number[][] }>('vader-tweets.json');
    const tweets = ndjsonGz<{ text: string }>(file);
    expect(tweets.length).toBe(4200);
    const wrong = tweets.flatMap((tweet, i) =>
      JSON.stringify(row(tweet.text)) === JSON.stringify(scores[i]) ? [] : [i],
    );
    expect(wrong).toEqual([]);
  },
);
