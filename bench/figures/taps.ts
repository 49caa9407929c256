import { arriving } from '../arrivals.ts';
import type { Figure } from '../figure.ts';
import type { Ground } from '../ground.ts';
import { booked, held, readyPeople } from '../ours.ts';
import { ms, percentile, times } from '../percentile.ts';
import type { Answered } from '../stopwatch.ts';
import { Meter } from '../used.ts';

const perSecond = 30;
const people = 150;
const rounds = 2;

/** Everybody chooses, then everybody confirms. */
async function ours({ house, watch }: Ground, meter: Meter): Promise<readonly Answered[]> {
  const ready = await readyPeople(house, watch, { count: people });
  return meter.during(2 * people, async () => {
    const chosen = await arriving([...ready.entries()], perSecond, ([at, { slots, taps: tap }]) =>
      tap(slots[at % slots.length] ?? '', held),
    );
    return [...chosen, ...(await arriving(ready, perSecond, ({ taps: tap }) => tap('Confirm', booked)))];
  });
}

async function theirs({ floor }: Ground, meter: Meter): Promise<readonly Answered[]> {
  const ready = await floor.people(people);
  return meter.during(2 * people, async () => {
    const first = await arriving(ready, perSecond, ({ taps: tap }) => tap('First'));
    return [...first, ...(await arriving(ready, perSecond, ({ taps: tap }) => tap('Second')))];
  });
}

const finals = (all: readonly Answered[]): number[] => all.map(({ finalMs }) => finalMs);

export const taps: Figure = {
  name: 'taps',
  async measure(ground) {
    const seen: Answered[] = [];
    const floor: Answered[] = [];
    // In turns: what else the machine does meets both. The first round warms up and does not count.
    const [mine, floors] = [new Meter(ground.used), new Meter(ground.used)];
    for (let round = 0; round <= rounds; round += 1) {
      const one = await ours(ground, round > 0 ? mine : new Meter(ground.used));
      const other = await theirs(ground, round > 0 ? floors : new Meter(ground.used));
      if (round > 0) {
        seen.push(...one);
        floor.push(...other);
      }
    }
    const [p50, p99] = [percentile(finals(seen), 50), percentile(finals(seen), 99)];
    const [floor50, floor99] = [percentile(finals(floor), 50), percentile(finals(floor), 99)];
    return [
      {
        what: `tap → final edit at ${perSecond}/s, p50 (${seen.length} taps)`,
        promised: '≤ 80 ms',
        seen: ms(p50),
        held: p50 <= 80,
      },
      { what: 'the same, p99', promised: '≤ 300 ms', seen: ms(p99), held: p99 <= 300 },
      {
        what: 'p50 against a no-op workflow with the same steps',
        promised: '≤ 1.5 ×',
        seen: `${times(p50, floor50)} (${ms(floor50)})`,
        held: p50 <= 1.5 * floor50,
      },
      {
        what: 'p99 against the same',
        promised: '≤ 1.5 ×',
        seen: `${times(p99, floor99)} (${ms(floor99)})`,
        held: p99 <= 1.5 * floor99,
      },
      { what: 'processor time of one tap', promised: 'told', seen: mine.toString(), held: true },
      { what: 'the same on the no-op workflow', promised: 'told', seen: floors.toString(), held: true },
    ];
  },
};
