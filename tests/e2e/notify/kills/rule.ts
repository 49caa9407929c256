import type { Fact } from './facts.ts';

// Who has to hear of what, by hand from the table of notification-system §5 and what SPEC §12 adds to it: nothing here is
// the product's. A candidate with Telegram hears by the workflow of their booking: see `ownMessage`.

type People = {
  readonly admins: readonly string[];
  /** Candidates without Telegram. */
  readonly online: ReadonlySet<string>;
  readonly leads: ReadonlyMap<string, string>;
};

export function hearersOf(fact: Fact, { admins, online, leads }: People): readonly string[] {
  const client = online.has(fact.client) ? [fact.client] : [];
  const specialists = [fact.old, fact.new].flatMap((place) => (place && leads.get(place.slot)) ?? []);
  const all = new Set(whom(fact, { client, specialists, admins }));
  // Nobody hears of their own doing, but a candidate has their own booking confirmed.
  const confirmed = fact.type === 'booking.created' ? fact.client : null;
  if (fact.by !== null && fact.by !== confirmed) all.delete(fact.by);
  return [...all];
}

type Circle = Readonly<Record<'client' | 'specialists' | 'admins', readonly string[]>>;

function whom({ type, reason }: Fact, { client, specialists, admins }: Circle): readonly string[] {
  switch (type) {
    case 'booking.created':
    case 'booking.unbooked':
      return [...client, ...specialists, ...admins];
    case 'booking.cancelled':
      return reason === 'rescheduling' ? [] : [...client, ...specialists, ...admins];
    case 'booking.rescheduled':
      return reason === 'kept' ? [] : [...client, ...specialists, ...admins];
    case 'booking.reminder':
      return [...client, ...specialists];
    case 'booking.done':
      return admins;
    default:
      return [];
  }
}

/** What of it a candidate with Telegram gets as a new message: what others did, and what the clock brings. */
export function ownMessage({ type, by, client, reason }: Fact): RegExp | null {
  if (type === 'booking.reminder') return /A reminder of your interview/;
  if (type === 'booking.unbooked') return /Your old booking was cleared, and you have not confirmed/;
  if (by === client) return null;
  if (type === 'booking.created') return /Your interview is booked/;
  if (type === 'booking.rescheduled') return /The organiser moved your interview/;
  if (type === 'booking.cancelled' && reason !== 'rescheduling')
    return /The organiser cancelled your booking/;
  return null;
}

const untrueBy: Readonly<Record<string, readonly string[]>> = {
  'booking.created': ['booking.rescheduled', 'booking.cancelled', 'booking.unbooked'],
  'booking.rescheduled': ['booking.rescheduled', 'booking.cancelled', 'booking.unbooked'],
  'booking.unbooked': ['booking.rescheduled', 'booking.cancelled'],
  'booking.reminder': ['booking.rescheduled', 'booking.cancelled', 'booking.unbooked', 'booking.outcome'],
  'booking.done': ['booking.outcome'],
};

/** Of their own booking one message says what stands: whatever is newer has taken the place of what it would have said. */
export const isSuperseded = ({ type }: Fact, later: readonly Fact[]): boolean =>
  later.some((one) => one.type === 'booking.reminder' || (untrueBy[type] ?? []).includes(one.type));

/** Nobody has to be told what a later revision made untrue, unless they would go on believing what was before it. */
export function mayBeDropped(
  fact: Fact,
  hearer: string,
  later: readonly Fact[],
  leads: People['leads'],
): boolean {
  const untrue = untrueBy[fact.type] ?? [];
  if (!later.some(({ type }) => untrue.includes(type))) return false;
  const led = (place: Fact['old']) => place !== null && leads.get(place.slot) === hearer;
  const onlyLeft = fact.type === 'booking.rescheduled' && led(fact.old) && !led(fact.new);
  return !onlyLeft || later.some((one) => led(one.old) || led(one.new));
}
