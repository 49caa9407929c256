import { findEvent } from '../../adapters/mongo/events.ts';
import { standingSlots } from '../../adapters/mongo/seats/standing.ts';
import { insertSlots } from '../../adapters/mongo/slots.ts';
import { eventId, isObjectId } from '../../core/shared/ids.ts';
import { planSlots } from '../../core/slots/plan.ts';
import { dayOf, seedDateTime } from '../../core/time/slot-instants.ts';
import type { Given, Usage } from '../arguments.ts';
import { atDesk } from '../desk.ts';
import { eventOption, noSuchEvent } from '../event/change-status.ts';
import { faultLine } from '../fault-words.ts';
import { complain, say } from '../say.ts';
import { tellOfSlots } from './tell.ts';

export const usage: Usage = {
  what: 'Adds a slot for every date with every time, by Moscow’s clock. Nothing is written while anything is wrong.',
  options: {
    ...eventOption,
    dates: { what: '2026-11-26,2026-11-30..2026-12-04', value: 'DATES', required: true },
    times: { what: '10:00,11:30 or 10:00..13:00, filled one after another', value: 'TIMES', required: true },
    minutes: { what: 'how long each is', value: 'NUMBER', required: true },
    capacity: { what: 'seats in each', value: 'NUMBER', required: true },
    place: { what: 'office or town', value: 'TEXT' },
    room: { what: 'room', value: 'TEXT' },
  },
};

export async function run(given: Given): Promise<number> {
  const id = given.needed('event');
  if (!isObjectId(id)) return noSuchEvent(id);
  return atDesk(async (desk) => {
    const { db, now } = desk;
    const event = eventId(id);
    if (!(await findEvent(db, event))) return noSuchEvent(id);
    const form = {
      dates: given.needed('dates'),
      times: given.needed('times'),
      minutes: given.needed('minutes'),
      capacity: given.needed('capacity'),
      place: given.text('place') ?? '',
      room: given.text('room') ?? '',
    };
    const plan = planSlots(form, { now, standing: await standingSlots(db, event, now) });
    if (!plan.ok) {
      complain(`${plan.faults.map(faultLine).join('\n')}\nNothing was added.`);
      return 2;
    }
    const added = await insertSlots(
      db,
      event,
      plan.slots.map((slot) => ({
        day: dayOf(slot.starts_at),
        time: seedDateTime(slot.starts_at).time,
        duration_minutes: slot.minutes,
        max_users: slot.capacity,
        location: slot.place,
        audience: slot.room,
      })),
    );
    say(`Slots added: ${added.length}.`);
    const seats = plan.slots.reduce((sum, slot) => sum + slot.capacity, 0);
    return (await tellOfSlots(desk, { event, slots: added, seats })) ? 0 : 1;
  });
}
