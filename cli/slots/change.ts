import { askSlotChange } from '../../adapters/mongo/changes/ask-slot.ts';
import { besideOf } from '../../adapters/mongo/changes/room.ts';
import { slotNow, slotPatch } from '../../adapters/mongo/changes/slot-now.ts';
import { collections } from '../../adapters/mongo/collections.ts';
import type { SlotDoc } from '../../adapters/mongo/documents/slot.ts';
import { asSlotId, oid } from '../../adapters/mongo/ids.ts';
import { standingSlots } from '../../adapters/mongo/seats/standing.ts';
import { runSlotChange } from '../../adapters/temporal/changes.ts';
import { openTemporal, temporalTrouble } from '../../adapters/temporal/connect.ts';
import { loadTemporalConfig } from '../../config/load.ts';
import { isObjectId, slotId } from '../../core/shared/ids.ts';
import {
  readSlot,
  type SlotEdit,
  type SlotFault,
  type SlotField,
  type SlotForm,
  type SlotNow,
  slotImpact,
  windowOf,
} from '../../core/slots/change.ts';
import type { Standing } from '../../core/slots/overlap.ts';
import { moscowStamp } from '../../core/time/moscow.ts';
import type { Given, Usage } from '../arguments.ts';
import { atDesk, type Desk } from '../desk.ts';
import { faultLine } from '../fault-words.ts';
import { complain, say } from '../say.ts';

export const usage: Usage = {
  what: 'Changes one slot and tells everybody who has a seat in it. Needs a running worker.',
  options: {
    slot: { what: 'its id, from `zapis slots list`', value: 'ID', required: true },
    day: { what: 'another day, 2026-11-26', value: 'DAY' },
    time: { what: 'another time, 14:00 by Moscow’s clock', value: 'TIME' },
    minutes: { what: 'another length', value: 'NUMBER' },
    place: { what: 'another office or town', value: 'TEXT' },
    room: { what: 'another room', value: 'TEXT' },
    capacity: { what: 'seats; never below those taken', value: 'NUMBER' },
    off: { what: 'no new bookings here; those there are stay' },
    on: { what: 'can be booked again' },
  },
};

const fields = ['day', 'time', 'minutes', 'capacity', 'place', 'room'] as const satisfies (keyof SlotForm)[];

export async function run(given: Given): Promise<number> {
  const id = given.needed('slot');
  const wanted = wantedOf(given);
  if (typeof wanted === 'string') {
    complain(`${wanted}\nNothing was changed.`);
    return 2;
  }
  return atDesk(async (desk) => {
    const slot = isObjectId(id) ? await collections(desk.db).slots.findOne({ _id: oid(slotId(id)) }) : null;
    if (slot) return change(desk, slot, wanted);
    complain(`--slot: there is no slot "${id}". \`zapis slots list --event ID\` shows them.`);
    return 2;
  });
}

/** What is wrong with it, in words, or the change. */
function wantedOf(given: Given): SlotEdit | string {
  if (given.has('on') && given.has('off')) return '--on and --off: one of them.';
  const texts = fields.flatMap((field) => {
    const text = given.text(field) ?? (given.has(field) ? '' : undefined);
    return text === undefined ? [] : [[field, text]];
  });
  const read = readSlot(Object.fromEntries(texts) as SlotForm);
  if (!read.ok) return lines(read.faults);
  const edit = { ...read.edit, ...((given.has('on') || given.has('off')) && { active: given.has('on') }) };
  return Object.keys(edit).length === 0 ? 'Say what to change: `zapis slots change --help` lists it.' : edit;
}

const lines = (faults: readonly SlotFault[]): string => faults.map(faultLine).join('\n');

async function change(desk: Desk, slot: SlotDoc, edit: SlotEdit): Promise<number> {
  const { db, now } = desk;
  const seen = await slotNow(db, slot);
  const event = await collections(db).events.findOne({ _id: slot.event_id });
  const around = { ...windowOf(seen, edit), except: asSlotId(slot._id) };
  const impact = slotImpact(seen, edit, {
    now,
    standing: event ? await standingSlots(db, event, around) : [],
  });
  if (impact.faults.length > 0) {
    complain(`${lines(impact.faults)}\nNothing was changed.`);
    return 2;
  }
  if (impact.overlap)
    complain(
      `Mind: in that place and room another slot is running then, from ${moscowStamp(impact.overlap.starts_at)}.`,
    );
  return carryOut(desk, slot, { seen, beside: impact.overlap }, edit);
}

type Told = { readonly seen: SlotNow; readonly beside: Standing | null };

async function carryOut(
  { db, env, now, act }: Desk,
  slot: SlotDoc,
  { seen, beside }: Told,
  edit: SlotEdit,
): Promise<number> {
  const temporal = openTemporal(loadTemporalConfig(env));
  const before = Object.fromEntries(Object.keys(edit).map((field) => [field, seen[field as SlotField]]));
  try {
    const initiated_by = { user_id: null, role: 'admin', channel: 'api' } as const;
    const asked = {
      patch: slotPatch(edit),
      seen: slotPatch(before),
      beside: besideOf(beside),
      initiated_by,
      act: act({ what: 'slot.changed', target: asSlotId(slot._id), before, after: { ...edit } }),
    };
    const changeId = await askSlotChange(db, slot, asked, now);
    const result = await runSlotChange(temporal.client, {
      slot: asSlotId(slot._id),
      rev: slot.rev,
      changeId,
    });
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
