import { randomUUID } from 'node:crypto';
import type { FullBooking } from '../../contracts/api/booking-resource.ts';
import { noteRef } from '../../core/booking/notes.ts';
import type { EventId, SlotId, UserId } from '../../core/shared/ids.ts';
import { bookingId, eventId, isObjectId, userId } from '../../core/shared/ids.ts';
import type { Bookings } from '../ports/bookings.ts';
import type { Users } from '../ports/users.ts';
import type {
  BookingCommands,
  Command,
  CommandAnswer,
  FreeSlots,
  People,
  SlotFinder,
  StaffNotes,
} from '../ports.ts';
import { type Asked, companyOf, type Handler } from './handler.ts';
import { refusalCode } from './refusal.ts';
import type { Problem, Reply } from './reply.ts';
import { listed } from './users.ts';

export type BookingsDeps = {
  readonly bookings: Bookings;
  readonly users: Users;
  readonly people: People;
  readonly finder: SlotFinder;
  readonly slots: FreeSlots;
  readonly commands: BookingCommands;
  readonly notes: StaffNotes;
  readonly clock: () => Promise<number>;
};

export const bookings =
  ({ bookings: store }: BookingsDeps): Handler<'bookings'> =>
  async (asked) => {
    const { limit, cursor, ...filter } = asked.query;
    return { body: listed(await store.page(companyOf(asked), filter, { limit, cursor })) };
  };

export const oneBooking =
  ({ bookings: store }: BookingsDeps): Handler<'oneBooking'> =>
  async (asked) => {
    const booking = await store.byId(companyOf(asked), asked.params.booking_id);
    return booking ? { body: booking } : { problem: 'unknown_booking' };
  };

const mayNotOverride = { problem: 'missing_scope', more: { needs: 'bookings:override' } } as const;

export const createBooking =
  (deps: BookingsDeps): Handler<'createBooking'> =>
  async (asked) => {
    const { slot_id, override_reason } = asked.body;
    if (override_reason !== undefined && !asked.may('bookings:override')) return mayNotOverride;
    const person = await personMeant(deps, asked);
    if (!person) return { problem: 'unknown_user' };
    const slot = await slotMeant(deps, slot_id, companyOf(asked));
    if (!slot) return { problem: 'unknown_slot' };
    if (!person.allowed && override_reason === undefined) return refused(deps, 'not_allowed', slot.event_id);
    const whose = { event_id: slot.event_id, user_id: person.user_id };
    const command = await withReason(deps, asked, whose, override_reason);
    const answer = await deps.commands.book(whose, { ...command, slot_id });
    return settled(deps, asked, answer, slot.event_id);
  };

async function personMeant({ people, users }: BookingsDeps, asked: Asked<'createBooking'>) {
  const { user_id, telegram_id } = asked.body;
  if (telegram_id !== undefined) return people.find(telegram_id, companyOf(asked));
  const user = user_id && (await users.byId(companyOf(asked), user_id));
  return user ? { user_id: userId(user.user_id), allowed: user.allowed } : undefined;
}

async function slotMeant({ finder }: BookingsDeps, id: SlotId, company: string) {
  const slot = await finder.byId(id);
  return slot && (await finder.isOf(slot.event_id, company)) ? slot : undefined;
}

export const moveBooking =
  (deps: BookingsDeps): Handler<'moveBooking'> =>
  async (asked) => {
    const { slot_id, override_reason } = asked.body;
    if (override_reason !== undefined && !asked.may('bookings:override')) return mayNotOverride;
    const booking = await deps.bookings.byId(companyOf(asked), asked.params.booking_id);
    if (!booking) return { problem: 'unknown_booking' };
    if (!(await isLatest(deps, asked, booking))) return { problem: 'not_booked' };
    const slot = await slotMeant(deps, slot_id, companyOf(asked));
    if (!slot) return { problem: 'unknown_slot' };
    const command = await withReason(deps, asked, whoseOf(booking), override_reason);
    const answer = await deps.commands.move(whoseOf(booking), { ...command, ...meant(booking), slot_id });
    return settled(deps, asked, answer, slot.event_id);
  };

