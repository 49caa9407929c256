import { createHash } from 'node:crypto';
import type { SeedBookingEvent } from '../../contracts/events/admin-booking-event.ts';
import { assertNever } from '../../core/shared/assert-never.ts';
import type { UserId } from '../../core/shared/ids.ts';
import { currentTraceId, newTraceId } from '../../runtime/trace.ts';
import type {
  BookingCommands,
  BookingFinder,
  BookingFound,
  Command,
  CommandAnswer,
  EventJournal,
  People,
  SlotFinder,
  SlotFound,
  Understood,
} from '../ports.ts';
import { bury, done, type Verdict, wait } from './verdict.ts';

export type ForeignDeps = {
  readonly journal: EventJournal;
  readonly people: People;
  readonly finder: SlotFinder;
  readonly bookings: BookingFinder;
  readonly commands: BookingCommands;
};

/** Said to the dead queue: what a person must know to mend it, in the seed's words. */
class NotUnderstood extends Error {}

/**
 * A publisher that knows only the seed says what it thinks has happened; here it is a wish, because only the candidate's
 * workflow changes a booking. It names slots by date, time and location: whatever is not clear is not guessed.
 */
export async function applyForeign(
  deps: ForeignDeps,
  messageId: string,
  event: SeedBookingEvent,
): Promise<Verdict> {
  const person = await deps.people.find(event.user_telegram_id);
  if (!person) return bury('nobody we know has this telegram id');
  // What would be refused to the person's own tap is refused to whoever speaks for them; giving a seat back is not.
  if (!person.allowed && event.event_type !== 'booking.cancelled') return bury('refused: not_allowed');
  try {
    const meaning =
      (await deps.journal.understood(messageId)) ??
      (await deps.journal.understand(messageId, await understand(deps, person.user_id, event)));
    return verdictOn(meaning, await carryOut(deps.commands, person.user_id, messageId, meaning));
  } catch (error) {
    if (error instanceof NotUnderstood) return bury(error.message);
    throw error;
  }
}

async function understand(deps: ForeignDeps, user: UserId, event: SeedBookingEvent): Promise<Understood> {
  switch (event.event_type) {
    case 'booking.created': {
      const { event_id, slot_id } = await theSlot(deps.finder, event);
      return { ask: 'book', event_id, slot_id };
    }
    case 'booking.cancelled': {
      const { event_id, booking_id } = await theBooking(deps.bookings, user, event);
      return { ask: 'cancel', event_id, booking_id };
    }
    case 'booking.rescheduled': {
      const booking = await theBooking(deps.bookings, user, event);
      const { event_id, slot_id } = await theSlot(deps.finder, event, booking);
      return { ask: 'move', event_id, slot_id, booking_id: booking.booking_id };
    }
    default:
      return assertNever(event.event_type);
  }
}

async function theSlot(
  slots: SlotFinder,
  { payload }: SeedBookingEvent,
  of?: BookingFound,
): Promise<SlotFound> {
  const { new_date: date, new_time: time, location } = payload;
  if (date === null || time === null) throw new NotUnderstood('new_date and new_time are needed');
  const found = await slots.at({
    date,
    time,
    ...(location ? { location } : {}),
    ...(of === undefined ? {} : { event_id: of.event_id }),
  });
  const [slot] = found;
  if (!slot) throw new NotUnderstood('no slot has this new_date, new_time and location');
  if (found.length > 1) throw new NotUnderstood('several slots have this new_date, new_time and location');
  return slot;
}

async function theBooking(
  bookings: BookingFinder,
  user: UserId,
  { payload }: SeedBookingEvent,
): Promise<BookingFound> {
  const { old_date: date, old_time: time } = payload;
  const fits = (booking: BookingFound) =>
    booking.date !== null &&
    (date === null || booking.date === date) &&
    (time === null || booking.time === time);
  const found = (await bookings.activeOf(user)).filter(fits);
  const [booking] = found;
  if (!booking) throw new NotUnderstood('this person has no booking at old_date and old_time');
  if (found.length > 1)
    throw new NotUnderstood('this person has several such bookings: old_date and old_time are needed');
  return booking;
}

function carryOut(
  commands: BookingCommands,
  user: UserId,
  messageId: string,
  meaning: Understood,
): Promise<CommandAnswer> {
  const whose = { event_id: meaning.event_id, user_id: user };
  const command: Command = {
    key: `amqp:${createHash('sha256').update(messageId).digest('hex')}`,
    trace_id: currentTraceId() ?? newTraceId(),
    // Anybody who may publish may claim to be anybody: nobody is believed.
    initiated_by: { user_id: null, role: 'system', channel: 'api' },
  };
  switch (meaning.ask) {
    case 'book':
      return commands.book(whose, { ...command, slot_id: meaning.slot_id });
    case 'move':
      return commands.move(whose, { ...command, ...meant(meaning), slot_id: meaning.slot_id });
    case 'cancel':
      return commands.cancel(whose, { ...command, ...meant(meaning) });
    default:
      return assertNever(meaning);
  }
}

/** Orders that were understood by an earlier version name none. */
const meant = ({ booking_id }: Extract<Understood, { ask: 'cancel' | 'move' }>) =>
  booking_id === undefined ? {} : { booking_id };

function verdictOn(meaning: Understood, answer: CommandAnswer): Verdict {
  if (answer.ok) return done;
  if (answer.reason === 'outcome_unknown') return wait;
  const there = meaning.ask !== 'cancel' && answer.booking?.slot?.slot_id === meaning.slot_id;
  if (answer.reason === 'already_booked' && there) return done;
  return bury(`refused: ${answer.reason}`);
}
