import { blocks, type Html, lines, paragraph } from '../../i18n/html.ts';
import type { Lang } from '../../i18n/lang.ts';
import { t } from '../../i18n/t.ts';
import type { News } from '../../notify/words.ts';
import { assertNever } from '../../shared/assert-never.ts';
import { longTime } from '../../time/people.ts';
import type { Message } from '../message.ts';
import { eventTitle, slotInFull, wherePlain } from '../slot-text.ts';
import type { NewsModel } from '../staff/news.ts';

type Told = Pick<NewsModel, 'event' | 'old' | 'now' | 'by'>;

/**
 * What a candidate reads of their own booking where their workflow does not tell it: in a browser. The browser shows the
 * event's title above it.
 */
export function ownNews(news: News, model: Told, lang: Lang): Html {
  return blocks(heading(news, model, lang), lines(...details(news, model, lang)), ending(news, model, lang));
}

/** The same where no title stands above. */
export const ownMessage = (news: News, model: Told, lang: Lang): Message => ({
  text: blocks(eventTitle(model.event), ownNews(news, model, lang)),
  keyboard: [],
});

function heading(news: News, { now, by }: Told, lang: Lang): Html {
  const time = now && longTime(now.starts_at, lang);
  switch (news) {
    case 'booking_created':
      return by === 'candidate' || by === 'system' ? t('booked.first', lang) : t('me.news.booked', lang);
    case 'booking_rescheduled':
      return time === null ? t('booked.moved', lang) : t('me.news.moved', lang, { time });
    case 'booking_cancelled':
      return by === 'specialist' || by === 'admin'
        ? t('me.news.cancelled', lang)
        : t('me.news.cancelled_else', lang);
    case 'booking_unbooked':
      return t('me.news.unbooked', lang);
    case 'booking_reminder':
      return time === null ? t('reminder.title', lang) : t('me.news.reminder', lang, { time });
    case 'slot_changed':
      return t('me.news.place', lang);
    case 'booking_done':
      return t('past.text', lang);
    case 'proposal_asked':
      return t('proposal.title', lang);
    case 'proposal_declined':
      return t('me.news.kept', lang);
    default:
      return assertNever(news);
  }
}

/** What the heading has not said: of what is over only when it was. */
function details(news: News, { event, old, now }: Told, lang: Lang): readonly (Html | false)[] {
  const was = old !== null && t('changed.from', lang, { old: slotInFull(old, lang) });
  if (news === 'booking_cancelled' || news === 'booking_unbooked' || now === null) return [was];
  const saidAbove = news === 'booking_rescheduled' || news === 'booking_reminder';
  const place = wherePlain(now, event, lang);
  const things = paragraph(event.bring ?? '', 300);
  return [
    news === 'booking_rescheduled' && was,
    !saidAbove && t('me.news.when', lang, { time: longTime(now.starts_at, lang) }),
    place !== '' && t('slot.where', lang, { place }),
    news === 'booking_reminder' && things.html !== '' && t('slot.bring', lang, { things }),
  ];
}

function ending(news: News, { event }: Told, lang: Lang): Html | false {
  if (news === 'proposal_asked') return t('me.news.proposal', lang);
  return (
    (news === 'booking_unbooked' || news === 'booking_cancelled') && event.open && t('me.news.choose', lang)
  );
}
