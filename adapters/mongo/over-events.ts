import { randomUUID } from 'node:crypto';
import type { Db, ObjectId } from 'mongodb';
import type { OverEvents } from '../../activities/closing/ports.ts';
import { isOver } from '../../core/events/over.ts';
import { askEventChange } from './changes/ask-event.ts';
import { collections } from './collections.ts';
import type { EventChangeDoc } from './documents/change.ts';
import { asEventId, oid } from './ids.ts';
import type { Index } from './indexes.ts';

export const overEventIndexes: readonly Index[] = [
  {
    collection: 'changes',
    keys: { event_id: 1, at: -1 },
    options: { name: 'changes_of_event' },
    guards: 'whether an event that is over was opened again is looked for among all edits there ever were',
  },
];

const minuteMs = 60_000;
const bySystem = { user_id: null, role: 'system', channel: 'system' } as const;

export function createOverEvents(db: Db): OverEvents {
  const { events, slots } = collections(db);
  const changes = db.collection<EventChangeDoc>('changes');

  /** Taken off the list, but with somebody in it, a slot still takes place. */
  const takesPlace = (event_id: ObjectId) => ({
    event_id,
    $or: [{ is_active: true }, { 'booked_users.0': { $exists: true } }],
  });

  async function over(event: ObjectId, now: number): Promise<boolean> {
    const counted = takesPlace(event);
    const ahead = { ...counted, starts_at: { $gt: new Date(now) } };
    if (await slots.findOne(ahead, { projection: { _id: 1 } })) return false;
    const rows = await slots.find(counted, { projection: { starts_at: 1, duration_minutes: 1 } }).toArray();
    const ends = rows.map((row) => row.starts_at.getTime() + row.duration_minutes * minuteMs);
    if (!isOver({ ends, opened: null }, now)) return false;
    const opened = await changes.findOne(
      { event_id: event, target: 'event', 'patch.status': 'open', applied: { $ne: null } },
      { sort: { at: -1 }, projection: { at: 1 } },
    );
    return isOver({ ends, opened: opened?.at.getTime() ?? null }, now);
  }

  return {
    async find(now) {
      const open = await events.find({ status: 'open' }, { projection: { _id: 1 } }).toArray();
      const ended: ObjectId[] = [];
      for (const { _id } of open) if (await over(_id, now)) ended.push(_id);
      return ended.map(asEventId);
    },
    async askToClose(id, now) {
      const event = await events.findOne(
        { _id: oid(id), status: 'open' },
        { projection: { rev: 1, title: 1, company_id: 1 } },
      );
      if (!event || !(await over(event._id, now))) return null;
      const asked = {
        patch: { status: 'closed' },
        seen: { status: 'open' },
        initiated_by: bySystem,
        act: {
          what: 'event.closed',
          company_id: event.company_id,
          by: bySystem,
          target: id,
          title: event.title,
          before: { status: 'open' },
          after: { status: 'closed' },
          trace_id: randomUUID(),
        },
      } as const;
      return { event: id, rev: event.rev, changeId: await askEventChange(db, id, asked, now) };
    },
  };
}
