import { cleanLine } from '../../i18n/clean.ts';
import { blocks, type Html, lines } from '../../i18n/html.ts';
import type { Lang } from '../../i18n/lang.ts';
import { plain, t } from '../../i18n/t.ts';
import { assertNever } from '../../shared/assert-never.ts';
import type { BookingPress, ReturnTo } from '../../staff/press.ts';
import { longTime, shortTime } from '../../time/people.ts';
import { rows } from '../button.ts';
import { webAddress } from '../links.ts';
import type { Button, Message } from '../message.ts';
import type { SlotsPage } from '../model.ts';
import { slotButtonLabel, wherePlain } from '../slot-text.ts';
import type { Duty, StaffCard } from './model.ts';

type Bare = BookingPress extends infer One
  ? One extends BookingPress
    ? Omit<One, 'booking_id' | 'rev'>
    : never
  : never;
/** Without a revision its menu opens, and shows what stands now. */
type On = Pick<BookingPress, 'booking_id' | 'rev'>;
export type StaffOn = On & Pick<StaffCard, 'status'>;

export const staffButtonOn = (
  { booking_id, rev }: On,
  press: Bare,
  label: string,
  style?: Button['style'],
): Button => ({
  label,
  act: { to: 'staff', press: { ...press, booking_id, rev } as BookingPress },
  ...(style && { style }),
});

/** Below every message about a booking: its menu, and off with it. */
export const cardButtons = (on: On, canChange: boolean, lang: Lang): Button[][] => [
  [
    ...(canChange ? [staffButtonOn(on, { kind: 'menu', return_to: 'card' }, plain('staff.edit', lang))] : []),
    staffButtonOn(on, { kind: 'hide' }, plain('staff.hide', lang)),
  ],
];

/** What has just become of it. `outcome`: the way back, or the other one, stands right there. */
type Said = { readonly text: Html; readonly outcome?: boolean };

/** As it stands now. */
export const cardMessage = (card: StaffCard, lang: Lang, said?: Said): Message => ({
  text: blocks(said?.text, cardText(card, lang)),
  keyboard: rows(
    said?.outcome === true && card.latest ? outcomeRow(card, lang) : [],
    ...cardButtons(card, card.latest && card.status !== 'cancelled', lang),
  ),
});

export function cardText(card: StaffCard, lang: Lang): Html {
  const { candidate, event, slot } = card;
  const place = slot === null ? '' : wherePlain(slot, event, lang);
  return lines(
    t('staff.card', lang, { number: card.number ?? '' }),
    t('staff.name', lang, { name: cleanLine(candidate.name, 96) }),
    candidate.phone !== null && t('staff.phone', lang, { phone: cleanLine(candidate.phone, 32) }),
    t('staff.event', lang, { title: cleanLine(event.title, 128) }),
    slot !== null && t('staff.time', lang, { time: longTime(slot.starts_at, lang) }),
    place !== '' && t('staff.place', lang, { place }),
    slot?.specialist != null && t('staff.specialist', lang, { name: cleanLine(slot.specialist, 96) }),
    state(card, lang),
    card.status === 'booked' &&
      card.proposed.length > 0 &&
      t('staff.state.proposed', lang, { times: shortTimes(card.proposed, lang) }),
  );
}

export const shortTimes = (starts: readonly number[], lang: Lang): string =>
  starts.map((at) => shortTime(at, lang)).join(', ');

function state(card: StaffCard, lang: Lang): Html | false {
  switch (card.status) {
    case 'booked':
      if (card.arrived) return t('staff.state.arrived', lang);
      return card.reply !== null && t('staff.state.reply', lang, { reply: card.reply });
    case 'pending':
      return card.previous_at === null
        ? t('staff.state.pending', lang)
        : t('staff.state.moving', lang, { time: longTime(card.previous_at, lang) });
    case 'cancelled':
      return t('staff.state.cancelled', lang, { role: card.cancelled_by ?? 'system' });
    case 'done':
      return t('staff.state.done', lang);
    case 'no_show':
      return t('staff.state.no_show', lang);
    default:
      return assertNever(card.status);
  }
}

type Menu = {
  readonly duty: Duty;
  readonly now: number;
  readonly return_to: ReturnTo;
  /** Of the panel, where that is known. */
  readonly panel: string | undefined;
};

