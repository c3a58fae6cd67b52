import { vaderLexicon } from './lexicons/vader';
import { vaderEmoji } from './lexicons/vader-emoji';

/**
 * VADER (Hutto & Gilbert 2014), equal to vaderSentiment 3.3.2 post by post, its oddities included: a word at most two
 * characters long keeps its punctuation, "no" within two words negates, equal scores before a "but" share one adjustment.
 */
export interface VaderScores {
  readonly negative: number;
  readonly neutral: number;
  readonly positive: number;
  /** −1 to 1. */
  readonly compound: number;
}

const boosterStep = 0.293;
const capitalsStep = 0.733;
const negationFactor = -0.74;

function lookup(data: string): Map<string, string> {
  return new Map(data.split('\n').map((line) => line.split('\t') as [string, string]));
}

const lexicon = new Map([...lookup(vaderLexicon)].map(([token, mean]) => [token, Number(mean)]));
const emoji = lookup(vaderEmoji);

const negations = new Set(
  (
    'aint arent cannot cant couldnt darent didnt doesnt dont hadnt hasnt havent isnt mightnt mustnt neither neednt never none ' +
    'nope nor not nothing nowhere oughtnt shant shouldnt uhuh uh-uh wasnt werent without wont wouldnt rarely seldom despite'
  ).split(' '),
);

const boosters = new Map<string, number>([
  ...(
    'absolutely amazingly awfully completely considerable considerably decidedly deeply effing enormous enormously entirely ' +
    'especially exceptional exceptionally extreme extremely fabulously flipping flippin frackin fracking fricking frickin ' +
    'frigging friggin fully fuckin fucking fuggin fugging greatly hella highly hugely incredible incredibly intensely major ' +
    'majorly more most particularly purely quite really remarkably so substantially thoroughly total totally tremendous ' +
    'tremendously uber unbelievably unusually utter utterly very'
  )
    .split(' ')
    .map((word) => [word, boosterStep] as [string, number]),
  ...(
    'almost,barely,hardly,just enough,kind of,kinda,kindof,kind-of,less,little,marginal,marginally,occasional,occasionally,' +
    'partly,scarce,scarcely,slight,slightly,somewhat,sort of,sorta,sortof,sort-of'
  )
    .split(',')
    .map((word) => [word, -boosterStep] as [string, number]),
]);

const idioms = new Map<string, number>([
  ['the shit', 3],
  ['the bomb', 3],
  ['bad ass', 1.5],
  ['badass', 1.5],
  ['bus stop', 0],
  ['yeah right', -2],
  ['kiss of death', -1.5],
  ['to die for', 3],
  ['beating heart', 3.5],
]);

// Python's str.split and str.strip know other white space than JavaScript's \s: the separators U+001C–1F and U+0085, not U+FEFF.
const space = '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+';
const spaces = new RegExp(space, 'u');
const edgeSpaces = new RegExp(`^${space}|${space}$`, 'gu');
const edgePunctuation = /^[!-/:-@[-`{-~]+|[!-/:-@[-`{-~]+$/g;
const hasUpper = /\p{Uppercase}/u;
const hasLower = /[\p{Lowercase}\p{Lt}]/u;

/** Python's str.isupper: a cased character, and none that is lower or title case. */
function isUpper(word: string): boolean {
  return hasUpper.test(word) && !hasLower.test(word);
}

function isNegation(lower: string): boolean {
  return negations.has(lower) || lower.includes("n't");
}

/** Emoji spelled out, one code point at a time, as the Python package does. */
function spellEmoji(text: string): string {
  // Nothing in the table is below U+0080 but the plain digits' neighbours are; a text of ASCII only cannot hold an emoji.
  if (/^[\x00-\x7f]*$/.test(text)) return text;
  let out = '';
  let afterSpace = true;
  for (const character of text) {
    const words = emoji.get(character);
    if (words === undefined) {
      out += character;
      afterSpace = character === ' ';
    } else {
      out += afterSpace ? words : ` ${words}`;
      afterSpace = false;
    }
  }
  return out;
}

/** Python's round: half to even, on the exact binary value. Ties at `digits` decimals are multiples of 2^-(digits+1). */
function round(value: number, digits: number): number {
  const scale = 2 ** (digits + 1);
  const steps = value * scale;
  const rounded = Number(value.toFixed(digits));
  if (!Number.isInteger(steps) || steps % 2 === 0) return rounded;
  const unit = 10 ** digits;
  const down = Math.floor(value * unit);
  return (down % 2 === 0 ? down : down + 1) / unit;
}

function emphasis(text: string): number {
  let exclamations = 0;
  let questions = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 33) exclamations++;
    else if (unit === 63) questions++;
  }
  const asked = questions < 2 ? 0 : questions <= 3 ? questions * 0.18 : 0.96;
  return Math.min(exclamations, 4) * 0.292 + asked;
}

function boost(word: string, lower: string, valence: number, mixedCase: boolean): number {
  let step = boosters.get(lower);
  if (step === undefined) return 0;
  if (valence < 0) step *= -1;
  if (mixedCase && isUpper(word)) step += valence > 0 ? capitalsStep : -capitalsStep;
  return step;
}