export const cancelBooking =
  (deps: BookingsDeps): Handler<'cancelBooking'> =>
  async (asked) => {
    const { reason } = asked.body;
    return onBooking(deps, asked, (whose, command) =>
      deps.commands.cancel(whose, { ...command, ...(reason === undefined ? {} : { reason }) }),
    );
  };

export const bookingOutcome =
  (deps: BookingsDeps): Handler<'bookingOutcome'> =>
  async (asked) => {
    const { outcome } = asked.body;
    return onBooking(deps, asked, (whose, command) => deps.commands.outcome(whose, { ...command, outcome }));
  };

type Whose = { readonly event_id: EventId; readonly user_id: UserId };
const whoseOf = ({ event_id, user_id }: FullBooking): Whose => ({
  event_id: eventId(event_id),
  user_id: userId(user_id),
});

/** Another may begin between this look and the command: the workflow compares. */
const meant = ({ booking_id }: FullBooking) => ({ booking_id: bookingId(booking_id) });

async function onBooking(
  deps: BookingsDeps,
  asked: Asked<'cancelBooking' | 'bookingOutcome'>,
  ask: (whose: Whose, command: Command) => Promise<CommandAnswer>,
): Promise<Reply<FullBooking>> {
  const booking = await deps.bookings.byId(companyOf(asked), asked.params.booking_id);
  if (!booking) return { problem: 'unknown_booking' };
  if (!(await isLatest(deps, asked, booking))) return { problem: 'not_booked' };
  const answer = await ask(whoseOf(booking), { ...commandOf(asked), ...meant(booking) });
  return settled(deps, asked, answer, eventId(booking.event_id));
}

/** The workflow serves one person's latest booking of an event: what is asked of an older one would be done to that. */
async function isLatest(
  { bookings: store }: BookingsDeps,
  asked: Pick<Asked<'cancelBooking'>, 'company'>,
  booking: FullBooking,
): Promise<boolean> {
  const { event_id, user_id } = whoseOf(booking);
  const { rows } = await store.page(companyOf(asked), { event_id, user_id }, { limit: 1 });
  return rows[0]?.booking_id === booking.booking_id;
}

type AnyAsked = Pick<Asked<'createBooking'>, 'operation' | 'trace_id' | 'initiated_by' | 'company'>;

/** Without a key of the caller's each request is a wish of its own. */
const commandOf = ({ operation, trace_id, initiated_by }: AnyAsked): Command => ({
  key: `api:${operation ?? randomUUID()}`,
  trace_id,
  initiated_by,
});

/** Keeps the words, and gives the command what refers to them: workflows carry ids only. */
async function withReason(
  { notes, clock }: BookingsDeps,
  asked: AnyAsked,
  whose: Whose,
  text: string | undefined,
): Promise<Command> {
  const command = commandOf(asked);
  if (text === undefined) return command;
  const by = asked.initiated_by.user_id;
  await notes.keep({
    id: command.key,
    company: companyOf(asked),
    ...whose,
    text,
    by: by !== null && isObjectId(by) ? userId(by) : null,
    at: await clock(),
  });
  return { ...command, override_reason: noteRef.write(command.key) };
}

/** What stands after the workflow's word, as the store has it. */
async function settled(
  deps: BookingsDeps,
  asked: AnyAsked,
  answer: CommandAnswer,
  event: EventId,
): Promise<Reply<FullBooking>> {
  if (!answer.ok && answer.reason === 'outcome_unknown') return { problem: 'outcome_unknown' };
  if (!answer.ok) return refused(deps, refusalCode(answer.reason), event);
  const booking = await deps.bookings.byId(companyOf(asked), answer.booking.booking_id);
  if (!booking) throw new Error('a booking its workflow told of is not in the store');
  return { body: booking };
}

const withFreeSlots: ReadonlySet<string> = new Set(['slot_taken', 'too_late', 'closed', 'not_allowed']);

async function refused(
  { slots }: BookingsDeps,
  problem: Problem['problem'],
  event: EventId,
): Promise<Problem> {
  if (!withFreeSlots.has(problem)) return { problem };
  return { problem, more: { slots: await slots.fresh(event) } };
}
