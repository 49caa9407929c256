import type { Press } from '../booking/press.ts';
import type { Lang } from '../i18n/lang.ts';
import { plain } from '../i18n/t.ts';
import { contactOf } from './links.ts';
import type { Button, ButtonStyle } from './message.ts';
import type { EventText } from './model.ts';

export function pressButton(event: EventText, press: Press, label: string, style?: ButtonStyle): Button {
  const act = { to: 'booking', event_id: event.event_id, press } as const;
  return style === undefined ? { label, act } : { label, act, style };
}

/** A row with the link to the responsible person, or none when the event names nobody. */
export function contactRow(event: EventText, lang: Lang): Button[] {
  const contact = contactOf(event.contact);
  return contact === undefined ? [] : [{ label: plain('button.contact', lang), url: contact.url }];
}

/** Rows with something in them. */
export const rows = (...all: readonly (readonly Button[])[]): Button[][] =>
  all.filter((row) => row.length > 0).map((row) => [...row]);
