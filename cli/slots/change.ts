import { askSlotChange } from '../../adapters/mongo/changes/ask-slot.ts';
import { collections } from '../../adapters/mongo/collections.ts';
import type { SlotPatch } from '../../adapters/mongo/documents/change.ts';
import type { SlotDoc } from '../../adapters/mongo/documents/slot.ts';
import { oid } from '../../adapters/mongo/ids.ts';
import { runSlotChange } from '../../adapters/temporal/changes.ts';
import { openTemporal, temporalTrouble } from '../../adapters/temporal/connect.ts';
import { loadTemporalConfig } from '../../config/load.ts';
import { isObjectId, type SlotId, slotId } from '../../core/shared/ids.ts';
import { lastDay, longestText } from '../../core/slots/plan.ts';
import { moscowStamp } from '../../core/time/moscow.ts';
import { dayOf, isDay, isTime, slotInstants } from '../../core/time/slot-instants.ts';
import type { Given, Usage } from '../arguments.ts';
import { atDesk, type Desk } from '../desk.ts';
import { complain, say } from '../say.ts';

export const usage: Usage = {
  what: 'Changes one slot and tells everybody who has a seat in it. Needs a running worker.',
  options: {
    slot: { what: 'its id, from `zapis slots list`', value: 'ID', required: true },
    day: { what: 'another day, 2026-11-26', value: 'DAY' },
    time: { what: 'another time, 14:00 by Moscow’s clock', value: 'TIME' },
    place: { what: 'another office or town', value: 'TEXT' },
    room: { what: 'another room', value: 'TEXT' },
    capacity: { what: 'seats; never below those taken', value: 'NUMBER' },
    off: { what: 'no new bookings here; those there are stay' },
    on: { what: 'can be booked again' },
  },
};

export async function run(given: Given): Promise<number> {
  const id = given.needed('slot');
  const wanted = patchOf(given);
  if (typeof wanted === 'string') {
    complain(`${wanted} Nothing was changed.`);
    return 2;
  }
  return atDesk(async (desk) => {
    const slot = isObjectId(id) ? await collections(desk.db).slots.findOne({ _id: oid(slotId(id)) }) : null;
    const fault = slot && faultOfTime(slot, wanted, desk.now);
    if (fault) {
      complain(`${fault} Nothing was changed.`);
      return 2;
    }
    if (slot) return change(desk, slot, wanted);
    complain(`--slot: there is no slot "${id}". \`zapis slots list --event ID\` shows them.`);
    return 2;
  });
}

/** What is wrong with it, in a sentence, or the change. */
function patchOf(given: Given): SlotPatch | string {
  const [day, time, capacity] = [given.text('day'), given.text('time'), given.text('capacity')];
  if (day !== undefined && !isDay(day)) return `--day: "${day}" is no day like 2026-11-26.`;
  if (time !== undefined && !isTime(time)) return `--time: "${time}" is no time like 14:00.`;
  if (capacity !== undefined && !/^[1-9]\d{0,3}$/.test(capacity))
    return '--capacity: a number from 1 to 9999.';
  for (const option of ['place', 'room'])
    if ((given.text(option) ?? '').length > longestText) return `--${option}: is too long.`;
  if (given.has('on') && given.has('off')) return '--on and --off: one of them.';
  const patch = {
    ...(day === undefined ? {} : { day }),
    ...(time === undefined ? {} : { time }),
    ...(given.has('place') ? { location: given.text('place') ?? null } : {}),
    ...(given.has('room') ? { audience: given.text('room') ?? null } : {}),
    ...(capacity === undefined ? {} : { max_users: Number(capacity) }),
    ...(given.has('on') || given.has('off') ? { is_active: given.has('on') } : {}),
  };
  return Object.keys(patch).length === 0
    ? 'Say what to change: `zapis slots change --help` lists it.'
    : patch;
}

/** Who has a seat would be told that it is over, or of a year nobody meant. */
function faultOfTime(slot: SlotDoc, { day, time }: SlotPatch, now: number): string | undefined {
  if (day === undefined && time === undefined) return undefined;
  const start = slotInstants(
    day ?? dayOf(slot.starts_at.getTime()),
    time ?? slot.time,
    slot.duration_minutes,
  );
  if (start.starts_at <= now) return `${moscowStamp(start.starts_at)} has passed.`;
  return day !== undefined && day > lastDay(dayOf(now)) ? `${day} is more than a year ahead.` : undefined;
}

async function change({ db, env, now }: Desk, slot: SlotDoc, patch: SlotPatch): Promise<number> {
  const temporal = openTemporal(loadTemporalConfig(env));
  const id: SlotId = slotId(slot._id.toHexString());
  const all: SlotPatch = { ...slot, day: dayOf(slot.starts_at.getTime()) };
  const seen = Object.fromEntries(Object.keys(patch).map((key) => [key, all[key as keyof SlotPatch]]));
  try {
    const initiated_by = { user_id: null, role: 'admin', channel: 'api' } as const;
    const changeId = await askSlotChange(db, slot, { patch, seen, initiated_by }, now);
    const result = await runSlotChange(temporal.client, { slot: id, rev: slot.rev, changeId });
    if (result.ok) say(`Changed. People told: ${result.told}.`);
    else complain(`Refused: ${result.reason.replaceAll('_', ' ')}. Nothing was changed.`);
    return result.ok ? 0 : 1;
  } catch (error) {
    complain(temporalTrouble(error).sentence);
    return 1;
  } finally {
    await temporal.close();
  }
}
