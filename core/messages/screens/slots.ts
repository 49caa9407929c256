import type { Screen } from '../../booking/screen.ts';
import { blocks, type Html, line, lines } from '../../i18n/html.ts';
import type { Lang } from '../../i18n/lang.ts';
import { plain, t } from '../../i18n/t.ts';
import { longTime } from '../../time/people.ts';
import { contactRow, pressButton, rows } from '../button.ts';
import type { Button, Message } from '../message.ts';
import { type EventText, type ScreenModel, type SlotsPage, slotOf } from '../model.ts';
import { introduction, slotButtonLabel, slotLabel } from '../slot-text.ts';
import { noticeText } from './notice.ts';

type Slots = Extract<Screen, { kind: 'slots' }>;

const empty: SlotsPage = { slots: [], page: 0, earlier: false, later: false, total: 0 };

/** The next free times, three at a time. */
export function slotsScreen(screen: Slots, model: ScreenModel, lang: Lang): Message {
  const page = model.page ?? empty;
  const { event } = model;
  const wished = screen.notice === 'wish_noted';
  const list = page.slots.map((slot) => line(`• ${slotLabel(slot, lang)}`));
  return {
    text: blocks(
      screen.notice && noticeText(screen.notice, lang, screen.keep !== undefined),
      introduction(event),
      screen.keep && kept(screen.keep, model, lang),
      list.length === 0
        ? lines(t('slots.none', lang), !wished && t('slots.none_wish', lang))
        : lines(t('slots.choose', lang), ...list),
      (page.earlier || page.later) && t('slots.more', lang, { total: page.total, where: whereOf(page) }),
    ),
    keyboard: rows(
      ...page.slots.map((slot) => [
        pressButton(event, { kind: 'choose', slot_id: slot.slot_id }, slotButtonLabel(slot, lang)),
      ]),
      turning(event, page, lang),
      screen.keep ? [keepButton(event, screen.keep, lang)] : [],
      ...(list.length === 0
        ? [
            wished ? [] : [pressButton(event, { kind: 'wish' }, plain('none_fits.wish', lang))],
            contactRow(event, lang),
          ]
        : [[pressButton(event, { kind: 'none_fits' }, plain('slots.none_fits', lang))]]),
    ),
  };
}

/** The text speaks only of the buttons that are there. */
const whereOf = ({ earlier, later }: SlotsPage): 'first' | 'middle' | 'last' =>
  earlier && later ? 'middle' : later ? 'first' : 'last';

function turning(event: EventText, page: SlotsPage, lang: Lang): Button[] {
  const to = (number: number) => ({ kind: 'page', page: number }) as const;
  return [
    ...(page.earlier ? [pressButton(event, to(page.page - 1), plain('slots.earlier', lang))] : []),
    ...(page.later ? [pressButton(event, to(page.page + 1), plain('slots.later', lang))] : []),
  ];
}

const keepButton = (event: EventText, { still_booked }: NonNullable<Slots['keep']>, lang: Lang): Button =>
  pressButton(event, { kind: 'keep' }, plain(still_booked ? 'slots.keep_it' : 'slots.keep', lang), 'primary');

function kept(keep: NonNullable<Slots['keep']>, model: ScreenModel, lang: Lang): Html {
  const time = longTime(slotOf(model, keep.slot_id).starts_at, lang);
  return keep.still_booked
    ? t('slots.still_booked', lang, { time })
    : t('slots.released', lang, { time, until: longTime(keep.until, lang) });
}
