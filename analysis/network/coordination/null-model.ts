import type { Random } from '../../../domain/method';
import { gammaLower } from '../../statistics/distributions';
import type { Actions } from './actions';

/** Two people who did the same within the window. */
export interface PairCount {
  readonly a: number;
  readonly b: number;
  /** Items upon which both acted within the window. */
  readonly items: number;
}

/** Later actions upon an item that one is compared with: a storm of thousands in a second says nothing of any two. */
const mostAhead = 500;

export interface SlotPairs {
  /** Places of two actions upon one item within the window. */
  readonly first: Int32Array;
  readonly second: Int32Array;
  /** Item of each. */
  readonly item: Int32Array;
  readonly cut: boolean;
}

/** Pairs of actions that are close in time. They depend on items and times alone, so the null model shares them. */
export function slotPairs({ offsets, time }: Actions, windowMs: number): SlotPairs {
  const first: number[] = [];
  const second: number[] = [];
  const items: number[] = [];
  let cut = false;
  for (let item = 0; item + 1 < offsets.length; item++) {
    for (let i = offsets[item]!; i < offsets[item + 1]!; i++) {
      for (let j = i + 1; j < offsets[item + 1]! && time[j]! - time[i]! <= windowMs; j++) {
        if (j - i > mostAhead) {
          cut = true;
          break;
        }
        first.push(i);
        second.push(j);
        items.push(item);
      }
    }
  }
  return { first: Int32Array.from(first), second: Int32Array.from(second), item: Int32Array.from(items), cut };
}

/** Items that each pair of people shares within the window, for whoever holds which action. O(slot pairs). */
export function pairCounts(person: Int32Array, slots: SlotPairs, people: number): Map<number, number> {
  const counts = new Map<number, number>();
  // When people are drawn anew, one can hold an item twice: a pair still counts it once.
  const seen = new Set<number>();
  let current = -1;
  for (let s = 0; s < slots.first.length; s++) {
    const x = person[slots.first[s]!]!;
    const y = person[slots.second[s]!]!;
    if (x === y) continue;
    if (slots.item[s] !== current) {
      current = slots.item[s]!;
      seen.clear();
    }
    const key = x < y ? x * people + y : y * people + x;
    if (seen.has(key)) continue;
    seen.add(key);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/**
 * P(X ≥ items) where actions are dealt out blindly among people: each keeps the number of its actions, each item its number and its times.
 * Then a pair expects 2 aᵢ aⱼ W / (A (A − 1)) of the W pairs of actions that are close; the count is taken as Poisson.
 */
export function chanceOf(items: number, expected: number): number {
  return expected <= 0 ? 0 : gammaLower(items, expected);
}

export function expectedOf(actionsA: number, actionsB: number, total: number, close: number): number {
  return total < 2 ? 0 : (2 * actionsA * actionsB * close) / (total * (total - 1));
}

/**
 * The smallest chance that any pair has in each of many blind deals (Westfall & Young 1993): holds the probability of a single false
 * pair at the level asked for, whatever the Poisson approximation is worth. `blocks` deals only within stretches of time, so that
 * people also keep when they are active.
 */
export function smallestByChance(
  actions: Actions,
  slots: SlotPairs,
  activity: Int32Array,
  minimumItems: number,
  deals: number,
  blockMs: number | undefined,
  random: Random,
  progress: (fraction: number) => void,
): Float64Array {
  const people = activity.length;
  const blocks = new Map<number, number[]>();
  for (let i = 0; i < actions.count; i++) {
    const key = blockMs === undefined ? 0 : Math.floor(actions.time[i]! / blockMs);
    const list = blocks.get(key);
    if (list) list.push(i);
    else blocks.set(key, [i]);
  }
  const places = [...blocks.values()].map((list) => Int32Array.from(list));
  const smallest = new Float64Array(deals);
  const person = actions.person.slice();
  for (let deal = 0; deal < deals; deal++) {
    progress(deal / deals);
    for (const list of places) {
      for (let i = list.length - 1; i > 0; i--) {
        const j = random.below(i + 1);
        const held = person[list[i]!]!;
        person[list[i]!] = person[list[j]!]!;
        person[list[j]!] = held;
      }
    }
    let least = 1;
    for (const [key, items] of pairCounts(person, slots, people)) {
      if (items < minimumItems) continue;
      const a = Math.floor(key / people);
      const expected = expectedOf(activity[a]!, activity[key % people]!, actions.count, slots.first.length);
      least = Math.min(least, chanceOf(items, expected));
    }
    smallest[deal] = least;
  }
  return smallest.sort();
}
