import { vaderLexicon } from './lexicons/vader';
import { asciiLower } from './python-text';

/** The words that VADER's rules know, numbered, with what each does; looked up by their characters without making a string. */

const boosterStep = 0.293;

const negationWords = (
  'aint arent cannot cant couldnt darent didnt doesnt dont hadnt hasnt havent isnt mightnt mustnt neither neednt never none ' +
  'nope nor not nothing nowhere oughtnt shant shouldnt uhuh uh-uh wasnt werent without wont wouldnt rarely seldom despite'
).split(' ');

const raising = (
  'absolutely amazingly awfully completely considerable considerably decidedly deeply effing enormous enormously entirely ' +
  'especially exceptional exceptionally extreme extremely fabulously flipping flippin frackin fracking fricking frickin ' +
  'frigging friggin fully fuckin fucking fuggin fugging greatly hella highly hugely incredible incredibly intensely major ' +
  'majorly more most particularly purely quite really remarkably so substantially thoroughly total totally tremendous ' +
  'tremendously uber unbelievably unusually utter utterly very'
).split(' ');

const lowering = (
  'almost barely hardly kinda kindof kind-of less little marginal marginally occasional occasionally partly scarce scarcely ' +
  'slight slightly somewhat sorta sortof sort-of'
).split(' ');

/** Phrases with a rating of their own, and those that weaken what follows. */
export const idioms = new Map<string, number>([
  ['the shit', 3],
  ['the bomb', 3],
  ['bad ass', 1.5],
  ['bus stop', 0],
  ['yeah right', -2],
  ['kiss of death', -1.5],
  ['to die for', 3],
  ['beating heart', 3.5],
]);
export const weakeningPhrases = new Map([
  ['just enough', -boosterStep],
  ['kind of', -boosterStep],
  ['sort of', -boosterStep],
]);

/** Words that fit: some more than there are. Places of the table are four times as many. */
const mostWords = 1 << 13;
const slots = 1 << 15;
const keys: string[] = [];
const table = new Int32Array(slots).fill(-1);
let longest = 0;

function idOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  let slot = (hash ^ (hash >>> 15)) & (slots - 1);
  for (; table[slot]! >= 0; slot = (slot + 1) & (slots - 1)) if (keys[table[slot]!] === word) return table[slot]!;
  table[slot] = keys.length;
  longest = Math.max(longest, word.length);
  return keys.push(word) - 1;
}

/** Mean rating of a word. Some in the lexicon have 0. */
export const rating = new Float64Array(mostWords);
export const inLexicon = new Uint8Array(mostWords);
// A line a word: the word, a tab, its rating. Read without cutting it into lines first, since every command that rates does so anew.
for (let at = 0; at < vaderLexicon.length; ) {
  const tab = vaderLexicon.indexOf('\t', at);
  const end = vaderLexicon.indexOf('\n', tab);
  const id = idOf(vaderLexicon.slice(at, tab));
  rating[id] = Number(vaderLexicon.slice(tab + 1, end < 0 ? undefined : end));
  inLexicon[id] = 1;
  at = end < 0 ? vaderLexicon.length : end + 1;
}

/** Words that a rule names. */
export const named = Object.fromEntries(
  ['no', 'or', 'nor', 'never', 'so', 'this', 'without', 'doubt', 'least', 'at', 'very', 'but', 'kind', 'of'].map(
    (word) => [word, idOf(word)],
  ),
) as Readonly<Record<string, number>>;

/** How much a word of degree changes what it stands before; 0 for other words. */
export const degree = new Float64Array(mostWords);
for (const word of raising) degree[idOf(word)] = boosterStep;
for (const word of lowering) degree[idOf(word)] = -boosterStep;

export const negates = new Uint8Array(mostWords);
for (const word of negationWords) negates[idOf(word)] = 1;

export const endsPhrase = new Uint8Array(mostWords);
for (const phrase of [...idioms.keys(), ...weakeningPhrases.keys()]) endsPhrase[idOf(phrase.split(' ').at(-1)!)] = 1;

/** Number of the word that stands in `text` from `from` to `to`, ASCII capitals read as small ones; −1 where no rule knows it. */
export function wordAt(text: string, from: number, to: number): number {
  const length = to - from;
  if (length > longest) return -1;
  let hash = 0x811c9dc5;
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    hash = Math.imul(hash ^ (unit < 128 ? asciiLower[unit]! : unit), 0x01000193);
  }
  let slot = (hash ^ (hash >>> 15)) & (slots - 1);
  for (let id = table[slot]!; id >= 0; id = table[slot]!) {
    const key = keys[id]!;
    if (key.length === length) {
      let k = 0;
      while (k < length) {
        const unit = text.charCodeAt(from + k);
        if (key.charCodeAt(k) !== (unit < 128 ? asciiLower[unit]! : unit)) break;
        k++;
      }
      if (k === length) return id;
    }
    slot = (slot + 1) & (slots - 1);
  }
  return -1;
}
