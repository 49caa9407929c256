import type { Db } from 'mongodb';
import type { AppliedEvent, AppliedSlot } from '../../activities/changes/ports.ts';
import { askEventChange } from '../../adapters/mongo/changes/ask-event.ts';
import { askSlotChange } from '../../adapters/mongo/changes/ask-slot.ts';
import { createChangeStore } from '../../adapters/mongo/changes/store.ts';
import { collections } from '../../adapters/mongo/collections.ts';
import type { EventPatch, SlotPatch } from '../../adapters/mongo/documents/change.ts';
import { oid } from '../../adapters/mongo/ids.ts';
import type { EventId, SlotId } from '../../core/shared/ids.ts';

export const admin = { user_id: null, role: 'admin', channel: 'panel' } as const;

// What staff do, without the workflow around it: nobody is told, and an event's values are not copied to its slots.
// `seen`: what the editor looked at.

export async function editSlot(
  db: Db,
  id: SlotId,
  patch: SlotPatch,
  seen: SlotPatch = {},
): Promise<AppliedSlot> {
  const slot = await collections(db).slots.findOne({ _id: oid(id) });
  if (!slot) return { ok: false, reason: 'gone' };
  const asked = { patch, seen, initiated_by: admin };
  return createChangeStore(db).applySlot(await askSlotChange(db, slot, asked, Date.now()));
}

export async function editEvent(
  db: Db,
  id: EventId,
  patch: EventPatch,
  seen: EventPatch = {},
): Promise<AppliedEvent> {
  const asked = { patch, seen, initiated_by: admin };
  return createChangeStore(db).applyEvent(await askEventChange(db, id, asked, Date.now()));
}
