import { setImmediate as others } from 'node:timers/promises';

/** Items after which others get their turn: heartbeats must go out while a million posts are looked at. */
const inOneGo = 10_000;

/** Visits 0 … count − 1 in order, and lets others have the event loop now and then. */
export async function inTurns(count: number, visit: (i: number) => void): Promise<void> {
  for (let i = 0; i < count; i++) {
    if (i % inOneGo === 0) await others();
    visit(i);
  }
}
