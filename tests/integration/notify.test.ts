import { type CommandStartedEvent, MongoClient, ObjectId } from 'mongodb';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Messenger } from '../../activities/messaging/ports.ts';
import { createNoticeActivities } from '../../activities/notices/activities.ts';
import { type NotifyDeps, tell } from '../../activities/notify/tell.ts';
import { createDeliveries } from '../../adapters/mongo/messages/deliveries.ts';
import { createNotifyReader } from '../../adapters/mongo/notify/reader.ts';
import { createRounds, keepNotice } from '../../adapters/mongo/notify/rounds.ts';
import { createStaffDesk } from '../../adapters/mongo/staff/desk.ts';
import { createStaffGroupRounds } from '../../adapters/mongo/staff-group/rounds.ts';
import type { Notification } from '../../contracts/events/notification.ts';
import type { UserId } from '../../core/shared/ids.ts';
import {
  anEvent,
  type BookingWorld,
  openBookingWorld,
  someone,
  someSlots,
} from '../support/booking-world.ts';
import { serviceUrl } from '../support/services.ts';

const hourMs = 3_600_000;
let world: BookingWorld;
let sent: string[];
let deps: NotifyDeps;
beforeAll(async () => {
  world = await openBookingWorld('notify');
});
afterAll(() => world.close());
beforeEach(async () => {
  for (const name of ['users', 'deliveries', 'held_notices']) await world.db.collection(name).deleteMany({});
  sent = [];
  const messenger = {
    send: async (_chat: unknown, { text }: { text: string }) => {
      sent.push(text);
      return { kind: 'ok', message_id: sent.length };
    },
  } as Partial<Messenger> as Messenger;
  deps = {
    reader: createNotifyReader(world.db),
    messaging: {
      deliveries: createDeliveries(world.db),
      people: { reachable: async () => undefined, informed: async () => undefined },
      messenger,
      patience: () => ({ timeoutMs: 1 }),
    },
    push: undefined,
    keep: (message, until) => keepNotice(world.db, message, until),
    now: async () => world.clock.now,
  };
});

async function staff(role: 'admin' | 'specialist', notices: 'instant' | 'hourly'): Promise<UserId> {
  const user = await someone(world);
  await world.db
    .collection('users')
    .updateOne({ _id: new ObjectId(user) }, { $set: { roles: [role], notices, reachable: 'yes' } });
  return user;
}

/** Somebody who is booked; `told`: the message of it to a coordinator. */
async function aBooking(number: string) {
  const event = await anEvent(world);
  const [slot = ''] = await someSlots(world, event, 1);
  const user = await someone(world);
  const _id = new ObjectId();
  const at = await world.rows.slots.findOne({ _id: new ObjectId(slot) });
  const stands = { slot_id: new ObjectId(slot), starts_at: at?.starts_at ?? new Date(), location: null };
  await world.db.collection('bookings').insertOne({
    _id,
    user_id: new ObjectId(user),
    event_id: new ObjectId(event),
    company_id: 'default',
    ...stands,
    status: 'booked',
    // One person has one active booking of an event; nothing here reads it.
    active: false,
    number,
    rev: 1,
    outcome: null,
    last_change: { rev: 1, old: null, new: { ...stands, audience: null }, reason: null },
  });
  const told = (to: UserId): Notification => ({
    type: 'booking_created',
    booking_id: _id.toHexString(),
    slot_id: null,
    rev: 1,
    initiated_by: { user_id: user, role: 'candidate', channel: 'tg_bot' },
    ts: 1,
    recipient: { user_id: to, role: 'admin' },
    event_id: event,
    message_id: `notify:booking.created:${_id.toHexString()}:1:admin:${to}`,
    trace_id: 'trace',
    schema_version: 1,
  });
  return told;
}

