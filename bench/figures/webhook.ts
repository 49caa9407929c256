import { arriving } from '../arrivals.ts';
import type { Figure } from '../figure.ts';
import type { Ground } from '../ground.ts';
import { held, readyPeople } from '../ours.ts';
import { ms, percentile } from '../percentile.ts';

async function chosen({ house, watch, door }: Ground, count: number, perSecond: number) {
  const ready = await readyPeople(house, watch, { count });
  door.taken();
  const began = performance.now();
  const answered = await arriving([...ready.entries()], perSecond, ([at, { slots, taps }]) =>
    taps(slots[at % slots.length] ?? '', held),
  );
  return { answered, seconds: (performance.now() - began) / 1_000, acknowledged: door.taken() };
}

export const webhook: Figure = {
  name: 'webhook',
  async measure(ground) {
    const steady = await chosen(ground, 400, 40);
    const p99 = percentile(
      steady.acknowledged.map((one) => one.ms),
      99,
    );
    const flood = await chosen(ground, 1_000, 100);
    const refused = flood.acknowledged.filter(({ status }) => status !== 200).length;
    const slowest = Math.max(...flood.answered.map(({ finalMs }) => finalMs));
    return [
      {
        what: 'webhook acknowledged at 40 taps/s, p99',
        promised: '< 50 ms',
        seen: ms(p99),
        held: p99 < 50,
      },
      {
        what: '100 taps/s for 10 s: refused or unanswered',
        promised: '0',
        seen: `${refused + 1_000 - flood.answered.length} of 1000; the last was answered after ${flood.seconds.toFixed(1)} s, the slowest took ${(slowest / 1_000).toFixed(1)} s`,
        held: refused === 0 && flood.answered.length === 1_000,
      },
    ];
  },
};
