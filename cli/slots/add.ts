import { randomUUID } from 'node:crypto';
import { addSlots } from '../../adapters/mongo/changes/add-slots.ts';
import type { EventDoc } from '../../adapters/mongo/documents/event.ts';
import { findEvent } from '../../adapters/mongo/events.ts';
import { aloneWithRooms } from '../../adapters/mongo/seats/rooms-lease.ts';
import { standingSlots } from '../../adapters/mongo/seats/standing.ts';
import { newSlot } from '../../adapters/mongo/slots.ts';
import { startSlotsAdded } from '../../adapters/temporal/changes.ts';
import { openTemporal, temporalTrouble } from '../../adapters/temporal/connect.ts';
import { loadTemporalConfig } from '../../config/load.ts';
import { eventId, isObjectId } from '../../core/shared/ids.ts';
import { planSlots, planWindow } from '../../core/slots/plan.ts';
import type { Given, Usage } from '../arguments.ts';
import { atDesk, type Desk } from '../desk.ts';
import { eventOption, noSuchEvent } from '../event/change-status.ts';
import { faultLine } from '../fault-words.ts';
import { complain, say } from '../say.ts';

export const usage: Usage = {
  what: 'Adds a slot for every date with every time, by Moscow’s clock. Nothing is written while anything is wrong.',
  options: {
    ...eventOption,
    dates: { what: '2026-11-26,2026-11-30..2026-12-04', value: 'DATES', required: true },
    weekdays: { what: 'of ranges only these days, Monday is 1 (1,2,3,4,5,6,7)', value: 'LIST' },
    times: { what: '10:00,11:30 or 10:00..13:00, filled one after another', value: 'TIMES', required: true },
    breaks: { what: '13:00..14:00: no slot runs into it', value: 'TIMES' },
    pause: { what: 'minutes between the slots of a range (0)', value: 'NUMBER' },
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
    const event = await findEvent(desk.db, eventId(id));
    return event ? add(desk, event, given) : noSuchEvent(id);
  });
}

async function add(desk: Desk, event: EventDoc, given: Given): Promise<number> {
  const { db, now } = desk;
  const form = {
    dates: given.needed('dates'),
    weekdays: given.text('weekdays') ?? '1234567',
    times: given.needed('times'),
    breaks: given.text('breaks') ?? '',
    pause: given.text('pause') ?? '',
    minutes: given.needed('minutes'),
    capacity: given.needed('capacity'),
    place: given.text('place') ?? '',
    room: given.text('room') ?? '',
  };
  const initiated_by = { user_id: null, role: 'admin', channel: 'api' } as const;
  const made = await aloneWithRooms(db, event.company_id, async () => {
    const plan = planSlots(form, { now, standing: await standingSlots(db, event, planWindow(now)) });
    if (!plan.ok) return plan;
    const asked = { slots: plan.slots.map(newSlot), once: randomUUID(), initiated_by };
    return { ok: true as const, ...(await addSlots(db, event, asked, now)) };
  });
  if (!made.ok) {
    complain(`${made.faults.map(faultLine).join('\n')}\nNothing was added.`);
    return 2;
  }
  const { added, changeId } = made;
  const { _id, title } = event;
  await desk.note({ what: 'slot.created', target: _id.toHexString(), title, after: { slots: added } });
  say(`Slots added: ${added}.`);
  if (event.status !== 'open')
    complain(`The event is ${event.status}: nobody can book them before \`zapis event open\`.`);
  return tell(desk, changeId);
}

async function tell({ env }: Desk, changeId: string): Promise<number> {
  const temporal = openTemporal(loadTemporalConfig(env));
  try {
    await startSlotsAdded(temporal.client, changeId);
    return 0;
  } catch (error) {
    complain(
      `Who is choosing or waits for a seat is told later, by the reconciler. ${temporalTrouble(error).sentence}`,
    );
    return 1;
  } finally {
    await temporal.close();
  }
}