/** What can be done to it now, by whoever looks. */
export function menuMessage(card: StaffCard, menu: Menu, lang: Lang): Message {
  const begun = card.slot !== null && menu.now >= card.slot.starts_at;
  const ahead = card.latest && !begun && (card.status === 'booked' || card.previous_at !== null);
  const on = (press: Bare, label: string, style?: Button['style']) => [
    staffButtonOn(card, press, label, style),
  ];
  const isInterviewer = ahead && menu.duty === 'specialist' && card.status === 'booked';
  const url = menu.panel === undefined ? undefined : webAddress(`${menu.panel}/bookings/${card.booking_id}`);
  return {
    text: cardText(card, lang),
    keyboard: rows(
      card.latest && begun ? outcomeRow(card, lang) : [],
      ahead && menu.duty === 'admin' ? on({ kind: 'slots', page: 0 }, plain('staff.move', lang)) : [],
      isInterviewer ? on({ kind: 'propose', marks: [], page: 0 }, plain('staff.propose', lang)) : [],
      isInterviewer && card.proposed.length > 0
        ? on({ kind: 'withdraw' }, plain('staff.withdraw', lang))
        : [],
      url === undefined ? [] : [{ label: plain('staff.open', lang), url }],
      [backButton(card, menu.return_to, lang)],
      ahead ? on({ kind: 'cancel', return_to: menu.return_to }, plain('staff.cancel', lang), 'danger') : [],
    ),
  };
}

/** Came or did not; after that, the way back. */
export function outcomeRow(card: StaffOn, lang: Lang): Button[] {
  if (card.status === 'done' || card.status === 'no_show')
    return [staffButtonOn(card, { kind: 'outcome', outcome: 'undone' }, plain('staff.undo', lang))];
  if (card.status !== 'booked') return [];
  return [
    staffButtonOn(card, { kind: 'outcome', outcome: 'done' }, plain('staff.came', lang), 'success'),
    staffButtonOn(card, { kind: 'outcome', outcome: 'no_show' }, plain('staff.no_show', lang)),
  ];
}

function backButton(card: On, to: ReturnTo, lang: Lang): Button {
  const label = plain('staff.back', lang);
  return to === 'card'
    ? staffButtonOn(card, { kind: 'card' }, label)
    : { label, act: { to: 'staff', press: { kind: 'day', day: to, page: 0 } } };
}

/** Asks once, and says who will be told. */
export const cancelQuestion = (card: StaffCard, return_to: ReturnTo, lang: Lang): Message => ({
  text: blocks(cardText(card, lang), t('staff.cancel_ask', lang)),
  keyboard: [
    [staffButtonOn(card, { kind: 'menu', return_to }, plain('staff.cancel_no', lang))],
    [staffButtonOn(card, { kind: 'confirm_cancel', return_to }, plain('staff.cancel_yes', lang), 'danger')],
  ],
});

/** To which time; all of them Moscow's, as the card's. */
export const slotsQuestion = (card: StaffCard, page: SlotsPage, lang: Lang): Message => ({
  text: blocks(
    cardText(card, lang),
    page.total === 0 ? t('staff.move_none', lang) : t('staff.move_ask', lang, { total: page.total }),
  ),
  keyboard: rows(
    ...page.slots.map((slot) => [
      staffButtonOn(card, { kind: 'move_to', slot_id: slot.slot_id }, slotButtonLabel(slot, lang)),
    ]),
    [
      ...(page.earlier
        ? [staffButtonOn(card, { kind: 'slots', page: page.page - 1 }, plain('staff.earlier', lang))]
        : []),
      ...(page.later
        ? [staffButtonOn(card, { kind: 'slots', page: page.page + 1 }, plain('staff.later', lang))]
        : []),
    ],
    [staffButtonOn(card, { kind: 'menu', return_to: 'card' }, plain('staff.back', lang))],
  ),
});

/** What is left of a message that Telegram no longer deletes. */
export const hiddenMessage = (card: StaffCard | null, lang: Lang): Message => ({
  text: t('staff.hidden', lang, { number: card?.number ?? '' }),
  keyboard: [],
});

export const noCardMessage = (lang: Lang): Message => ({ text: t('staff.gone', lang), keyboard: [] });
