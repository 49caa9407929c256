import { randomUUID } from 'node:crypto';
import type { BookingBody, ConfirmBooking } from '../../contracts/api/bookings.ts';
import type { BookingAnswer } from '../../contracts/workflows/booking.ts';
import type { BookingFacts } from '../../core/booking/facts.ts';
import type { BookingCommands, FreeSlots, People, SlotFinder, SlotFound } from '../ports.ts';
import type { Handler } from './handler.ts';
import { refusalCode } from './refusal.ts';
import type { Problem } from './reply.ts';

export type Booking = {
  readonly people: People;
  readonly finder: SlotFinder;
  readonly commands: BookingCommands;
  readonly slots: FreeSlots;
};

/** Asks the candidate's workflow and waits for its word; nothing is decided here. */
export const confirmBooking =
  (deps: Booking): Handler<'confirmBooking'> =>
  async (asked) => {
    const person = await deps.people.find(asked.body.telegram_id, asked.company);
    if (!person) return { problem: 'unknown_user' };
    const slot = await slotMeant(deps.finder, asked.body);
    if ('problem' in slot) return slot;
    if (!(await deps.finder.isOf(slot.event_id, asked.company))) return { problem: 'unknown_slot' };
    if (!person.allowed) return refused(deps.slots, slot, 'not_allowed');
    const answer = await deps.commands.book(
      { event_id: slot.event_id, user_id: person.user_id },
      {
        // Without a key of the caller's each request is a wish of its own: a seat refused a minute ago may be free by now.
        key: `api:${asked.operation ?? randomUUID()}`,
        trace_id: asked.trace_id,
        initiated_by: asked.initiated_by,
        slot_id: slot.slot_id,
      },
    );
    if (!answer.ok && answer.reason === 'outcome_unknown') return { problem: 'outcome_unknown' };
    if (answer.ok) return { body: told(answer.booking, slot, asked.body.telegram_id) };
    const booking = alreadyThere(slot, answer);
    if (booking) return { body: told(booking, slot, asked.body.telegram_id) };
    return refused(deps.slots, slot, refusalCode(answer.reason));
  };

async function slotMeant(finder: SlotFinder, body: ConfirmBooking): Promise<SlotFound | Problem> {
  if ('slot_id' in body) return (await finder.byId(body.slot_id)) ?? { problem: 'unknown_slot' };
  const { event_id, date, time, location } = body;
  const found = await finder.at({ event_id, date, time, ...(location === undefined ? {} : { location }) });
  const [slot] = found;
  if (!slot) return { problem: 'unknown_slot' };
  return found.length > 1 ? { problem: 'ambiguous_slot' } : slot;
}

type Refused = Extract<BookingAnswer, { ok: false }>;

/** Having that very slot already is what was asked for. */
function alreadyThere(slot: SlotFound, { reason, booking }: Refused): BookingFacts | undefined {
  if (reason !== 'already_booked') return undefined;
  return booking?.status === 'booked' && booking.slot?.slot_id === slot.slot_id ? booking : undefined;
}

const told = (booking: BookingFacts, slot: SlotFound, telegramId: number): BookingBody => ({
  booking_id: booking.booking_id,
  number: booking.number,
  status: booking.status,
  rev: booking.rev,
  telegram_id: telegramId,
  event_id: slot.event_id,
  slot_id: slot.slot_id,
  date: slot.date,
  time: slot.time,
  starts_at: new Date(slot.starts_at).toISOString(),
  location: slot.location,
  audience: slot.audience,
});

const refused = async (slots: FreeSlots, slot: SlotFound, problem: Problem['problem']): Promise<Problem> => ({
  problem,
  more: { slots: await slots.fresh(slot.event_id) },
});
