import type { InitiatedBy } from '../../booking/words.ts';
import { cleanLine } from '../../i18n/clean.ts';
import { blocks, type Html, lines } from '../../i18n/html.ts';
import type { Lang } from '../../i18n/lang.ts';
import { t } from '../../i18n/t.ts';
import type { News } from '../../notify/words.ts';
import { assertNever } from '../../shared/assert-never.ts';
import { longTime } from '../../time/people.ts';
import { rows } from '../button.ts';
import type { Message } from '../message.ts';
import type { EventText } from '../model.ts';
import { places } from '../slot-text.ts';
import { cardButtons, outcomeRow, type StaffOn } from './card.ts';

/** A time and place as it was when it was told. */
type Appointment = {
  readonly starts_at: number;
  readonly location: string | null;
  readonly audience: string | null;
};

export type NewsModel = {
  readonly event: EventText;
  readonly number: string | null;
  /** null: it is about a slot, not about one person. */
  readonly candidate: { readonly name: string; readonly phone: string | null } | null;
  readonly specialist: string | null;
  readonly old: Appointment | null;
  readonly now: Appointment | null;
  readonly by: InitiatedBy['role'];
};

/** A booking's news with what can be done about it. `on`: the booking as it is now. */
export function newsMessage(news: News, model: NewsModel, on: StaffOn | null, lang: Lang): Message {
  const text = newsText(news, model, lang);
  if (on === null) return { text, keyboard: [] };
  const outcome = news === 'booking_done' ? outcomeRow(on, lang) : [];
  return { text, keyboard: rows(outcome, ...cardButtons(on, news !== 'booking_cancelled', lang)) };
}

/** What staff read of a change somebody else made; names are foreign text and are cleaned and escaped. */
export function newsText(news: News, model: NewsModel, lang: Lang): Html {
  const { candidate, event, specialist } = model;
  return blocks(
    heading(news, model.number ?? '', lang),
    lines(
      candidate && t('staff.name', lang, { name: cleanLine(candidate.name, 96) }),
      candidate?.phone != null && t('staff.phone', lang, { phone: cleanLine(candidate.phone, 32) }),
      t('staff.event', lang, { title: cleanLine(event.title, 128) }),
      ...when(news, model, lang),
      specialist !== null && t('staff.specialist', lang, { name: cleanLine(specialist, 96) }),
    ),
    tellsWho(news) && t('staff.by', lang, { role: model.by }),
  );
}

function heading(news: News, number: string, lang: Lang): Html {
  switch (news) {
    case 'booking_created':
      return t('staff.booking_created', lang, { number });
    case 'booking_cancelled':
      return t('staff.booking_cancelled', lang, { number });
    case 'booking_unbooked':
      return t('staff.booking_unbooked', lang, { number });
    case 'proposal_asked':
      return t('staff.proposal_asked', lang);
    case 'proposal_declined':
      return t('staff.proposal_declined', lang, { number });
    case 'booking_rescheduled':
      return t('staff.booking_rescheduled', lang, { number });
    case 'booking_reminder':
      return t('staff.booking_reminder', lang);
    case 'booking_done':
      return t('staff.booking_done', lang);
    case 'slot_changed':
      return t('staff.slot_changed', lang);
    default:
      return assertNever(news);
  }
}

/** From what to what where it moved; else the one time there is. */
function when(news: News, { old, now, event }: NewsModel, lang: Lang): readonly (Html | false)[] {
  if (news === 'booking_rescheduled' && old && now)
    return [
      t('staff.was', lang, { slot: inFull(old, event, lang) }),
      t('staff.now', lang, { slot: inFull(now, event, lang) }),
    ];
  const one = now ?? old;
  if (!one) return [];
  const place = placeOf(one, event, lang);
  return [
    t('staff.time', lang, { time: longTime(one.starts_at, lang) }),
    place !== '' && t('staff.place', lang, { place }),
  ];
}

const inFull = (one: Appointment, event: EventText, lang: Lang): string =>
  [longTime(one.starts_at, lang), placeOf(one, event, lang)].filter((part) => part !== '').join(' · ');

const placeOf = ({ location, audience }: Appointment, event: EventText, lang: Lang): string =>
  places({ location: location ?? event.place.name, audience }, lang).join(', ');

/** Nobody did that a time came; of a proposal the words name them. */
const tellsWho = (news: News): boolean => !saysItself.has(news);
const saysItself: ReadonlySet<News> = new Set([
  'booking_reminder',
  'booking_done',
  'proposal_asked',
  'proposal_declined',
]);
