import type { Screen } from '../../booking/screen.ts';
import { blocks, type Html, lines } from '../../i18n/html.ts';
import type { Lang } from '../../i18n/lang.ts';
import { plain, t } from '../../i18n/t.ts';
import { assertNever } from '../../shared/assert-never.ts';
import { contactRow, pressButton, rows } from '../button.ts';
import type { Message } from '../message.ts';
import { type ScreenModel, slotOf } from '../model.ts';
import { appointment, eventTitle, slotInFull } from '../slot-text.ts';

type Changed = Extract<Screen, { kind: 'changed' }>;

/** Staff changed it: what, from what, to what, and what can be done about it. */
export function changedScreen(screen: Changed, model: ScreenModel, lang: Lang): Message {
  const { event, change } = model;
  return {
    text: blocks(
      heading(screen.what, lang),
      eventTitle(event),
      change &&
        lines(
          t('changed.from', lang, { old: slotInFull(change.from, lang) }),
          t('changed.to', lang, { now: slotInFull(change.to, lang) }),
        ),
      lines(
        appointment(slotOf(model, screen.slot_id), event, lang),
        t('booked.number', lang, { number: screen.number }),
      ),
      screen.fixed ? t('changed.fixed', lang) : t('changed.not_suited', lang),
    ),
    keyboard: rows(
      screen.fixed ? [] : [pressButton(event, { kind: 'move' }, plain('changed.move', lang))],
      [pressButton(event, { kind: 'calendar' }, plain('button.calendar', lang))],
      screen.fixed ? contactRow(event, lang) : [],
      [pressButton(event, { kind: 'cancel' }, plain('changed.cancel', lang), 'danger')],
    ),
  };
}

function heading(what: Changed['what'], lang: Lang): Html {
  switch (what) {
    case 'time':
      return t('changed.time', lang);
    case 'place':
      return t('changed.place', lang);
    case 'slot':
      return t('changed.slot', lang);
    default:
      return assertNever(what);
  }
}
