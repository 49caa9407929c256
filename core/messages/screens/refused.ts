import type { Screen } from '../../booking/screen.ts';
import { blocks, type Html, lines } from '../../i18n/html.ts';
import type { Lang } from '../../i18n/lang.ts';
import { plain, t } from '../../i18n/t.ts';
import { assertNever } from '../../shared/assert-never.ts';
import { contactRow, pressButton, rows } from '../button.ts';
import type { Message } from '../message.ts';
import { type ScreenModel, slotOf } from '../model.ts';
import { appointment, eventTitle } from '../slot-text.ts';

type Refused = Extract<Screen, { kind: 'refused' }>;

/** Why it cannot be moved, what stands, and what can be done instead. */
export function refusedScreen(screen: Refused, model: ScreenModel, lang: Lang): Message {
  const { event } = model;
  if (screen.slot_id === null) return nothingBooked(screen, model, lang);
  return {
    text: blocks(
      lines(t('refused.title', lang), why(screen.reason, lang)),
      t('refused.stands', lang),
      eventTitle(event),
      lines(
        appointment(slotOf(model, screen.slot_id), event, lang),
        screen.number !== undefined && t('booked.number', lang, { number: screen.number }),
      ),
      t('refused.instead', lang),
    ),
    keyboard: rows(contactRow(event, lang), [
      pressButton(event, { kind: 'cancel' }, plain('refused.cancel', lang), 'danger'),
    ]),
  };
}

const nothingBooked = (screen: Refused, { event }: ScreenModel, lang: Lang): Message => ({
  text: blocks(
    eventTitle(event),
    lines(t('refused.not_booked', lang), screen.reason !== 'not_booked' && why(screen.reason, lang)),
    t('refused.contact', lang),
  ),
  keyboard: rows(
    event.open ? [pressButton(event, { kind: 'sign_up' }, plain('unbooked.choose', lang))] : [],
    contactRow(event, lang),
  ),
});

function why(reason: Refused['reason'], lang: Lang): Html {
  switch (reason) {
    case 'no_other_slot':
      return t('refused.no_other_slot', lang);
    case 'max_moves':
      return t('refused.max_moves', lang);
    case 'inside_cutoff':
      return t('refused.inside_cutoff', lang);
    case 'closed':
      return t('refused.closed', lang);
    case 'event_closed':
      return t('refused.event_closed', lang);
    case 'too_late':
      return t('refused.too_late', lang);
    case 'not_allowed':
      return t('refused.not_allowed', lang);
    case 'slot_taken':
      return t('refused.slot_taken', lang);
    case 'already_booked':
      return t('refused.already_booked', lang);
    case 'not_booked':
      return t('refused.not_booked', lang);
    case 'stale':
    case 'outdated':
      return t('refused.outdated', lang);
    default:
      return assertNever(reason);
  }
}
