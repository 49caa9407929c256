import { blocks } from '../i18n/html.ts';
import type { Lang } from '../i18n/lang.ts';
import { t } from '../i18n/t.ts';
import { contactLink, contactOf } from './links.ts';
import type { Message } from './message.ts';
import type { EventText } from './model.ts';

/** For somebody who is off the list: what they press would be refused, so it says whom to ask instead. Links stay. */
export function forOffList({ text, keyboard }: Message, event: EventText, lang: Lang): Message {
  const links = keyboard
    .map((row) => row.filter((button) => 'url' in button))
    .filter((row) => row.length > 0);
  if (links.flat().length === keyboard.flat().length) return { text, keyboard };
  const contact = contactOf(event.contact);
  const note = contact
    ? t('off_list.contact', lang, { contact: contactLink(contact) })
    : t('off_list.note', lang);
  return { text: blocks(text, note), keyboard: links };
}
