import type { ReminderFact } from '../booking/facts.ts';
import type { SlotId } from '../shared/ids.ts';
import { type ReminderRule, readReminderRule, reminderInstant } from './reminder-rules.ts';
import { dayOf } from './slot-instants.ts';
import { minuteMs } from './zone.ts';

export type Reminded = { readonly slot_id: SlotId; readonly starts_at: number };
export type BookedAs = {
  /** When it was booked or last moved: what was due before is not sent. */
  readonly booked_at: number;
  /** Of this booking among that day's, by start time, from 0. */
  readonly rank: number;
};

const perSecond = 25;
const longestSpreadMs = 180_000;
const soonMs = 120 * minuteMs;
const lastUsefulMs = 15 * minuteMs;

/** The reminders of one booking, in order of time. A rule nobody can read is a fault in the event, not in the booking. */
export function remindersFor(
  slot: Reminded,
  rules: readonly string[],
  booked: BookedAs,
): readonly ReminderFact[] {
  const facts = new Map<string, ReminderFact>();
  for (const text of rules) {
    const rule = readReminderRule(text);
    if (rule === undefined) throw new RangeError(`not a rule for reminders: ${text}`);
    const fact = reminderFor(slot, text, rule, booked.rank);
    if (fact.at >= booked.booked_at) facts.set(fact.key, fact);
  }
  return [...facts.values()].toSorted((one, other) => one.at - other.at);
}

function reminderFor(slot: Reminded, text: string, rule: ReminderRule, rank: number): ReminderFact {
  const at = reminderInstant(rule, slot.starts_at);
  const lateFrom = slot.starts_at - lastUsefulMs;
  return {
    // The day belongs to it: a slot that staff put off to another day is another appointment to the candidate.
    key: `${slot.slot_id}:${dayOf(slot.starts_at)}:${text.replaceAll(/[ :]/g, '')}`,
    at,
    spread_ms:
      slot.starts_at - at <= soonMs ? 0 : Math.min(longestSpreadMs, Math.floor(rank / perSecond) * 1_000),
    // A rule that falls into the last quarter of an hour itself (11:05, 10 minutes before) is useful until the start.
    useful_until: at < lateFrom ? lateFrom : slot.starts_at,
  };
}
