import type { Screen } from '../../booking/screen.ts';
import { type CancelReason, cancelReasons } from '../../booking/words.ts';
import { blocks } from '../../i18n/html.ts';
import type { Lang } from '../../i18n/lang.ts';
import { plain, t } from '../../i18n/t.ts';
import { assertNever } from '../../shared/assert-never.ts';
import { contactRow, pressButton, rows } from '../button.ts';
import type { Message } from '../message.ts';
import { type ScreenModel, slotOf } from '../model.ts';
import { appointment, eventTitle } from '../slot-text.ts';

/** Asks once; each reason cancels, so all of them look like it and stand below the way out. */
export function cancelAskScreen(
  screen: Extract<Screen, { kind: 'cancel_ask' }>,
  model: ScreenModel,
  lang: Lang,
): Message {
  const { event } = model;
  const slot = screen.slot_id === null ? null : slotOf(model, screen.slot_id);
  return {
    text: blocks(
      slot ? t('cancel.ask', lang) : t('cancel.ask_unbooked', lang),
      eventTitle(event),
      slot && appointment(slot, event, lang),
      slot ? t('cancel.why', lang) : t('cancel.why_unbooked', lang),
    ),
    keyboard: rows(
      [pressButton(event, { kind: 'cancel_back' }, plain('cancel.keep', lang), 'primary')],
      ...cancelReasons.map((code) => [
        pressButton(event, { kind: 'cancel_reason', code }, reasonLabel(code, lang), 'danger'),
      ]),
    ),
  };
}

/** Waits for the reason as a text. */
export const cancelOtherScreen = ({ event }: ScreenModel, lang: Lang): Message => ({
  text: blocks(eventTitle(event), t('cancel.write', lang)),
  keyboard: rows([pressButton(event, { kind: 'cancel_back' }, plain('cancel.keep', lang), 'primary')]),
});

export function cancelledScreen(
  screen: Extract<Screen, { kind: 'cancelled' }>,
  { event }: ScreenModel,
  lang: Lang,
): Message {
  return {
    text: blocks(cancelledBy(screen.by, lang), eventTitle(event), event.open && t('cancelled.again', lang)),
    keyboard: rows(
      event.open ? [pressButton(event, { kind: 'sign_up' }, plain('cancelled.sign_up', lang))] : [],
      screen.by === 'candidate' ? [] : contactRow(event, lang),
    ),
  };
}

function cancelledBy(by: Extract<Screen, { kind: 'cancelled' }>['by'], lang: Lang) {
  switch (by) {
    case 'candidate':
      return t('cancelled.candidate', lang);
    case 'specialist':
    case 'admin':
      return t('cancelled.staff', lang);
    case 'system':
      return t('cancelled.system', lang);
    default:
      return assertNever(by);
  }
}

function reasonLabel(code: CancelReason, lang: Lang): string {
  switch (code) {
    case 'time':
      return plain('cancel.time', lang);
    case 'found_other':
      return plain('cancel.found_other', lang);
    case 'not_interested':
      return plain('cancel.not_interested', lang);
    case 'ill':
      return plain('cancel.ill', lang);
    case 'other':
      return plain('cancel.other', lang);
    default:
      return assertNever(code);
  }
}
