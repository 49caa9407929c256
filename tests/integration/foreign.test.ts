import { type ChannelModel, connect, type GetMessage } from 'amqplib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allIndexes } from '../../adapters/mongo/all-indexes.ts';
import { createBookingFinder } from '../../adapters/mongo/api-bookings.ts';
import { createEventJournal } from '../../adapters/mongo/api-journal.ts';
import { createPeople } from '../../adapters/mongo/api-people.ts';
import { createSlotFinder } from '../../adapters/mongo/api-slots.ts';
import { type Mongo, openMongo } from '../../adapters/mongo/connect.ts';
import { isAway } from '../../adapters/mongo/errors.ts';
import { ensureIndexes } from '../../adapters/mongo/indexes.ts';
import { openRabbit, type Rabbit } from '../../adapters/rabbit/connect.ts';
import { createEventPublisher } from '../../adapters/rabbit/event-publisher.ts';
import { createBookingCommands } from '../../adapters/temporal/booking-commands.ts';
import { createBookingEvents } from '../../admin/consumers/booking-events.ts';
import { type BookingEvent, bookingMessageId } from '../../contracts/events/booking-event.ts';
import {
  bookingEvents,
  deadQueueOf,
  delayQueueOf,
  exchange,
  queues,
  reasonHeader,
} from '../../contracts/events/topology.ts';
import { bookingWorkflowId } from '../../contracts/workflows/booking.ts';
import { eventId, userId } from '../../core/shared/ids.ts';
import { followBookings, type SeedEvent } from '../../examples/foreign-consumer.ts';
import { sayWhatHappened } from '../../examples/foreign-publisher.ts';
import { createLog } from '../../runtime/log.ts';
import { type Double, openDouble } from '../support/booking-double.ts';
import { farDay, type Seeded, seedBooking, seedEvent, seedPerson, seedSlot } from '../support/seed-data.ts';
import { ownName, serviceUrl } from '../support/services.ts';
import { waitFor } from '../support/wait.ts';

const url = serviceUrl('AMQP_URL');
const prefix = `${ownName('foreign')}.`;
const theirQueue = `${prefix}their.own`;
const retryAfterMs = [50, 100, 200];
let mongo: Mongo;
let double: Double;
let rabbit: Rabbit;
let broker: ChannelModel;
let event: Seeded;

beforeAll(async () => {
  mongo = openMongo({ url: serviceUrl('MONGODB_URL'), database: ownName('foreign') });
  await ensureIndexes(mongo.db, allIndexes);
  event = await seedEvent(mongo.db);
  double = await openDouble();
  await double.startWorker();
  broker = await connect(url);
  rabbit = await openRabbit({ url, prefix, retryAfterMs }, createLog({ level: 'silent' }));
  const handle = createBookingEvents({
    journal: createEventJournal(mongo.db),
    people: createPeople(mongo.db, () => Promise.resolve(Date.now())),
    finder: createSlotFinder(mongo.db),
    bookings: createBookingFinder(mongo.db),
    commands: createBookingCommands(double.temporal.client, 30_000),
    news: { bump: () => Promise.resolve(), slotsChanged: () => undefined },
    identities: { drop: () => Promise.resolve(), listed: async () => undefined },
    isAway,
  });
  await rabbit.consume({ queue: bookingEvents, prefetch: 10, handle });
  await waitFor('a healthy broker', async () => (await rabbit.health()).ok || undefined);
});
afterAll(async () => {
  await rabbit.close();
  const channel = await broker.createChannel();
  for (const { name } of queues) {
    const parts = [name, deadQueueOf(name), ...retryAfterMs.map((ms) => delayQueueOf(name, ms))];
    for (const part of parts) await channel.deleteQueue(`${prefix}${part}`);
  }
  await channel.deleteQueue(theirQueue);
  await channel.deleteExchange(`${prefix}${exchange}`);
  await broker.close();
  await double.close();
  await mongo.db.dropDatabase();
  await mongo.close();
});

let accounts = 3_000;
async function candidate(): Promise<Seeded & { telegram_id: number }> {
  accounts += 1;
  return { ...(await seedPerson(mongo.db, accounts)), telegram_id: accounts };
}
const nothing = { old_date: null, old_time: null, new_date: null, new_time: null, location: null };
const said = (event_type: string, telegramId: number, payload: object) => ({
  event_type,
  user_telegram_id: telegramId,
  timestamp: '2026-11-20T10:00:00Z',
  payload: { ...nothing, ...payload },
});
const say = (content: object, messageId?: string) => sayWhatHappened(url, prefix, content, messageId);