function negate(valence: number, lower: readonly string[], i: number, distance: number): number {
  const one = lower[i - 1]!;
  if (distance === 0) return isNegation(one) ? valence * negationFactor : valence;
  const two = lower[i - 2]!;
  if (distance === 1) {
    if (two === 'never' && (one === 'so' || one === 'this')) return valence * 1.25;
    if (two === 'without' && one === 'doubt') return valence;
    return isNegation(two) ? valence * negationFactor : valence;
  }
  const three = lower[i - 3]!;
  if ((three === 'never' && (two === 'so' || two === 'this')) || one === 'so' || one === 'this') return valence * 1.25;
  if (three === 'without' && (two === 'doubt' || one === 'doubt')) return valence;
  return isNegation(three) ? valence * negationFactor : valence;
}

function applyIdioms(start: number, lower: readonly string[], i: number): number {
  let valence = start;
  const [three, two, one, zero] = [lower[i - 3]!, lower[i - 2]!, lower[i - 1]!, lower[i]!];
  const before = [
    `${one} ${zero}`,
    `${two} ${one} ${zero}`,
    `${two} ${one}`,
    `${three} ${two} ${one}`,
    `${three} ${two}`,
  ];
  for (const phrase of before) {
    const score = idioms.get(phrase);
    if (score !== undefined) {
      valence = score;
      break;
    }
  }
  if (lower.length - 1 > i) valence = idioms.get(`${zero} ${lower[i + 1]}`) ?? valence;
  if (lower.length - 1 > i + 1) valence = idioms.get(`${zero} ${lower[i + 1]} ${lower[i + 2]}`) ?? valence;
  for (const phrase of [before[3]!, before[4]!, before[2]!]) valence += boosters.get(phrase) ?? 0;
  return valence;
}

function valenceOf(words: readonly string[], lower: readonly string[], i: number, mixedCase: boolean): number {
  const own = lexicon.get(lower[i]!);
  if (own === undefined) return 0;
  let valence = own;
  if (lower[i] === 'no' && i !== words.length - 1 && lexicon.has(lower[i + 1]!)) valence = 0;
  if (
    (i > 0 && lower[i - 1] === 'no') ||
    (i > 1 && lower[i - 2] === 'no') ||
    (i > 2 && lower[i - 3] === 'no' && (lower[i - 1] === 'or' || lower[i - 1] === 'nor'))
  ) {
    valence = own * negationFactor;
  }
  if (mixedCase && isUpper(words[i]!)) valence += valence > 0 ? capitalsStep : -capitalsStep;
  for (let distance = 0; distance < 3; distance++) {
    const at = i - distance - 1;
    if (at < 0 || lexicon.has(lower[at]!)) continue;
    const damping = distance === 0 ? 1 : distance === 1 ? 0.95 : 0.9;
    valence += boost(words[at]!, lower[at]!, valence, mixedCase) * damping;
    valence = negate(valence, lower, i, distance);
    if (distance === 2) valence = applyIdioms(valence, lower, i);
  }
  if (
    i > 0 &&
    lower[i - 1] === 'least' &&
    !lexicon.has('least') &&
    !(i > 1 && (lower[i - 2] === 'at' || lower[i - 2] === 'very'))
  ) {
    valence *= negationFactor;
  }
  return valence;
}

/** Halves what stands before the first "but", raises what follows by half; equal values share the first one's place. */
function weighBut(lower: readonly string[], scores: number[]): void {
  const but = lower.indexOf('but');
  if (but < 0) return;
  for (let k = 0; k < scores.length; k++) {
    const at = scores.indexOf(scores[k]!);
    if (at < but) scores[at] = scores[at]! * 0.5;
    else if (at > but) scores[at] = scores[at]! * 1.5;
  }
}

/**
 * Scores one text. O(words).
 *
 * @example
 * vader('VADER is smart, handsome, and funny!').compound // 0.8439
 */
export function vader(raw: string): VaderScores {
  const text = spellEmoji(raw).replace(edgeSpaces, '');
  if (text === '') return { negative: 0, neutral: 0, positive: 0, compound: 0 };
  const words = text.split(spaces).map((token) => {
    const stripped = token.replace(edgePunctuation, '');
    return [...stripped].length <= 2 ? token : stripped;
  });
  const lower = words.map((word) => word.toLowerCase());
  const capitals = words.reduce((sum, word) => sum + (isUpper(word) ? 1 : 0), 0);
  const mixedCase = capitals > 0 && capitals < words.length;
  const scores = words.map((_, i) => {
    if (boosters.has(lower[i]!) || (lower[i] === 'kind' && lower[i + 1] === 'of')) return 0;
    return valenceOf(words, lower, i, mixedCase);
  });
  weighBut(lower, scores);

  let sum = 0;
  let positive = 0;
  let negative = 0;
  let neutral = 0;
  for (const score of scores) {
    sum += score;
    if (score > 0) positive += score + 1;
    else if (score < 0) negative += score - 1;
    else neutral++;
  }
  const stress = emphasis(text);
  if (sum > 0) sum += stress;
  else if (sum < 0) sum -= stress;
  if (positive > Math.abs(negative)) positive += stress;
  else if (positive < Math.abs(negative)) negative -= stress;
  const total = positive + Math.abs(negative) + neutral;
  return {
    negative: round(Math.abs(negative / total), 3),
    neutral: round(Math.abs(neutral / total), 3),
    positive: round(Math.abs(positive / total), 3),
    compound: round(Math.max(-1, Math.min(1, sum / Math.sqrt(sum * sum + 15))), 4),
  };
}
