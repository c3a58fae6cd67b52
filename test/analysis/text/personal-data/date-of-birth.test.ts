import { Xoshiro128 } from '../../../../analysis/statistics/random';
import { datesIn, numeric, written } from '../../../../analysis/text/personal-data/date-of-birth';
import { hostileString } from '../../../fuzz/hostile';

const pieces =
  '3 May 1990|May 3rd, 2001|31/12/1999|1.2.85|12-05-2020 at 10:30 pm|कामई 3|मई 3|3 मई 2001|12 de enero de 2010|jan. 4|Mayor 3|3 Mayor|10may|may 5|é3 May|3 مايو 2001|1/1/2001/4|5|2026|.|,|-|/|𝒜may 4|may|march on 3|septiembre  9|9.10.11.12'.split(
    '|',
  );

test('the places where a date may begin are all looked at: as the two expressions find them in the whole text', () => {
  const random = new Xoshiro128(2);
  for (let i = 0; i < 4000; i++) {
    let text = random.below(4) === 0 ? hostileString(random) : '';
    for (let k = random.below(7); k > 0; k--) text += pieces[random.below(pieces.length)]! + ' \n. '[random.below(5)]!;
    const whole = (pattern: RegExp): number[] =>
      [...text.matchAll(new RegExp(pattern.source, pattern.flags.replace('y', 'g')))].map(({ index }) => index);
    const starts = new Set([...whole(numeric), ...whole(written)]);
    const found = datesIn(text).map(({ start }) => start);
    // Dates in digits are checked for their month and day besides.
    expect(found.filter((start) => !starts.has(start))).toEqual([]);
    expect(found).toEqual(expect.arrayContaining(whole(written)));
  }
});
