/** An ending that a listed word may have, and those that stand in its place in the word's other forms: gender and number. */
const endings: Readonly<Record<string, readonly (readonly [RegExp, readonly string[]])[]>> = {
  es: [
    [/o$/u, ['a', 'os', 'as']],
    [/or$/u, ['ora', 'ores', 'oras']],
    [/[aeiou]$/u, ['$&s']],
    [/z$/u, ['ces']],
    [/[lndrs]$/u, ['$&es']],
  ],
  fr: [
    [/eux$/u, ['euse', 'euses']],
    [/if$/u, ['ive', 'ives', 'ifs']],
    [/[^eszx]$/u, ['$&e', '$&s', '$&es']],
    [/e$/u, ['$&s']],
  ],
  it: [
    [/o$/u, ['a', 'i', 'e']],
    [/e$/u, ['i']],
    [/a$/u, ['e']],
  ],
  pt: [
    [/o$/u, ['a', 'os', 'as']],
    [/or$/u, ['ora', 'ores', 'oras']],
    [/[aeiou]$/u, ['$&s']],
    [/z$/u, ['zes']],
    [/l$/u, ['is']],
  ],
};
/** Shorter words are mostly no adjectives, nouns or participles. */
const shortest = 4;

/**
 * The other forms of a word as its regular inflection makes them: *ottima, ottimi, ottime* of *ottimo*. Some are no words, which does no
 * harm where texts are looked up. None in German and Arabic, where they cost more than they brought on training tweets (German: the list
 * alone; Arabic: the trained model), in Hindi, which had none to judge by, and in English, whose lists hold the forms.
 */
export function inflections(word: string, language: string): string[] {
  if (word.length < shortest) return [];
  const found = endings[language]?.find(([ending]) => ending.test(word));
  return found ? found[1].map((other) => word.replace(found[0], other)) : [];
}
