import * as stopwords from 'stopword';

/** ISO 639-1 codes to the three-letter lists of the `stopword` package (stopwords-iso, MIT). */
const stopwordLists: Record<string, string> = {
  en: 'eng',
  es: 'spa',
  fr: 'fra',
  de: 'deu',
  it: 'ita',
  pt: 'por',
  hi: 'hin',
  ar: 'ara',
  nl: 'nld',
  sv: 'swe',
  tr: 'tur',
  pl: 'pol',
  ru: 'rus',
  ja: 'jpn',
  zh: 'zho',
  id: 'ind',
  fi: 'fin',
  da: 'dan',
};

export function stopwordsOf(languages: readonly string[]): Set<string> {
  const set = new Set<string>();
  for (const language of languages) {
    const list = (stopwords as unknown as Record<string, readonly string[] | undefined>)[stopwordLists[language] ?? ''];
    for (const word of list ?? []) set.add(word);
  }
  return set;
}
