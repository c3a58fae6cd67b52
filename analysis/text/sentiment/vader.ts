import { round } from './python-text';
import { VaderTokens } from './vader-tokens';
import { degree, endsPhrase, idioms, inLexicon, named, rating, weakeningPhrases } from './vader-words';

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

const capitalsStep = 0.733;
const negationFactor = -0.74;
const damping = [1, 0.95, 0.9] as const;
const {
  no,
  or,
  nor,
  never,
  so,
  this: this_,
  without,
  doubt,
  least,
  at,
  very,
  but,
  kind,
  of,
} = named as Record<string, number>;

const tokens = new VaderTokens();
let scores = new Float64Array(256);

/** In the lexicon? */
function rated(word: number): boolean {
  return word >= 0 && inLexicon[word] === 1;
}

function boost(k: number, valence: number): number {
  const word = tokens.word[k]!;
  let step = word < 0 ? 0 : degree[word]!;
  if (step === 0) return 0;
  if (valence < 0) step *= -1;
  if (tokens.mixedCase && tokens.upper[k] === 1) step += valence > 0 ? capitalsStep : -capitalsStep;
  return step;
}

function negate(valence: number, i: number, distance: number): number {
  const { word, negation } = tokens;
  const one = word[i - 1]!;
  if (distance === 0) return negation[i - 1] === 1 ? valence * negationFactor : valence;
  const two = word[i - 2]!;
  if (distance === 1) {
    if (two === never && (one === so || one === this_)) return valence * 1.25;
    if (two === without && one === doubt) return valence;
    return negation[i - 2] === 1 ? valence * negationFactor : valence;
  }
  const three = word[i - 3]!;
  if ((three === never && (two === so || two === this_)) || one === so || one === this_) return valence * 1.25;
  if (three === without && (two === doubt || one === doubt)) return valence;
  return negation[i - 3] === 1 ? valence * negationFactor : valence;
}

/** Does a word that ends a phrase stand near? Else there is no phrase to look for. */
function phraseNear(i: number): boolean {
  const last = Math.min(i + 2, tokens.count - 1);
  for (let k = i - 2; k <= last; k++) if (tokens.word[k]! >= 0 && endsPhrase[tokens.word[k]!] === 1) return true;
  return false;
}

function applyIdioms(start: number, i: number): number {
  if (!phraseNear(i)) return start;
  let valence = start;
  const [three, two, one, zero] = [tokens.lower(i - 3), tokens.lower(i - 2), tokens.lower(i - 1), tokens.lower(i)];
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
  if (i + 1 < tokens.count) valence = idioms.get(`${zero} ${tokens.lower(i + 1)}`) ?? valence;
  if (i + 2 < tokens.count) valence = idioms.get(`${zero} ${tokens.lower(i + 1)} ${tokens.lower(i + 2)}`) ?? valence;
  for (const phrase of [before[3]!, before[4]!, before[2]!]) valence += weakeningPhrases.get(phrase) ?? 0;
  return valence;
}

function valenceOf(i: number): number {
  const { word, upper, count, mixedCase } = tokens;
  const self = word[i]!;
  if (degree[self] !== 0 || (self === kind && i + 1 < count && word[i + 1] === of)) return 0;
  const own = rating[self]!;
  let valence = own;
  if (self === no && i + 1 < count && rated(word[i + 1]!)) valence = 0;
  if (
    (i > 0 && word[i - 1] === no) ||
    (i > 1 && word[i - 2] === no) ||
    (i > 2 && word[i - 3] === no && (word[i - 1] === or || word[i - 1] === nor))
  ) {
    valence = own * negationFactor;
  }
  if (mixedCase && upper[i] === 1) valence += valence > 0 ? capitalsStep : -capitalsStep;
  for (let distance = 0; distance < 3; distance++) {
    const k = i - distance - 1;
    if (k < 0) break;
    if (rated(word[k]!)) continue;
    valence += boost(k, valence) * damping[distance]!;
    valence = negate(valence, i, distance);
    if (distance === 2) valence = applyIdioms(valence, i);
  }
  if (i > 0 && word[i - 1] === least && !(i > 1 && (word[i - 2] === at || word[i - 2] === very)))
    valence *= negationFactor;
  return valence;
}

