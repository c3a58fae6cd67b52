/** English names, and ISO 639-2 codes, of the languages that data sets name in words. */
const tags: Readonly<Record<string, string>> = {
  arabic: 'ar',
  ara: 'ar',
  chinese: 'zh',
  zho: 'zh',
  dutch: 'nl',
  nld: 'nl',
  english: 'en',
  eng: 'en',
  french: 'fr',
  fra: 'fr',
  fre: 'fr',
  german: 'de',
  deu: 'de',
  ger: 'de',
  greek: 'el',
  hindi: 'hi',
  hin: 'hi',
  indonesian: 'id',
  italian: 'it',
  ita: 'it',
  japanese: 'ja',
  jpn: 'ja',
  korean: 'ko',
  kor: 'ko',
  persian: 'fa',
  polish: 'pl',
  portuguese: 'pt',
  por: 'pt',
  russian: 'ru',
  rus: 'ru',
  spanish: 'es',
  spa: 'es',
  swedish: 'sv',
  turkish: 'tr',
  tur: 'tr',
  ukrainian: 'uk',
  undetermined: 'und',
  unknown: 'und',
  urdu: 'ur',
  vietnamese: 'vi',
};

/**
 * The BCP 47 primary tag of a language as a file writes it: `en` of EN, en-US, en_GB, eng and English; what is not known stays, and what
 * cannot be a tag (RFC 5646 §2.1: two to eight letters) is `und`.
 */
export function languageTag(written: string): string {
  const plain = written.trim().toLowerCase();
  if (Object.hasOwn(tags, plain)) return tags[plain]!;
  const primary = plain.split(/[-_]/u)[0]!;
  return /^[a-z]{2,8}$/.test(primary) ? primary : 'und';
}
