import type { Screen } from '../../booking/screen.ts';
import type { Reply } from '../../booking/words.ts';
import { blocks, type Html, lines } from '../../i18n/html.ts';
import type { Lang } from '../../i18n/lang.ts';
import { plain, t } from '../../i18n/t.ts';
import { assertNever } from '../../shared/assert-never.ts';
import { pressButton, rows } from '../button.ts';
import type { Message } from '../message.ts';
import { type ScreenModel, slotOf, slotsThere } from '../model.ts';
import { appointment, eventTitle } from '../slot-text.ts';
import { timeRows, timesText } from './proposal.ts';

/** FR8, with the answers a candidate can give. An answer given can be changed. */
export function reminderScreen(
  screen: Extract<Screen, { kind: 'reminder' }>,
  model: ScreenModel,
  lang: Lang,
): Message {
  const { event } = model;
  const times = screen.proposed && slotsThere(model, screen.proposed);
  const reply = (value: Reply, label: string, style?: 'success' | 'danger') =>
    pressButton(event, { kind: 'reply', value }, label, style);
  return {
    text: blocks(
      t('reminder.title', lang),
      eventTitle(event),
      lines(
        appointment(slotOf(model, screen.slot_id), event, lang),
        t('booked.number', lang, { number: screen.number }),
      ),
      screen.reply ? said(screen.reply, lang) : t('reminder.ask', lang),
      times && lines(t('proposal.also', lang), timesText(times, lang)),
    ),
    keyboard: rows(
      [
        reply('coming', plain('reminder.coming', lang), 'success'),
        reply('late', plain('reminder.late', lang)),
      ],
      ...(times ? timeRows(event, times, lang) : []),
      screen.can_move ? [pressButton(event, { kind: 'move' }, plain('reminder.move', lang))] : [],
      [reply('cannot', plain('reminder.cannot', lang), 'danger')],
    ),
  };
}

function said(reply: Reply, lang: Lang): Html {
  switch (reply) {
    case 'coming':
      return t('reminder.said_coming', lang);
    case 'late':
      return t('reminder.said_late', lang);
    case 'cannot':
      return t('reminder.said_cannot', lang);
    default:
      return assertNever(reply);
  }
}