/** How often the candidate's workflow was asked, by the names of the updates in its history. */
async function askedOf(person: Seeded): Promise<string[]> {
  const id = bookingWorkflowId(eventId(event.id), userId(person.id));
  const history = await double.temporal.client.workflow.getHandle(id).fetchHistory();
  return (history.events ?? []).flatMap(
    (one) => one.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input?.name ?? [],
  );
}
const dealtWith = (count: number) =>
  waitFor(`${count} messages dealt with`, async () => {
    const rows = await mongo.db.collection('processed_messages').countDocuments();
    return rows >= count || undefined;
  });

async function buriedFor(person: Seeded & { telegram_id: number }): Promise<string> {
  const channel = await broker.createChannel();
  const dead = await waitFor('the dead message', async () => {
    const got: GetMessage | false = await channel.get(`${prefix}${deadQueueOf(bookingEvents)}`, {
      noAck: true,
    });
    return got || undefined;
  });
  await channel.close();
  expect(JSON.parse(dead.content.toString())).toMatchObject({ user_telegram_id: person.telegram_id });
  return String(dead.properties.headers?.[reasonHeader]);
}

test('a foreign consumer hears in its own queue what Zapis hears in its, in the seed’s words', async () => {
  const heard: [string, SeedEvent][] = [];
  const following = await followBookings(
    url,
    prefix,
    theirQueue,
    async (one, id) => void heard.push([id, one]),
  );
  const booking = 'b00000000000000000000009';
  const ours: BookingEvent = {
    ...(said('booking.created', 42, {
      new_date: farDay,
      new_time: '14:00',
      location: 'Office A',
    }) as SeedEvent),
    event_type: 'booking.created',
    timestamp: '2026-11-20T10:00:00Z',
    message_id: bookingMessageId(booking, 1, 'booking.created'),
    trace_id: 'trace',
    booking_id: booking,
    event_id: event.id,
    user_id: 'c00000000000000000000001',
    rev: 1,
    reason: null,
    outcome: null,
    initiated_by: { user_id: null, role: 'candidate', channel: 'tg_bot' },
    schema_version: 1,
  };
  await createEventPublisher(rabbit).publish(ours);
  const [first] = await waitFor('the event', () => (heard.length > 0 ? heard : undefined));
  expect(first).toMatchObject([
    ours.message_id,
    { event_type: 'booking.created', payload: { new_date: farDay } },
  ]);
  await dealtWith(1);
  await following.stop();
});

test('declaring our queue as if it were one’s own is refused; passively it is there', async () => {
  const queue = `${prefix}${bookingEvents}`;
  const other = await connect(url);
  const wrong = await other.createChannel();
  wrong.on('error', () => undefined);
  await expect(wrong.assertQueue(queue, { durable: true })).rejects.toThrow(/PRECONDITION_FAILED/i);
  const passive = await other.createChannel();
  expect(await passive.checkQueue(queue)).toMatchObject({ queue });
  await other.close();
});

test('a publisher that knows only the seed books through the candidate’s workflow, once per message', async () => {
  const person = await candidate();
  await seedSlot(mongo.db, { event, date: farDay, time: '09:00' });
  const before = await mongo.db.collection('processed_messages').countDocuments();
  const created = said('booking.created', person.telegram_id, {
    new_date: farDay,
    new_time: '09:00',
    location: 'Office A',
  });
  for (let copies = 0; copies < 3; copies += 1) await say(created);
  await say(created, 'named-by-its-publisher');
  await dealtWith(before + 2);
  const asked = await askedOf(person);
  expect(asked).toEqual(['book', 'book']);
});

