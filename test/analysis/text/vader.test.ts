import { vader } from '../../../analysis/text/vader';
import { sharedData } from '../../../settings';
import { known, ndjsonGz, withData } from '../../shared-data';

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
