import { bookingMessageId } from '../../../contracts/events/booking-event.ts';
import { violationsIn } from '../invariants.ts';
import type { DeliverySeen, PersonSeen, Seen } from './seen.ts';
import { gatewayWords, shownFaults } from './shown.ts';

/** The first thing that is not as it must be, in a sentence; null: all is well. */
export function firstViolation(seen: Seen): string | null {
  for (const check of checks) for (const fault of check(seen)) return fault;
  return null;
}

export const allViolations = (seen: Seen): readonly string[] => checks.flatMap((check) => [...check(seen)]);

type Check = (seen: Seen) => Iterable<string>;

const seatsAndJournal: Check = ({ stored }) => violationsIn(stored);

/** Nobody here was booked past the cut-off by staff: whoever did it by a tap was in time. */
function* inTime({ stored }: Seen): Generator<string> {
  for (const slot of stored.slots)
    for (const seat of slot.seats)
      if (seat.at.getTime() >= slot.bookable_until.getTime())
        yield `slot ${slot._id.toHexString()}: a seat was taken at ${seat.at.toISOString()}, after its cut-off`;
}

export function* answeredTaps({ taps, limited }: Pick<Seen, 'taps' | 'limited'>): Generator<string> {
  const allowance = new Map(limited);
  for (const { id, who, what, answer } of taps) {
    if (answer) continue;
    const left = allowance.get(who) ?? 0;
    if (left === 0) yield `the tap ${id} of ${who} on "${what}" was taken from Telegram and never answered`;
    allowance.set(who, left - 1);
  }
}

/** What a person was told to quote is a booking of theirs. */
function* keptPromises({ stored, promised, people }: Seen): Generator<string> {
  const owners = new Map(stored.bookings.map((one) => [one.number, one.user_id.toHexString()]));
  const ids = new Map(people.map((one) => [one.telegram_id, one.user_id]));
  for (const { who, number } of promised)
    if (ids.has(who) && owners.get(number) !== ids.get(who))
      yield `${who} was shown the booking ${number}, and it is not theirs`;
}

export function* announcements({ stored, announced }: Pick<Seen, 'stored' | 'announced'>): Generator<string> {
  const copies = Map.groupBy(announced, ({ booking_id, rev, type }) => `${type} of ${booking_id} rev ${rev}`);
  const owed = new Set<string>();
  for (const { announce, booking_id, rev } of stored.journal) {
    if (announce === null) continue;
    const name = `${announce} of ${booking_id.toHexString()} rev ${rev}`;
    owed.add(name);
    const found = copies.get(name) ?? [];
    if (found.length === 0) yield `the change ${name} was committed, and the broker has no message of it`;
    const ids = new Set(found.map((one) => one.message_id));
    if (ids.size > 1) yield `the copies of ${name} have ${ids.size} message ids`;
    const expected = bookingMessageId(booking_id.toHexString(), rev, announce);
    for (const id of ids) if (id !== expected) yield `${name} was announced as ${id}`;
  }
  for (const name of copies.keys()) if (!owed.has(name)) yield `${name} was announced and never committed`;
}

/** A message may stand there twice only where the ledger says that it was sent again. */
function* countedMessages({ people, ledger }: Seen): Generator<string> {
  for (const row of ledger)
    if (row.state === 'claimed') yield `the ledger does not know what became of ${row.key}`;
  for (const person of people) {
    const rows = ledger.filter((row) => row.user_id === person.user_id);
    const least = sum(rows.map(fewest));
    const most = sum(rows.map(mostOf));
    const there = sentTo(person);
    const books = `the ledger explains ${least === most ? least : `${least} to ${most}`}`;
    if (there > most)
      yield `${person.telegram_id} has ${there} messages, and ${books}: one was doubled unseen`;
    if (there < least) yield `${person.telegram_id} has ${there} messages, and ${books}: one is missing`;
  }
}

const sentTo = ({ chat }: PersonSeen): number =>
  chat.filter((one) => one.fromBot && !gatewayWords.has(one.text)).length;
const isSent = ({ state, message_id }: DeliverySeen): boolean => state === 'sent' && message_id !== null;
const fewest = (row: DeliverySeen): number => (isSent(row) ? 1 : 0);
const mostOf = (row: DeliverySeen): number =>
  isSent(row) ? 1 + row.resent : row.state === 'unknown' ? 2 : 0;
const sum = (all: readonly number[]): number => all.reduce((one, other) => one + other, 0);

const checks: readonly Check[] = [
  seatsAndJournal,
  inTime,
  answeredTaps,
  keptPromises,
  announcements,
  countedMessages,
  shownFaults,
];