/** Places of equal scores, lowest first: a binary heap for each value. */
function push(heap: number[], place: number): void {
  let k = heap.push(place) - 1;
  for (let up = (k - 1) >> 1; k > 0 && heap[up]! > place; up = (k - 1) >> 1) {
    heap[k] = heap[up]!;
    heap[up] = place;
    k = up;
  }
}

function pop(heap: number[]): void {
  const last = heap.pop()!;
  if (heap.length === 0) return;
  let k = 0;
  for (;;) {
    let child = 2 * k + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && heap[child + 1]! < heap[child]!) child++;
    if (heap[child]! >= last) break;
    heap[k] = heap[child]!;
    k = child;
  }
  heap[k] = last;
}

/**
 * Halves what stands before the first "but", raises what follows by half. The Python package looks each score's place up by its value,
 * so that equal values share the first one's place; a heap of places for each value does the same in O(n log n), not O(n²).
 */
function weighBut(): void {
  const { word, count } = tokens;
  let first = 0;
  while (first < count && word[first] !== but) first++;
  if (first === count) return;
  const places = new Map<number, number[]>();
  for (let k = 0; k < count; k++) {
    if (scores[k] === 0) continue;
    const list = places.get(scores[k]!);
    if (list) list.push(k);
    else places.set(scores[k]!, [k]);
  }
  for (let k = 0; k < count; k++) {
    const value = scores[k]!;
    if (value === 0) continue;
    const heap = places.get(value)!;
    const place = heap[0]!;
    if (place === first) continue;
    const changed = value * (place < first ? 0.5 : 1.5);
    pop(heap);
    scores[place] = changed;
    const list = places.get(changed);
    if (list) push(list, place);
    else places.set(changed, [place]);
  }
}

function emphasis(): number {
  const { exclamations, questions } = tokens;
  const asked = questions < 2 ? 0 : questions <= 3 ? questions * 0.18 : 0.96;
  return Math.min(exclamations, 4) * 0.292 + asked;
}

/** Writes negative, neutral, positive and compound of one text into `out`, from `at`. O(length), O(n log n) words with a "but". */
export function vaderInto(text: string, out: Float64Array, at: number): void {
  tokens.read(text);
  const { count } = tokens;
  if (count === 0) {
    out.fill(0, at, at + 4);
    return;
  }
  if (scores.length < count) scores = new Float64Array(tokens.from.length);
  for (let i = 0; i < count; i++) scores[i] = rated(tokens.word[i]!) ? valenceOf(i) : 0;
  weighBut();
  let sum = 0;
  let positive = 0;
  let negative = 0;
  let neutral = 0;
  for (let i = 0; i < count; i++) {
    const score = scores[i]!;
    sum += score;
    if (score > 0) positive += score + 1;
    else if (score < 0) negative += score - 1;
    else neutral++;
  }
  const stress = emphasis();
  if (sum > 0) sum += stress;
  else if (sum < 0) sum -= stress;
  if (positive > -negative) positive += stress;
  else if (positive < -negative) negative -= stress;
  const total = positive - negative + neutral;
  out[at] = round(-negative / total, 3) + 0;
  out[at + 1] = round(neutral / total, 3);
  out[at + 2] = round(positive / total, 3);
  out[at + 3] = round(Math.max(-1, Math.min(1, sum / Math.sqrt(sum * sum + 15))), 4) + 0;
}

const single = new Float64Array(4);

/**
 * Scores one text.
 *
 * @example
 * vader('VADER is smart, handsome, and funny!').compound // 0.8439
 */
export function vader(text: string): VaderScores {
  vaderInto(text, single, 0);
  const [negative, neutral, positive, compound] = single as unknown as [number, number, number, number];
  return { negative, neutral, positive, compound };
}
