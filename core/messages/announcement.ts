import { type Html, paragraph } from '../i18n/html.ts';
import type { Lang } from '../i18n/lang.ts';
import { plain } from '../i18n/t.ts';
import type { EventId } from '../shared/ids.ts';
import type { Message } from './message.ts';

/** In a private chat Sign Up edits this very message; elsewhere it leads into the private chat, by `link`. */
export type AnnouncementButton = { readonly event_id: EventId } | { readonly link: string };

export function announcement(text: string, button: AnnouncementButton, lang: Lang): Message {
  const body: Html = paragraph(text, 3_500);
  const label = plain('button.sign_up', lang);
  const style = 'primary';
  if ('link' in button) return { text: body, keyboard: [[{ label, url: button.link, style }]] };
  const act = { to: 'booking', event_id: button.event_id, press: { kind: 'sign_up' } } as const;
  return { text: body, keyboard: [[{ label, act, style }]] };
}
