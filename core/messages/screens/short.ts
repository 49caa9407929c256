// Screens that say one thing.
import { blocks } from '../../i18n/html.ts';
import type { Lang } from '../../i18n/lang.ts';
import { plain, t } from '../../i18n/t.ts';
import { contactRow, pressButton, rows } from '../button.ts';
import type { Message } from '../message.ts';
import type { ScreenModel } from '../model.ts';
import { eventTitle, introduction } from '../slot-text.ts';

/** "You have no time booked now": a new message, because an edit would not be noticed. */
export const unbookedScreen = ({ event }: ScreenModel, lang: Lang): Message => ({
  text: blocks(eventTitle(event), t('unbooked.text', lang)),
  keyboard: rows(
    [pressButton(event, { kind: 'sign_up' }, plain('unbooked.choose', lang), 'primary')],
    contactRow(event, lang),
  ),
});

/** After the end: never the outcome. */
export const pastScreen = ({ event }: ScreenModel, lang: Lang): Message => ({
  text: blocks(eventTitle(event), t('past.text', lang)),
  keyboard: [],
});

export const closedScreen = ({ event }: ScreenModel, lang: Lang): Message => ({
  text: blocks(eventTitle(event), t('closed.text', lang)),
  keyboard: rows(contactRow(event, lang)),
});

export const nudgeScreen = ({ event }: ScreenModel, lang: Lang): Message => ({
  text: blocks(introduction(event), t('nudge.text', lang), t('nudge.stop', lang)),
  keyboard: rows([pressButton(event, { kind: 'sign_up' }, plain('button.sign_up', lang), 'primary')]),
});
