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

export async function readyPeople(
  house: House,
  watch: Stopwatch,
  given: { readonly count: number; readonly slots: number; readonly seats: number },
): Promise<readonly Ready[]> {
  const { count, slots, seats } = given;
  const { id } = await house.event({
    starts: Array.from({ length: slots }, (_none, at) => moscow(2 + at, '14:00')),
    capacity: seats,
  });
  const ready: Ready[] = [];
  const bot = Number(sandboxBot.token.split(':')[0]);
  await inTurns(
    Array.from({ length: count }, (_none, at) => at),
    8,
    async (at) => {
      const person = await house.person(`Person ${at}`);
      await open(person, id);
      const list = await person.chat({ bot }).waitForText('Please choose a time', { timeoutMs: 60_000 });
      ready.push({
        person,
        slots: slotLabels(list),
        taps: (label, fits) => watch.time(`p:${bot}:${person.id}`, fits, () => person.tap(label, { bot })),
      });
    },
  );
  return ready;
}