const rounds = () =>
  createNoticeActivities({
    rounds: createRounds(world.db),
    desk: createStaffDesk(world.db),
    reader: deps.reader,
    messaging: deps.messaging,
    now: deps.now,
    unsent: {
      unsentTo: async () => [],
      uncarriedOf: async () => [],
      notBefore: async () => undefined,
      wake: async () => undefined,
    },
    staffGroups: createStaffGroupRounds(world.db),
    topicMessenger: { remove: async () => ({ kind: 'ok' }) },
    panelUrl: undefined,
  });
/** As the schedule does every minute. */
async function pass(): Promise<void> {
  const { notices } = await rounds().findNotices();
  for (const notice of notices) if (notice.kind === 'held') await rounds().sendNotice(notice);
}
const kept = () => world.db.collection('held_notices').countDocuments();
const count = (number: string) => sent.filter((text) => text.includes(number)).length;

test('what was kept by a worker that died before the broker heard of it is told once, however late it comes again', async () => {
  const olga = await staff('admin', 'hourly');
  const [first, second] = [await aBooking('K1AAA'), await aBooking('K2BBB')];
  expect(await tell(deps, first(olga))).toEqual({ kind: 'told', what: 'kept' });
  await tell(deps, second(olga));
  world.clock.now += hourMs;
  await pass();
  expect(sent).toHaveLength(1);

  // The broker brings it again, after the digest.
  expect(await tell(deps, first(olga))).toEqual({ kind: 'told', what: 'kept' });
  expect(await kept()).toBe(0);
  await world.db.collection('users').updateOne({ _id: new ObjectId(olga) }, { $set: { notices: 'instant' } });
  expect(await tell(deps, second(olga))).toEqual({ kind: 'told', what: 'already' });
  world.clock.now += hourMs;
  await pass();
  expect(sent).toHaveLength(1);
});

test('what is kept while its digest is on its way is told with the next pass, and a digest that is sent again is the same', async () => {
  const olga = await staff('admin', 'hourly');
  const [first, late] = [await aBooking('K3CCC'), await aBooking('K4DDD')];
  await tell(deps, first(olga));
  const until = Math.floor(world.clock.now / hourMs) * hourMs + hourMs;
  world.clock.now = until;
  const notice = { kind: 'held', user_id: olga, until } as const;
  const { messenger } = deps.messaging;
  const answered = messenger.send;
  Object.assign(messenger, {
    send: async (...given: Parameters<Messenger['send']>) => {
      await keepNotice(world.db, late(olga), until);
      await answered(...given);
      return { kind: 'unknown', description: 'the answer was lost' };
    },
  });
  await expect(rounds().sendNotice(notice)).rejects.toThrow();
  Object.assign(messenger, { send: answered });
  await rounds().sendNotice(notice);
  expect(sent).toHaveLength(2);
  expect([count('K3CCC'), count('K4DDD')]).toEqual([2, 0]);
  world.clock.now += 60_000;
  await pass();
  expect(count('K4DDD')).toBe(1);
  expect(sent).toHaveLength(3);
  expect(await kept()).toBe(0);
});

test('of one change that many are told at once, the booking is read for all of them together', async () => {
  const all = await Promise.all(Array.from({ length: 8 }, () => staff('admin', 'instant')));
  const told = await aBooking('K5EEE');
  const client = new MongoClient(serviceUrl('MONGODB_URL'), { monitorCommands: true, retryWrites: false });
  const db = client.db(world.db.databaseName);
  const asked: string[] = [];
  client.on('commandStarted', ({ commandName, command }: CommandStartedEvent) =>
    asked.push(`${commandName} ${String(command[commandName])}`),
  );
  const counted = {
    ...deps,
    reader: createNotifyReader(db),
    messaging: { ...deps.messaging, deliveries: createDeliveries(db) },
  };
  await Promise.all(all.map((one) => tell(counted, told(one))));
  await client.close();
  expect(count('K5EEE')).toBe(8);
  const times = (what: string) => asked.filter((one) => one === what).length;
  expect(['bookings', 'events', 'interview_slots'].map((name) => times(`find ${name}`))).toEqual([1, 1, 1]);
  // The row, and what became of it.
  expect([times('insert deliveries'), times('update deliveries')]).toEqual([8, 8]);
});
