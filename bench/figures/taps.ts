import { arriving } from '../arrivals.ts';
import type { Figure } from '../figure.ts';
import type { Ground } from '../ground.ts';
import { booked, held, readyPeople } from '../ours.ts';
import { ms, percentile, times } from '../percentile.ts';
import type { Answered } from '../stopwatch.ts';
import { Meter } from '../used.ts';

type Rate = { readonly perSecond: number; readonly people: number };
/** What SPEC promises, which fills this machine; and what leaves it room. */
const full: Rate = { perSecond: 30, people: 150 };
const calm: Rate = { perSecond: 8, people: 60 };
const rounds = 2;

/** Everybody chooses, then everybody confirms. */
async function ours(
  { house, watch }: Ground,
  { perSecond, people }: Rate,
  meter: Meter,
): Promise<readonly Answered[]> {
  const ready = await readyPeople(house, watch, { count: people });
  return meter.during(2 * people, async () => {
    const chosen = await arriving([...ready.entries()], perSecond, ([at, { slots, taps: tap }]) =>
      tap(slots[at % slots.length] ?? '', held),
    );
    return [...chosen, ...(await arriving(ready, perSecond, ({ taps: tap }) => tap('Confirm', booked)))];
  });
}

async function theirs(
  { floor }: Ground,
  { perSecond, people }: Rate,
  meter: Meter,
): Promise<readonly Answered[]> {
  const ready = await floor.people(people);
  return meter.during(2 * people, async () => {
    const first = await arriving(ready, perSecond, ({ taps: tap }) => tap('First'));
    return [...first, ...(await arriving(ready, perSecond, ({ taps: tap }) => tap('Second')))];
  });
}

const finals = (all: readonly Answered[]): number[] => all.map(({ finalMs }) => finalMs);

/** In turns: what else the machine does meets both. `warm`: a first round that does not count. */
async function compare(ground: Ground, rate: Rate, warm: boolean) {
  const seen: number[] = [];
  const floor: number[] = [];
  const [mine, floors] = [new Meter(ground.used), new Meter(ground.used)];
  for (let round = warm ? 0 : 1; round <= rounds; round += 1) {
    const counts = round > 0;
    const one = await ours(ground, rate, counts ? mine : new Meter(ground.used));
    const other = await theirs(ground, rate, counts ? floors : new Meter(ground.used));
    if (!counts) continue;
    seen.push(...finals(one));
    floor.push(...finals(other));
  }
  return { seen, floor, mine, floors };
}

export const taps: Figure = {
  name: 'taps',
  async measure(ground) {
    const { seen, floor, mine, floors } = await compare(ground, full, true);
    const quiet = await compare(ground, calm, false);
    const [p50, p99] = [percentile(seen, 50), percentile(seen, 99)];
    const [floor50, floor99] = [percentile(floor, 50), percentile(floor, 99)];
    const told = (percent: number) => {
      const [one, other] = [percentile(quiet.seen, percent), percentile(quiet.floor, percent)];
      return `p${percent} ${ms(one)}, ${times(one, other)} the no-op’s ${ms(other)}`;
    };
    return [
      {
        what: `tap → final edit at ${full.perSecond}/s, p50 (${seen.length} taps)`,
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
      {
        what: `tap → final edit at ${calm.perSecond}/s, where the processors are not full (${quiet.seen.length} taps)`,
        promised: 'told',
        seen: `${told(50)}; ${told(99)}`,
        held: true,
      },
      { what: 'processor time of one tap', promised: 'told', seen: mine.toString(), held: true },
      { what: 'the same on the no-op workflow', promised: 'told', seen: floors.toString(), held: true },
    ];
  },
};
