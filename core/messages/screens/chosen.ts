import type { Screen } from '../../booking/screen.ts';
import { blocks, lines } from '../../i18n/html.ts';
import type { Lang } from '../../i18n/lang.ts';
import { plain, t } from '../../i18n/t.ts';
import { clockTimeZoned, longTime } from '../../time/people.ts';
import { pressButton, rows } from '../button.ts';
import type { Message } from '../message.ts';
import { type ScreenModel, slotOf } from '../model.ts';
import { appointment, eventTitle } from '../slot-text.ts';

/** One time, kept or not, that waits for Confirm. */
export function chosenScreen(
  screen: Extract<Screen, { kind: 'chosen' }>,
  model: ScreenModel,
  lang: Lang,
): Message {
  const { event } = model;
  const old = screen.instead_of && slotOf(model, screen.instead_of);
  return {
    text: blocks(
      eventTitle(event),
      lines(t('chosen.title', lang), appointment(slotOf(model, screen.slot_id), event, lang)),
      old && t('chosen.instead', lang, { time: longTime(old.starts_at, lang) }),
      screen.until === null
        ? t('chosen.not_held', lang)
        : t('chosen.held', lang, { until: clockTimeZoned(screen.until, lang) }),
    ),
    keyboard: rows([
      pressButton(event, { kind: 'confirm' }, plain('chosen.confirm', lang), 'success'),
      pressButton(event, { kind: 'back' }, plain('chosen.back', lang)),
    ]),
  };
}
