import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { ObjectId } from 'mongodb';
import { askEventChange } from '../../adapters/mongo/changes/ask-event.ts';
import { askSlotChange } from '../../adapters/mongo/changes/ask-slot.ts';
import type { EventPatch, SlotPatch } from '../../adapters/mongo/documents/change.ts';
import { runEventChange, runSlotChange } from '../../adapters/temporal/changes.ts';
import type { ChangeResult } from '../../contracts/workflows/change.ts';
import { eventId, slotId } from '../../core/shared/ids.ts';
import { admin } from './edits.ts';
import type { House } from './house.ts';
import { slotDoc } from './journey.ts';

/** What a coordinator does at the desk: the edit is stored, and a workflow carries it out. */
export class Staff {
  readonly #house: House;
  readonly #client: Client;

  constructor(house: House, client: Client) {
    this.#house = house;
    this.#client = client;
  }

  /** null: somebody else's edit of the same revision was begun first. */
  async changeEvent(event: string, patch: EventPatch): Promise<ChangeResult | null> {
    const found = await this.#house.db.collection('events').findOne({ _id: new ObjectId(event) });
    const asked = { patch, seen: {}, initiated_by: admin };
    const changeId = await askEventChange(this.#house.db, eventId(event), asked, Date.now());
    const rev = Number(found?.['rev']);
    return unlessBegun(runEventChange(this.#client, { event: eventId(event), rev, changeId }));
  }

  async changeSlot(slot: string, patch: SlotPatch): Promise<ChangeResult | null> {
    const found = await slotDoc(this.#house, slot);
    if (!found) throw new Error(`there is no slot ${slot}`);
    const asked = { patch, seen: {}, initiated_by: admin };
    const doc = { _id: found._id, event_id: found['event_id'] as ObjectId };
    const changeId = await askSlotChange(this.#house.db, doc, asked, Date.now());
    return unlessBegun(
      runSlotChange(this.#client, { slot: slotId(slot), rev: Number(found['rev']), changeId }),
    );
  }
}

async function unlessBegun(work: Promise<ChangeResult>): Promise<ChangeResult | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return null;
    throw error;
  }
}
