import type { Lang } from '../../i18n/lang.ts';
import { plain, t } from '../../i18n/t.ts';
import { contactLink, contactOf } from '../links.ts';
import type { Message } from '../message.ts';

/** The link to the responsible person's account (FR7). */
export function contactMessage(event: { title: string; contact: string | null }, lang: Lang): Message {
  const { title } = event;
  const contact = contactOf(event.contact);
  if (contact === undefined) return { text: t('contact.none', lang, { title }), keyboard: [] };
  return {
    text: t('contact.text', lang, { title, contact: contactLink(contact) }),
    keyboard: [[{ label: plain('button.contact', lang), url: contact.url }]],
  };
}
