import { languageTag } from '../connectors/language-names';

/** The eight languages of the labelled tweets (UMSAB) as their files are named, with their tags. */
export const tweetLanguages: Readonly<Record<string, string>> = Object.fromEntries(
  ['arabic', 'english', 'french', 'german', 'hindi', 'italian', 'portuguese', 'spanish'].map((name) => [
    name,
    languageTag(name),
  ]),
);
