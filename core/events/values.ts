import type { ChatTarget } from '../shared/chat-target.ts';
import { defaultReminders } from '../time/reminder-rules.ts';
import type { EventForm } from './form.ts';

/** What people set of an event, besides its status and who may book. */
export type EventValues = {
  readonly title: string;
  readonly description: string | null;
  readonly place: {
    readonly name: string | null;
    readonly address: string | null;
    readonly map_url: string | null;
    readonly online_url: string | null;
  };
  readonly bring: string | null;
  readonly contact: string | null;
  readonly channel_chat_id: ChatTarget | null;
  readonly reschedule_policy: 'release' | 'swap';
  readonly cutoff_minutes: number;
  readonly hold_minutes: number;
  readonly max_moves: number | null;
  readonly nudge_after_hours: number | null;
  readonly reminders: readonly string[];
};

/** What an event is unless somebody says otherwise. */
export const eventDefaults = {
  description: null,
  place: { name: null, address: null, map_url: null, online_url: null },
  bring: null,
  cutoff_minutes: 120,
  hold_minutes: 5,
  reschedule_policy: 'release',
  max_moves: null,
  reminders: defaultReminders,
  nudge_after_hours: null,
  contact: null,
  channel_chat_id: null,
} as const satisfies Omit<EventValues, 'title'>;

/** As a form shows it: what `readEvent` reads. */
export const formOf = (event: EventValues): Required<EventForm> => ({
  title: event.title,
  description: event.description ?? '',
  place: event.place.name ?? '',
  address: event.place.address ?? '',
  map: event.place.map_url ?? '',
  online: event.place.online_url ?? '',
  bring: event.bring ?? '',
  contact: event.contact ?? '',
  channel: String(event.channel_chat_id ?? ''),
  policy: event.reschedule_policy,
  cutoff: String(event.cutoff_minutes),
  hold: String(event.hold_minutes),
  moves: String(event.max_moves ?? ''),
  nudge: String(event.nudge_after_hours ?? ''),
  reminders: event.reminders.join('; '),
});

/** What is different, value by value. */
export function differences<Values extends object>(now: Values, wanted: Values): Partial<Values> {
  const changed = Object.entries(wanted).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(now[field as keyof Values]),
  );
  return Object.fromEntries(changed) as Partial<Values>;
}
