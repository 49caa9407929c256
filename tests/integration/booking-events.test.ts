import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { allIndexes } from '../../adapters/mongo/all-indexes.ts';
import { createBookingFinder } from '../../adapters/mongo/api-bookings.ts';
import { createEventJournal } from '../../adapters/mongo/api-journal.ts';
import { createPeople } from '../../adapters/mongo/api-people.ts';
import { createSlotFinder } from '../../adapters/mongo/api-slots.ts';
import { type Mongo, openMongo } from '../../adapters/mongo/connect.ts';
import { isAway } from '../../adapters/mongo/errors.ts';
import { ensureIndexes } from '../../adapters/mongo/indexes.ts';
import { type BookingEventDeps, createBookingEvents } from '../../admin/consumers/booking-events.ts';
import type { BookingCommands } from '../../admin/ports.ts';
import { type BookingEvent, bookingMessageId } from '../../contracts/events/booking-event.ts';
import { ownName, serviceUrl } from '../support/services.ts';

const nobodyAsks = () => Promise.reject(new Error('our own events ask for nothing'));
const commands: BookingCommands = {
  book: nobodyAsks,
  move: nobodyAsks,
  cancel: nobodyAsks,
  outcome: nobodyAsks,
  reply: nobodyAsks,
  arrived: nobodyAsks,
  propose: nobodyAsks,
  withdraw: nobodyAsks,
  keep: nobodyAsks,
  resend: nobodyAsks,
};

let mongo: Mongo;
let deps: BookingEventDeps;
const changed: string[] = [];
const dropped: number[] = [];
beforeAll(async () => {
  mongo = openMongo({ url: serviceUrl('MONGODB_URL'), database: ownName('events') });
  await ensureIndexes(mongo.db, allIndexes);
  deps = {
    journal: createEventJournal(mongo.db),
    people: createPeople(mongo.db, () => Promise.resolve(Date.now())),
    finder: createSlotFinder(mongo.db),
    bookings: createBookingFinder(mongo.db),
    commands,
    news: { bump: async (event) => void changed.push(event), slotsChanged: () => undefined },
    identities: { drop: async (id) => void dropped.push(id), listed: async () => undefined },
    isAway,
  };
});
beforeEach(() => {
  changed.length = 0;
  dropped.length = 0;
});
afterAll(async () => {
  await mongo.db.dropDatabase();
  await mongo.close();
});

const event_id = 'e00000000000000000000001';
const made = (booking: string, rev: number, more: Partial<BookingEvent> = {}): BookingEvent => ({
  event_type: 'booking.created',
  user_telegram_id: 42,
  timestamp: '2026-11-20T10:00:00.000Z',
  payload: {
    old_date: null,
    old_time: null,
    new_date: '2026-11-26',
    new_time: '14:00',
    location: 'Office A',
  },
  message_id: bookingMessageId(booking, rev, more.event_type ?? 'booking.created'),
  trace_id: 'trace',
  booking_id: booking,
  event_id,
  user_id: 'c00000000000000000000001',
  rev,
  reason: null,
  outcome: null,
  initiated_by: { user_id: null, role: 'candidate', channel: 'tg_bot' },
  schema_version: 1,
  ...more,
});
const message = (content: unknown) => ({
  body: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
  messageId: undefined,
});
const timeline = (booking: string) =>
  mongo.db
    .collection('booking_timeline')
    .find()
    .sort({ rev: 1 })
    .toArray()
    .then((rows) => rows.filter((row) => String(row['booking_id']) === booking));
const booking = (n: number) => `b0000000000000000000000${n}`;

test('an event is one line of its booking’s history, however often it comes; readers of slots and identities hear of it', async () => {
  const handle = createBookingEvents(deps);
  const event = made(booking(1), 1);
  for (let copies = 0; copies < 3; copies += 1)
    expect(await handle(message(event))).toEqual({ verdict: 'done' });
  expect(await timeline(booking(1))).toMatchObject([
    {
      _id: event.message_id,
      rev: 1,
      event_type: 'booking.created',
      superseded: false,
      initiated_by: { role: 'candidate' },
    },
  ]);
  expect([changed, dropped]).toEqual([[event_id], [42]]);
});

test('copies that are handled at the same time are one line, too', async () => {
  const event = made(booking(2), 1);
  const handle = createBookingEvents(deps);
  const verdicts = await Promise.allSettled(Array.from({ length: 10 }, () => handle(message(event))));
  expect(verdicts.some((one) => one.status === 'fulfilled')).toBe(true);
  expect(await handle(message(event))).toEqual({ verdict: 'done' });
  expect(await timeline(booking(2))).toHaveLength(1);
});

test('older news are written down and change nothing', async () => {
  const handle = createBookingEvents(deps);
  await handle(message(made(booking(3), 5, { event_type: 'booking.rescheduled' })));
  changed.length = 0;
  await handle(message(made(booking(3), 4)));
  expect((await timeline(booking(3))).map((row) => [row['rev'], row['superseded']])).toEqual([
    [4, true],
    [5, false],
  ]);
  expect(changed).toEqual([]);
});

test('cut off before its inbox row, it has the same effects again and once', async () => {
  const event = made(booking(4), 1);
  const dying = { ...deps.journal, finish: () => Promise.reject(new Error('killed')) };
  await expect(createBookingEvents({ ...deps, journal: dying })(message(event))).rejects.toThrow('killed');
  expect(await createBookingEvents(deps)(message(event))).toEqual({ verdict: 'done' });
  expect(await timeline(booking(4))).toMatchObject([{ superseded: false }]);
  expect(changed).toEqual([event_id, event_id]);
});

test('what does not fit is buried with the reason, and never with what it said', async () => {
  const handle = createBookingEvents(deps);
  const { message_id: _gone, ...nameless } = made(booking(5), 1);
  const misfits: [unknown, RegExp][] = [
    ['{"event_type":', /not JSON/],
    ['null', /does not fit/],
    [made(booking(5), 1, { schema_version: 2 as 1 }), /schema_version/],
    [nameless, /message_id/],
    [{ ...made(booking(5), 1), booking_id: { $ne: null } }, /booking_id/],
    [{ ...made(booking(5), 1), user_telegram_id: 'Иванов' }, /user_telegram_id/],
    [
      { event_type: 'booking.exploded', user_telegram_id: 1, timestamp: '2026-11-20T10:00:00Z', payload: {} },
      /event_type/,
    ],
    [
      { event_type: 'created', user_telegram_id: { $gt: 0 }, timestamp: '2026-11-20T10:00:00Z', payload: {} },
      /user_telegram_id/,
    ],
  ];
  for (const [content, reason] of misfits) {
    const verdict = await handle(message(content));
    expect(verdict).toEqual({ verdict: 'bury', reason: expect.stringMatching(reason) as string });
    expect(JSON.stringify(verdict)).not.toContain('Иванов');
  }
  expect(await timeline(booking(5))).toEqual([]);
});

test('a database that is away is no fault of the message', async () => {
  const nowhere = openMongo({ url: 'mongodb://127.0.0.1:1/?directConnection=true', database: 'x' });
  const handle = createBookingEvents({ ...deps, journal: createEventJournal(nowhere.db) });
  expect(await handle(message(made(booking(6), 1)))).toEqual({ verdict: 'wait' });
  await nowhere.close();
});
