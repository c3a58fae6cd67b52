import { languageTag } from '../../connectors/language-names';

test.each([
  ['en', 'en'],
  ['EN-us', 'en'],
  ['en_GB', 'en'],
  ['Hindi', 'hi'],
  ['deu', 'de'],
  ['gsw', 'gsw'],
  // RFC 5646 §2.1: a primary subtag has two to eight letters.
  ['constructor', 'und'],
  ['__proto__', 'und'],
  ['?', 'und'],
  ['x', 'und'],
])('a language written %s is %s', (written, tag) => expect(languageTag(written)).toBe(tag));
