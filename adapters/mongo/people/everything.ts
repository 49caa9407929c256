import { type Db, type Document, ObjectId } from 'mongodb';
import type { People } from '../../../activities/person/ports.ts';
import { collections } from '../collections.ts';

/** Ids as text and instants as ISO: what a person can read without knowing our database. */
function readable(value: unknown): unknown {
  if (value instanceof ObjectId) return value.toHexString();
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, readable(inner)]));
}

/** All that is kept under a person's id or account. The hash of an invite is a key, not something about them. */
export const everythingAbout =
  (db: Db): People['everythingAbout'] =>
  async (user) => {
    const id = new ObjectId(user);
    const person = await collections(db).users.findOne(
      { _id: id },
      { projection: { 'invite.token_hash': 0 } },
    );
    const of = (collection: string, filter: Document, projection: Document = {}) =>
      db.collection(collection).find(filter, { projection }).toArray();
    const [
      bookings,
      wishes,
      texts,
      journal,
      deliveries,
      notes,
      announcements,
      lists,
      logins,
      sessions,
      browsers,
      visits,
      conversation,
    ] = await Promise.all([
      of('bookings', { user_id: id }),
      of('slot_wishes', { user_id: id }),
      of('inbound_texts', { telegram_id: person?.telegram_id ?? -1 }),
      of('audit_log', { user_id: id }),
      of('deliveries', { user_id: id }),
      of('staff_notes', { user_id: id }),
      of('broadcast_recipients', { user_id: id }),
      of('import_rows', { user_id: id }),
      of('credentials', { _id: id }, { _id: 0, seal: 0 }),
      of('sessions', { user_id: id }, { _id: 0 }),
      of('push_subscriptions', { user_id: id }, { _id: 0, endpoint: 0, p256dh: 0, auth: 0, visit: 0 }),
      of('page_visits', { user_id: id }, { _id: 0, invite_hash: 0 }),
      of(
        'conversation_messages',
        { user_id: id },
        { key: 0, edited_by: 0, unsent_to: 0, uncarried: 0, file_uncarried: 0, carry_woken: 0, by: 0 },
      ),
    ]);
    const told = { texts, conversation, journal, deliveries, notes, announcements, lists };
    const all = { person, bookings, wishes, ...told, logins, sessions, browsers, visits };
    return readable(all) as Readonly<Record<string, unknown>>;
  };
