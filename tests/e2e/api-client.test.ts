import { ObjectId } from 'mongodb';
import { type Document, type OpenAPIClient, OpenAPIClientAxios } from 'openapi-client-axios';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayAfter, dayOf } from '../../core/time/slot-instants.ts';
import { isFromZapis } from '../../examples/webhook-receiver.ts';
import { House, moscow } from '../support/house.ts';
import { bookingOf, patient, slotDoc } from '../support/journey.ts';
import { waitFor } from '../support/wait.ts';
import { WebhookReceiver } from '../support/webhook-receiver.ts';

// Somebody else's service: all it knows is /api/openapi.json, which its client is made from.

let house: House;
let client: OpenAPIClient;
const receiver = new WebhookReceiver();

type Answer = { readonly status: number; readonly data: Record<string, unknown> };
type Call = (params?: object | null, body?: unknown, config?: object) => Promise<Answer>;
const call = (name: string): Call => {
  const operation: unknown = client[name];
  if (typeof operation !== 'function') throw new Error(`the document describes no ${name}`);
  return operation as Call;
};

beforeAll(async () => {
  house = await House.open('api-client');
  const root = house.env['API_URL'] ?? '';
  const definition = (await (await fetch(new URL('/api/openapi.json', root))).json()) as Document;
  const made = new OpenAPIClientAxios({
    definition,
    withServer: { url: root },
    axiosConfigDefaults: {
      headers: { authorization: `Bearer ${house.env['API_TOKEN'] ?? ''}` },
      validateStatus: () => true,
    },
  });
  client = await made.init();
});
afterAll(async () => {
  await receiver.close();
  await house.close();
});

test('a service makes an event with slots, opens it, books, moves and cancels for somebody, and hears of each by webhook', async () => {
  const types = ['booking.created', 'booking.rescheduled', 'booking.cancelled'];
  const registered = await call('createWebhook')(null, { url: `${await receiver.listen()}/`, types });
  expect(registered.status).toBe(201);
  const anna = await house.person('Anna');
  await anna.sends('/help');
  const made = await call('createEvent')(null, { title: 'Through the API', place: { name: 'Office A' } });
  expect([made.status, made.data['status']]).toEqual([201, 'draft']);
  const event_id = String(made.data['event_id']);
  const added = await call('addSlots')(null, {
    event_id,
    dates: [dayAfter(dayOf(Date.now()), 3)],
    times: ['14:00', '15:00'],
    duration_minutes: 30,
    max_users: 1,
    location: 'Office A',
    audience: '301',
  });
  const [first, second] = (added.data['items'] as { slot_id: string }[]).map((slot) => slot.slot_id);
  const wish = { telegram_id: anna.id, slot_id: first };
  expect((await call('createBooking')(null, wish)).data).toMatchObject({ code: 'closed' });
  const opened = await call('openEvent')({ event_id });
  expect(opened.data).toMatchObject({ event: { status: 'open' }, change: { state: 'done' } });

  const booked = await call('createBooking')(null, wish, { headers: { 'Idempotency-Key': 'anna' } });
  expect([booked.status, booked.data]).toMatchObject([
    201,
    { status: 'booked', slot_id: first, time: '14:00' },
  ]);
  const again = await call('createBooking')(null, wish, { headers: { 'Idempotency-Key': 'anna' } });
  expect(again.data).toEqual(booked.data);
  const booking_id = String(booked.data['booking_id']);
  expect(await slotDoc(house, first ?? '')).toMatchObject({ booked_users: [new ObjectId(anna.userId)] });

  const moved = await call('moveBooking')({ booking_id }, { slot_id: second });
  expect(moved.data).toMatchObject({
    booking_id,
    number: booked.data['number'],
    time: '15:00',
    slot_id: second,
  });
  const changed = await call('changeSlot')({ slot_id: second }, { audience: '404' });
  expect(changed.data).toMatchObject({ slot: { audience: '404' }, change: { state: 'done', told: 1 } });
  await anna.chat().waitForText('404', patient);
  const stuffed = await call('changeSlot')({ slot_id: second }, { max_users: 1, time: '15:30' });
  expect(stuffed.data).toMatchObject({ slot: { time: '15:30' } });

  const cancelled = await call('cancelBooking')({ booking_id }, { reason: 'ill' });
  expect(cancelled.data).toMatchObject({ status: 'cancelled', cancelled: { reason: 'ill' } });
  expect((await call('cancelBooking')({ booking_id }, {})).data).toMatchObject({ code: 'not_booked' });
  expect(await bookingOf(house, anna, event_id)).toMatchObject({ status: 'cancelled' });

  await waitFor(
    'the webhook of the end',
    () => receiver.got.some(({ id }) => id.includes('cancelled')) || undefined,
  );
  const secret = String(registered.data['secret']);
  const fits = await Promise.all(receiver.got.map((one) => isFromZapis(secret, one.headers, one.body)));
  expect(fits).not.toContain(false);
  const revs = receiver.revsOf(booking_id);
  expect(revs).toEqual(revs.toSorted((a, b) => a - b));
  expect(receiver.got[0]?.id).toContain('booking.created');
});

test('past the cut-off only who may override books, with a reason that is kept; afterwards the outcome is recorded', async () => {
  const { id, slots } = await house.event({ starts: [moscow(1, '10:00'), moscow(9, '10:00')] });
  const [soon = ''] = slots;
  await house.db
    .collection('interview_slots')
    .updateOne({ _id: new ObjectId(soon) }, { $set: { bookable_until: new Date(Date.now() - 1_000) } });
  const boris = await house.person('Boris');
  const wish = { user_id: boris.userId, slot_id: soon };
  const late = await call('createBooking')(null, wish);
  expect([late.status, late.data]).toMatchObject([409, { code: 'too_late', slots: [{}] }]);
  const booked = await call('createBooking')(null, { ...wish, override_reason: 'asked by telephone' });
  expect(booked.status).toBe(201);
  const booking_id = String(booked.data['booking_id']);
  const kept = await house.db.collection('audit_log').findOne({ booking_id: new ObjectId(booking_id) });
  // The words stand apart, so that no history has them.
  const note = String(kept?.['override_reason']).replace(/^note:/, '');
  const notes = house.db.collection<{ _id: string }>('staff_notes');
  expect(await notes.findOne({ _id: note })).toMatchObject({ text: 'asked by telephone' });
  await house.goTo({ instant: moscow(1, '11:00') });
  const done = await waitFor('the outcome', async () => {
    const answered = await call('bookingOutcome')({ booking_id }, { outcome: 'no_show' });
    return answered.status === 200 ? answered.data : undefined;
  });
  expect(done).toMatchObject({ status: 'no_show', outcome: 'no_show' });
  const undone = await call('bookingOutcome')({ booking_id }, { outcome: 'undone' });
  expect(undone.data).toMatchObject({ status: 'booked', outcome: null });
  const listed = await call('bookings')({ event_id: id, status: 'booked', limit: 1 });
  expect(listed.data).toMatchObject({ items: [{ booking_id }], next_cursor: null });
});