test('it moves and cancels, also by the seed’s short words', async () => {
  const person = await candidate();
  await seedSlot(mongo.db, { event, date: farDay, time: '10:00' });
  await seedSlot(mongo.db, { event, date: farDay, time: '11:00' });
  const midnight = new Date(`${farDay}T00:00:00+03:00`);
  await seedBooking(mongo.db, person, event, { date: midnight, time: '10:00' });
  const before = await mongo.db.collection('processed_messages').countDocuments();
  await say(said('booking.created', person.telegram_id, { new_date: farDay, new_time: '10:00' }));
  await dealtWith(before + 1);
  const moved = { old_date: farDay, old_time: '10:00', new_date: farDay, new_time: '11:00' };
  await say(said('rescheduled', person.telegram_id, moved));
  await dealtWith(before + 2);
  await say(said('cancelled', person.telegram_id, { old_date: farDay }));
  await dealtWith(before + 3);
  expect(await askedOf(person)).toEqual(['book', 'move', 'cancel']);
});

test('understood once, it means the same after its effect has changed what it was found by', async () => {
  const person = await candidate();
  const midnight = new Date(`${farDay}T00:00:00+03:00`);
  await seedSlot(mongo.db, { event, date: farDay, time: '12:30' });
  await seedBooking(mongo.db, person, event, { date: midnight, time: '12:30' });
  const before = await mongo.db.collection('processed_messages').countDocuments();
  await say(said('booking.created', person.telegram_id, { new_date: farDay, new_time: '12:30' }));
  await dealtWith(before + 1);
  const cancelled = said('booking.cancelled', person.telegram_id, { old_date: farDay, old_time: '12:30' });
  await say(cancelled, 'cut-off');
  await dealtWith(before + 2);
  // As if the consumer had died between the effect and its inbox row, with the booking gone by now.
  await mongo.db
    .collection<{ _id: string }>('processed_messages')
    .deleteOne({ _id: 'admin:foreign:cut-off' });
  await mongo.db.collection('bookings').updateOne({ user_id: person.oid }, { $set: { active: false } });
  await say(cancelled, 'cut-off');
  await dealtWith(before + 2);
  expect(await askedOf(person)).toEqual(['book', 'cancel']);
});

test('for somebody who was taken off the list it books and moves nothing; it may still cancel', async () => {
  const person = await candidate();
  const midnight = new Date(`${farDay}T00:00:00+03:00`);
  for (const time of ['18:00', '19:00']) await seedSlot(mongo.db, { event, date: farDay, time });
  await mongo.db.collection('users').updateOne({ _id: person.oid }, { $set: { allowed: false } });
  await say(said('booking.created', person.telegram_id, { new_date: farDay, new_time: '18:00' }));
  expect(await buriedFor(person)).toMatch(/refused: not_allowed/);
  await seedBooking(mongo.db, person, event, { date: midnight, time: '18:00' });
  const moved = { old_date: farDay, old_time: '18:00', new_date: farDay, new_time: '19:00' };
  await say(said('booking.rescheduled', person.telegram_id, moved));
  expect(await buriedFor(person)).toMatch(/refused: not_allowed/);
  // Refused by the run, which was never told to book: the wish came through.
  await say(said('booking.cancelled', person.telegram_id, { old_date: farDay, old_time: '18:00' }));
  expect(await buriedFor(person)).toMatch(/refused: not_booked/);
  expect(await askedOf(person)).toEqual(['cancel']);
});

test('what is refused or not clear waits in the dead queue with the reason', async () => {
  const person = await candidate();
  const at = (time: string, ends = '1', location = 'Office A') =>
    seedSlot(mongo.db, { event, date: farDay, time, ends, location });
  await at('15:00', 'a');
  await at('16:00', '1', 'Office A');
  await at('16:00', '1', 'Office B');
  const wish = (time: string) =>
    said('booking.created', person.telegram_id, { new_date: farDay, new_time: time });
  const tries: [object, RegExp][] = [
    [wish('15:00'), /refused: slot_taken/],
    [wish('16:00'), /several slots/],
    [wish('17:00'), /no slot/],
    [said('booking.created', person.telegram_id, {}), /new_date and new_time/],
    [said('booking.cancelled', person.telegram_id, { old_date: farDay }), /no booking/],
  ];
  for (const [content, reason] of tries) {
    await say(content);
    expect(await buriedFor(person)).toMatch(reason);
  }
  const stranger = { ...person, telegram_id: 999_999 };
  await say(said('booking.created', stranger.telegram_id, { new_date: farDay, new_time: '15:00' }));
  expect(await buriedFor(stranger)).toMatch(/nobody we know/);
});
