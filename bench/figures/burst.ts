import type { Figure } from '../figure.ts';
import { held, readyPeople, taken } from '../ours.ts';
import { times } from '../percentile.ts';

const people = 200;
const seats = 10;
const seconds = (value: number): string => `${(value / 1_000).toFixed(2)} s`;

export const burst: Figure = {
  name: 'burst',
  async measure({ house, floor, watch }) {
    const ready = await readyPeople(house, watch, { count: people, seats, people });
    const either = new RegExp(`${held.source}|${taken.source}`);
    const ours = await Promise.all(ready.map(({ slots, taps }) => taps(slots[0] ?? '', either)));
    const winners = ours.filter(({ text }) => held.test(text)).length;
    const others = await floor.people(people);
    const theirs = await Promise.all(others.map(({ taps }) => taps('First')));
    const full = await house.db
      .collection('interview_slots')
      .find({ seats: { $size: seats } })
      .toArray();
    const [last, floorLast] = [ours, theirs].map((all) => Math.max(...all.map(({ finalMs }) => finalMs))) as [
      number,
      number,
    ];
    const sign = Math.max(...ours.map(({ signMs }) => signMs));
    return [
      {
        what: `${people} taps in one instant on one ${seats}-seat slot: winners`,
        promised: String(seats),
        seen: `${winners}, and ${full.at(-1)?.['seats'].length ?? 0} seats stored`,
        held: winners === seats && full.length > 0,
      },
      {
        what: 'everyone answered, against the same burst on the no-op workflow',
        promised: '≤ 1.5 ×',
        seen: `${times(last, floorLast)} (${seconds(last)} against ${seconds(floorLast)})`,
        held: last <= 1.5 * floorLast,
      },
      {
        what: 'everyone has seen a sign (“Working on it”, or the answer itself) within',
        promised: '2 s',
        seen: seconds(sign),
        held: sign <= 2_000,
      },
    ];
  },
};
