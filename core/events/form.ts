import { cleanLine, cleanLines } from '../i18n/clean.ts';
import { contactOf, webAddress } from '../messages/links.ts';
import { type ChatTarget, isPrivateChat, readChatTarget } from '../shared/chat-target.ts';
import { readReminderRule } from '../time/reminder-rules.ts';
import type { EventValues } from './values.ts';

/** As a person types it; what is left out stays as it is by default. */
export type EventForm = {
  readonly title: string;
  readonly description?: string;
  readonly place?: string;
  readonly address?: string;
  readonly map?: string;
  readonly online?: string;
  readonly bring?: string;
  readonly contact?: string;
  /** Where it is announced. */
  readonly channel?: string;
  readonly policy?: string;
  readonly cutoff?: string;
  readonly hold?: string;
  readonly moves?: string;
  readonly nudge?: string;
  /** Rules separated by semicolons. */
  readonly reminders?: string;
};

/** What a form says of an event; what it leaves blank is `eventDefaults`. */
type Texts = Pick<EventValues, 'title' | 'description' | 'place' | 'bring' | 'contact'>;
type EventDraft = Texts & Partial<Omit<EventValues, keyof Texts>>;

export type EventFault = {
  readonly field: keyof EventForm;
  readonly fault:
    | 'missing'
    | 'too_long'
    | 'not_a_link'
    | 'not_a_contact'
    | 'not_a_chat'
    | 'not_a_number'
    | 'no_such_choice';
};
export type ReadEvent =
  | { readonly ok: true; readonly event: EventDraft }
  | { readonly ok: false; readonly faults: readonly EventFault[] };

const longest: Readonly<Partial<Record<keyof EventForm, number>>> = {
  title: 128,
  description: 1_200,
  place: 64,
  address: 200,
  bring: 500,
};
/** From the least to the most that makes sense. */
const numbers = { cutoff: [0, 10_080], hold: [1, 60], moves: [0, 100], nudge: [1, 720] } as const;

/** All faults at once, each with its field. */
export function readEvent(form: EventForm): ReadEvent {
  const faults: EventFault[] = [];
  const fail = (field: keyof EventForm, fault: EventFault['fault']): undefined => {
    faults.push({ field, fault });
  };
  const text = (field: keyof EventForm): string | null => {
    const value = cleanLines(form[field] ?? '', Number.POSITIVE_INFINITY);
    if (value.length > (longest[field] ?? 512)) fail(field, 'too_long');
    return value === '' ? null : value;
  };
  const link = (field: 'map' | 'online'): string | null => {
    const value = text(field);
    if (value !== null && webAddress(value) === undefined) fail(field, 'not_a_link');
    return value;
  };
  const number = (field: keyof typeof numbers): number | undefined => {
    const value = text(field);
    if (value === null) return undefined;
    const [least, most] = numbers[field];
    const known = /^\d+$/.test(value) && Number(value) >= least && Number(value) <= most;
    return known ? Number(value) : fail(field, 'not_a_number');
  };
  const title = cleanLine(text('title') ?? '');
  if (title === '') fail('title', 'missing');
  const contact = text('contact');
  if (contact !== null && contactOf(contact) === undefined) fail('contact', 'not_a_contact');
  const event: EventDraft = {
    title,
    description: text('description'),
    place: {
      name: text('place'),
      address: text('address'),
      map_url: link('map'),
      online_url: link('online'),
    },
    bring: text('bring'),
    contact,
    ...given(
      'channel_chat_id',
      channel(text('channel'), () => fail('channel', 'not_a_chat')),
    ),
    ...given('cutoff_minutes', number('cutoff')),
    ...given('hold_minutes', number('hold')),
    ...given('max_moves', number('moves')),
    ...given('nudge_after_hours', number('nudge')),
    ...given(
      'reschedule_policy',
      policy(text('policy'), () => fail('policy', 'no_such_choice')),
    ),
    ...given(
      'reminders',
      reminders(text('reminders'), () => fail('reminders', 'no_such_choice')),
    ),
  };
  return faults.length > 0 ? { ok: false, faults } : { ok: true, event };
}

const given = <Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): Partial<Record<Name, Value>> =>
  value === undefined ? {} : ({ [name]: value } as Partial<Record<Name, Value>>);

/** Nobody's private chat: that is named where one person is written to. */
function channel(text: string | null, fail: () => undefined): ChatTarget | undefined {
  if (text === null) return undefined;
  const chat = readChatTarget(text);
  return chat === undefined || isPrivateChat(chat) ? fail() : chat;
}

function policy(text: string | null, fail: () => undefined): 'release' | 'swap' | undefined {
  if (text === null) return undefined;
  return text === 'release' || text === 'swap' ? text : fail();
}

function reminders(text: string | null, fail: () => undefined): readonly string[] | undefined {
  if (text === null) return undefined;
  const rules = text
    .split(';')
    .map((rule) => rule.trim())
    .filter((rule) => rule !== '');
  return rules.length > 0 && rules.every((rule) => readReminderRule(rule) !== undefined) ? rules : fail();
}
