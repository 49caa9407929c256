import { expect, test } from 'vitest';
import type { BookingFacts } from '../../core/booking/facts.ts';
import { eventId, slotId, userId } from '../../core/shared/ids.ts';
import type { CommandAnswer } from '../ports.ts';
import { type Booking, confirmBooking } from './confirm-booking.ts';

const slot = {
  slot_id: slotId('a'.repeat(24)),
  event_id: eventId('e'.repeat(24)),
  date: '2026-11-26',
  time: '14:00',
  starts_at: 0,
  location: 'Office A',
  audience: null,
};
const booked = { booking_id: 'b', number: 'K7', status: 'booked', rev: 1 } as unknown as BookingFacts;

/** `answers`: what the workflow says, one after another; to a key it knows it says what it said. */
function api(...answers: readonly CommandAnswer[]) {
  const known = new Map<string, CommandAnswer>();
  const left = [...answers];
  const book: Booking['commands']['book'] = async (_whose, { key }) => {
    const answer = known.get(key) ?? left.shift() ?? { ok: false, reason: 'closed', booking: null };
    known.set(key, answer);
    return answer;
  };
  const handle = confirmBooking({
    people: { find: async () => ({ user_id: userId('c'.repeat(24)), allowed: true }) },
    finder: { byId: async () => slot, isOf: async () => true },
    commands: { book },
    slots: { fresh: async () => [] },
  } as unknown as Booking);
  return (operation?: string) =>
    handle({
      params: {},
      query: {},
      caller: 'system',
      company: null,
      may: () => true,
      body: { telegram_id: 7, slot_id: slot.slot_id },
      trace_id: 't',
      initiated_by: { user_id: null, role: 'system', channel: 'api' },
      operation,
    });
}

const taken: CommandAnswer = { ok: false, reason: 'slot_taken', booking: null };

test('refused and asked again without a key: it is decided anew, the seat may be free by now', async () => {
  const ask = api(taken, { ok: true, booking: booked });
  expect(await ask()).toMatchObject({ problem: 'slot_taken' });
  expect(await ask()).toMatchObject({ body: { number: 'K7' } });
});

test('asked again with the caller’s key: the same answer, whatever has become of the seat', async () => {
  const ask = api(taken, { ok: true, booking: booked });
  expect([await ask('k'), await ask('k')]).toMatchObject([
    { problem: 'slot_taken' },
    { problem: 'slot_taken' },
  ]);
});
