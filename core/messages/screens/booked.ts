import type { Screen } from '../../booking/screen.ts';
import { blocks, lines } from '../../i18n/html.ts';
import type { Lang } from '../../i18n/lang.ts';
import { t } from '../../i18n/t.ts';
import type { Message } from '../message.ts';
import { type ScreenModel, slotOf } from '../model.ts';
import { appointment, eventTitle } from '../slot-text.ts';

type Booked = Extract<Screen, { kind: 'booked' }>;

/** Success: no buttons any more, the commands stand in the text (FR4). */
export function bookedScreen(screen: Booked, model: ScreenModel, lang: Lang): Message {
  return {
    text: blocks(
      heading(screen, lang),
      eventTitle(model.event),
      lines(
        appointment(slotOf(model, screen.slot_id), model.event, lang),
        t('booked.number', lang, { number: screen.number }),
      ),
      t('booked.commands', lang),
    ),
    keyboard: [],
  };
}

function heading(screen: Booked, lang: Lang) {
  if (screen.withdrawn) return t('booked.withdrawn', lang);
  if (screen.kept) return t('booked.kept', lang);
  return screen.moved ? t('booked.moved', lang) : t('booked.first', lang);
}
