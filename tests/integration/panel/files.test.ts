import { type Db, MongoClient, ObjectId } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPanelPeople } from '../../../adapters/mongo/panel/people.ts';
import { createPanelReader } from '../../../adapters/mongo/panel/reader.ts';
import { newPersonDoc } from '../../../adapters/mongo/people.ts';
import { bookings } from '../../../admin/panel/handlers/bookings.tsx';
import { people } from '../../../admin/panel/handlers/people.tsx';
import type { PanelReply } from '../../../admin/panel/reply.ts';
import type { Visitor } from '../../../admin/panel/visitor.ts';
import { eventId, userId } from '../../../core/shared/ids.ts';
import { type BookingWorld, openBookingWorld } from '../../support/booking-world.ts';
import { aBooking, aCompany, type Company } from '../../support/people-and-slots.ts';
import { serviceUrl } from '../../support/services.ts';

const many = 2_000;
/** Of the rows themselves, and of the names that stand in them. */
const inHand = 2 * 501 + 1;

let world: BookingWorld;
let company: Company;
/** A connection whose every answer is counted. */
let client: MongoClient;
let db: Db;
let received = 0;
beforeAll(async () => {
  world = await openBookingWorld('panel-files');
  company = await aCompany(world.db, 'default');
  const { rows } = world;
  const persons = Array.from({ length: many }, (_none, at) =>
    newPersonDoc({ first_name: `Person ${at}`, telegram_id: 5_000_000 + at }, 0),
  );
  await rows.users.insertMany(persons);
  const booking = await rows.bookings.findOne({ _id: new ObjectId(await aBooking(world.db, company)) });
  if (!booking) throw new Error('nothing was booked');
  await rows.bookings.insertMany(
    persons.map(({ _id }, at) => ({
      ...booking,
      _id: new ObjectId(),
      user_id: _id,
      number: `MANY${String(at)}`,
    })),
  );
  client = new MongoClient(serviceUrl('MONGODB_URL'), { monitorCommands: true });
  client.on('commandSucceeded', ({ reply }) => {
    const { cursor } = reply as { readonly cursor?: Record<string, readonly unknown[]> };
    received += (cursor?.['firstBatch'] ?? cursor?.['nextBatch'] ?? []).length;
  });
  db = client.db(world.db.databaseName);
});
afterAll(async () => {
  await client.close();
  await world.close();
});

const visitor: Visitor = {
  user_id: userId('a'.repeat(24)),
  company_id: 'default',
  name: 'Olga',
  role: 'admin',
  lang: 'en',
  session_id: 's',
  form_token: 'f',
};
const clock = () => Promise.resolve(0);
const asked = { visitor, params: {}, form: {}, lang: 'en', trace_id: 't' } as const;

const files: Readonly<Record<string, () => Promise<PanelReply>>> = {
  'the bookings of one event': () => {
    const request = { ...asked, query: { event: company.event } };
    return bookings({
      audit: { write: async () => undefined },
      reader: createPanelReader(db),
      clock,
    }).bookingsFile(request as never);
  },
  'the candidates': () => {
    const deps = { people: createPanelPeople(db), clock, audit: { write: () => Promise.resolve() } };
    return people(deps as never).candidatesFile({ ...asked, query: {} } as never);
  },
};

test.each(Object.keys(files))(
  '%s, thousands of them: no more is read than was written, and every one stands in the file once',
  async (what) => {
    const reply = await files[what]?.();
    if (!reply || !('file' in reply)) throw new Error('no file');
    received = 0;
    const ids = new Map<string, number>();
    let parts = 0;
    for await (const part of reply.file.parts) {
      // Whoever reads slowly finds nothing that was read ahead.
      expect(received).toBeLessThanOrEqual(parts * inHand);
      parts += 1;
      for (const [, id = ''] of String(part).matchAll(/,"?([\da-f]{24})"?\r?\n/g))
        ids.set(id, (ids.get(id) ?? 0) + 1);
    }
    expect(parts).toBeGreaterThan(many / 501);
    expect(received).toBeGreaterThan(many);
    expect(ids.size).toBeGreaterThanOrEqual(many);
    expect([...ids.values()].every((times) => times === 1)).toBe(true);
  },
);

test('the list of one event’s bookings holds a page of them, however many there are', async () => {
  received = 0;
  const query = { event: eventId(company.event), status: undefined, text: '', after: undefined };
  const { rows, next } = await createPanelReader(db).bookings('default', query, 50);
  expect([rows.length, next]).toEqual([50, rows.at(-1)?.booking_id]);
  expect(received).toBeLessThanOrEqual(51 + 50 + 1);
});
