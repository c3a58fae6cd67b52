import type { Posts } from '../../../../domain/method';
import { languageDetector } from '../../languages/detect';

/** Posts looked at, evenly spaced, to learn whether the stated language can be believed. */
const probes = 400;

/** So much of what the probes are sure of must agree for the corpus to be of one language. */
const agreement = 0.9;

/**
 * The language of each post. Stated languages that differ are believed; where all are the same, which is also what a file without
 * languages gives, a sample is read: one language, or each post on its own. O(length of the texts) at most.
 */
export async function postLanguages(posts: Posts): Promise<readonly string[]> {
  const [first] = posts.language;
  if (first === undefined || posts.language.some((one) => one !== first)) return posts.language;
  const detect = await languageDetector(0.02);
  const found = new Map<string, number>();
  const step = Math.max(1, Math.floor(posts.count / probes));
  let sure = 0;
  for (let i = 0; i < posts.count; i += step) {
    const { language } = detect(posts.text[i]!);
    if (language === 'und') continue;
    sure++;
    found.set(language, (found.get(language) ?? 0) + 1);
  }
  if (sure === 0) return posts.language;
  const [top, count] = [...found].reduce((a, b) => (b[1] > a[1] ? b : a));
  if (count >= agreement * sure) return top === first ? posts.language : posts.text.map(() => top);
  return posts.text.map((text) => {
    const { language } = detect(text);
    return language === 'und' ? top : language;
  });
}
