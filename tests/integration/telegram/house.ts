import { MongoClient, ObjectId } from 'mongodb';
import { createMessagingActivities } from '../../../activities/messaging/activities.ts';
import { createRequestMessenger } from '../../../activities/messaging/for-requests.ts';
import type { MessagingDeps } from '../../../activities/messaging/ports.ts';
import { ensureIndexes } from '../../../adapters/mongo/indexes.ts';
import { anchorIndexes, createAnchors } from '../../../adapters/mongo/messages/anchors.ts';
import { createAnnouncements } from '../../../adapters/mongo/messages/announcements.ts';
import { createDeliveries } from '../../../adapters/mongo/messages/deliveries.ts';
import { createPeopleNotes } from '../../../adapters/mongo/messages/people-notes.ts';
import { createMessagingReader } from '../../../adapters/mongo/messages/reader.ts';
import { createRulings } from '../../../adapters/mongo/notify/rulings.ts';
import { createHints } from '../../../adapters/redis/hints.ts';
import type { Call } from '../../../adapters/telegram/gateway.ts';
import { createMessenger } from '../../../adapters/telegram/messenger.ts';
import type { Screen } from '../../../core/booking/screen.ts';
import { type EventId, eventId, type SlotId, slotId, type UserId, userId } from '../../../core/shared/ids.ts';
import type { SandboxPerson } from '../../../sandbox/driver/index.ts';
import { ownName, serviceUrl } from '../../support/services.ts';
import { type Desk, hastily, openDesk, reachable } from './support.ts';

const hour = 3_600_000;
/** 26 November 2026, 11:00 in Moscow. */
export const firstSlotAt = Date.UTC(2026, 10, 26, 8);
const patientMs = 15_000;
const now = firstSlotAt - 48 * hour;

export const hex = (): string => new ObjectId().toHexString();

type Candidate = SandboxPerson & { readonly user_id: UserId };

/** The messaging verbs on the real stores and the emulator, with an event of their own. */
export async function openHouse(redisUrl?: string) {
  const desk: Desk = await openDesk(redisUrl);
  const client = await MongoClient.connect(serviceUrl('MONGODB_URL'), { retryWrites: false });
  const db = client.db(ownName('messages'));
  await ensureIndexes(db, anchorIndexes);
  const limit: { signal?: AbortSignal } = {};
  const call: Call = (method, payload, options) => desk.call(method, payload, { ...options, ...limit });
  const deps: MessagingDeps = {
    reader: createMessagingReader(db),
    anchors: createAnchors(db),
    deliveries: createDeliveries(db),
    announcements: createAnnouncements(db),
    people: createPeopleNotes(db),
    messenger: createMessenger(call),
    hints: createHints(desk.redis),
    rulings: createRulings(db),
    time: { now: async () => now },
    patience: () => ({ timeoutMs: patientMs }),
  };
  const event_id: EventId = eventId(hex());
  const collection = (name: string) =>
    db.collection<{ _id: ObjectId | string; [field: string]: unknown }>(name);
  await collection('events').insertOne({ _id: new ObjectId(event_id), ...eventFields });
  // The first call of all takes long: both ends compile.
  await desk.call('getMe', {}, { lane: 'bulk', timeoutMs: 20_000 });

  const slot = async (hours: number, more: object = {}): Promise<SlotId> => {
    const id = hex();
    const fields = slotFields(event_id, hours);
    await collection('interview_slots').insertOne({ _id: new ObjectId(id), ...fields, ...more });
    return slotId(id);
  };
  const candidate = async (name = 'Ann', more: object = {}): Promise<Candidate> => {
    const person = await reachable(desk.sandbox, name);
    const id = hex();
    const known = { lang: 'en', language_code: 'en', reachable: 'unknown', allowed: true };
    const fields = { telegram_id: person.id, ...known };
    await collection('users').insertOne({ _id: new ObjectId(id), ...fields, ...more });
    return Object.assign(person, { user_id: userId(id) });
  };
  return {
    desk,
    db,
    deps,
    event_id,
    slot,
    candidate,
    collection,
    say: createMessagingActivities(deps),
    requests: createRequestMessenger(deps),
    showing: (who: Candidate, screen: Screen, menu = 'm1') => ({
      event_id,
      user_id: who.user_id,
      trace_id: 'trace',
      screen,
      menu,
    }),
    sending: (who: Candidate, screen: Screen, key: string, menu = 'm1') => ({
      event_id,
      user_id: who.user_id,
      trace_id: 'trace',
      screen,
      menu,
      key,
      lane: 'person' as const,
    }),
    /** For calls that are meant to end without an answer. */
    async hastily<T>(work: () => Promise<T>): Promise<T> {
      try {
        return await hastily(desk.sandbox, (signal) => {
          limit.signal = signal;
          return work();
        });
      } finally {
        delete limit.signal;
      }
    },
    /** As after some seconds in which nothing was sent there. */
    rested: (who: Candidate) => desk.redis.client.del(`rl:send:chat:${who.id}`, `rl:send:pause:${who.id}`),
    delivery: (key: string) => collection('deliveries').findOne({ _id: key }),
    anchor: (who: Candidate) => collection('anchors').findOne({ user_id: new ObjectId(who.user_id) }),
    user: (who: Candidate) => collection('users').findOne({ _id: new ObjectId(who.user_id) }),
    async close() {
      await db.dropDatabase();
      await client.close();
      await desk.close();
    },
  };
}
export type House = Awaited<ReturnType<typeof openHouse>>;

const eventFields = {
  title: 'Autumn <interviews> & more',
  description: null,
  place: { name: 'Head office', address: 'Lenina 1', map_url: null, online_url: null },
  bring: 'Passport',
  status: 'open',
  contact: 'coordinator',
};

const slotFields = (event: EventId, hours: number) => ({
  event_id: new ObjectId(event),
  starts_at: new Date(firstSlotAt + hours * hour),
  duration_minutes: 30,
  max_users: 1,
  booked_users: [] as ObjectId[],
  location: 'Office A',
  audience: '301',
  is_active: true,
  open: true,
  bookable_until: new Date(firstSlotAt + (hours - 2) * hour),
  audience_ids: null as ObjectId[] | null,
});
