import type { Screen } from '../../booking/screen.ts';
import { blocks, type Html, line, lines } from '../../i18n/html.ts';
import type { Lang } from '../../i18n/lang.ts';
import { plain, t } from '../../i18n/t.ts';
import { longTime } from '../../time/people.ts';
import { pressButton, rows } from '../button.ts';
import type { Button, Message } from '../message.ts';
import { type EventText, type ScreenModel, type SlotLine, slotOf, slotsThere } from '../model.ts';
import { eventTitle, slotButtonLabel, slotInFull } from '../slot-text.ts';
import { noticeText } from './notice.ts';

/** The interviewer asks; one tap moves, and until then nothing changes. */
export function proposalScreen(
  screen: Extract<Screen, { kind: 'proposal' }>,
  model: ScreenModel,
  lang: Lang,
): Message {
  const { event } = model;
  const times = slotsThere(model, screen.times);
  return {
    text: blocks(
      screen.notice && noticeText(screen.notice, lang),
      t('proposal.title', lang),
      eventTitle(event),
      t('proposal.stands', lang, { time: longTime(slotOf(model, screen.slot_id).starts_at, lang) }),
      timesText(times, lang),
    ),
    keyboard: rows(...timeRows(event, times, lang)),
  };
}

export const timesText = (times: readonly SlotLine[], lang: Lang): Html =>
  times.length === 0
    ? t('proposal.none', lang)
    : lines(t('proposal.times', lang), ...times.map((slot) => line(`• ${slotInFull(slot, lang)}`)));

/** A button for each time, and the way to say that none of them suits. */
export const timeRows = (event: EventText, times: readonly SlotLine[], lang: Lang): Button[][] => [
  ...times.map((slot) => [
    pressButton(event, { kind: 'accept', slot_id: slot.slot_id }, slotButtonLabel(slot, lang)),
  ]),
  [pressButton(event, { kind: 'keep' }, plain('proposal.keep', lang), 'primary')],
];
