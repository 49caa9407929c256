import { sandboxBot } from '../config/sandbox-bot.ts';
import { type House, moscow } from '../tests/support/house.ts';
import { type Candidate, open, slotLabels } from '../tests/support/journey.ts';
import { inTurns } from './arrivals.ts';
import type { Answered, Stopwatch } from './stopwatch.ts';

/** Somebody whose message shows the times of an event: the workflow is there before the tap, as in life. */
export type Ready = {
  readonly person: Candidate;
  readonly slots: readonly string[];
  readonly taps: (label: string, fits: RegExp) => Promise<Answered>;
};

export const held = /The seat is held for you until/;
export const booked = /is booked\./;
export const taken = /no longer available/;

/** As many as three slots of an event take: who chooses the nth of them finds a seat. */
export const perEvent = 30;
const slots = 3;

/** `count` people in so many events of three slots as they need; `seats` in each slot. */
export async function readyPeople(
  house: House,
  watch: Stopwatch,
  { count, seats = perEvent / slots, people = perEvent }: { count: number; seats?: number; people?: number },
): Promise<readonly Ready[]> {
  await forgetOthers(house);
  const starts = Array.from({ length: slots }, (_none, at) => moscow(2 + at, '14:00'));
  const events = await Promise.all(
    Array.from({ length: Math.ceil(count / people) }, () => house.event({ starts, capacity: seats })),
  );
  const ready: Ready[] = [];
  const bot = Number(sandboxBot.token.split(':')[0]);
  const all = Array.from({ length: count }, (_none, at) => at);
  await inTurns(all, 8, async (at) => {
    const person = await house.person(`Person ${at}`);
    await open(person, events[Math.floor(at / people)]?.id ?? '');
    const list = await person.chat({ bot }).waitForText('Please choose a time', { timeoutMs: 60_000 });
    ready[at] = {
      person,
      slots: slotLabels(list),
      taps: (label, fits) => watch.time(`p:${bot}:${person.id}`, fits, () => person.tap(label, { bot })),
    };
  });
  return ready;
}

/**
 * What earlier people left would be measured too: the embedded engine reads a whole collection for every findAndModify. A
 * real one does not.
 */
async function forgetOthers({ db }: House): Promise<void> {
  for (const name of ['bookings', 'interview_slots', 'events', 'users', 'anchors', 'deliveries', 'audit_log'])
    await db.collection(name).deleteMany({});
}
