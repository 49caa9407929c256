import type { Screen } from '../../booking/screen.ts';
import { blocks } from '../../i18n/html.ts';
import type { Lang } from '../../i18n/lang.ts';
import { plain, t } from '../../i18n/t.ts';
import { contactRow, pressButton, rows } from '../button.ts';
import { contactLink, contactOf } from '../links.ts';
import type { Message } from '../message.ts';
import type { ScreenModel } from '../model.ts';
import { eventTitle } from '../slot-text.ts';

/** Whom to write to, and "tell me when one opens" (FR7). */
export function noneFitsScreen(
  screen: Extract<Screen, { kind: 'none_fits' }>,
  { event }: ScreenModel,
  lang: Lang,
): Message {
  const contact = contactOf(event.contact);
  const wish = pressButton(event, { kind: 'wish' }, plain('none_fits.wish', lang));
  return {
    text: blocks(
      eventTitle(event),
      t('none_fits.title', lang),
      contact
        ? t('none_fits.contact', lang, { contact: contactLink(contact) })
        : t('none_fits.command', lang),
      screen.wished ? t('none_fits.wished', lang) : t('none_fits.wish_hint', lang),
    ),
    keyboard: rows(contactRow(event, lang), screen.wished ? [] : [wish], [
      pressButton(event, { kind: 'back' }, plain('none_fits.back', lang)),
    ]),
  };
}
