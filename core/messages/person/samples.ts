// One of every message a browser shows to somebody without Telegram, for the page that lists all of them and for tests.
import type { Lang } from '../../i18n/lang.ts';
import type { News } from '../../notify/words.ts';
import type { Message } from '../message.ts';
import { sampleEvent, sampleModel } from '../samples.ts';
import type { NewsModel } from '../staff/news.ts';
import { ownMessage } from './news.ts';

const { change } = sampleModel;
const own =
  (news: News, by: NewsModel['by'] = 'admin') =>
  (lang: Lang): Message =>
    ownMessage(news, { event: sampleEvent, old: change?.from ?? null, now: change?.to ?? null, by }, lang);

export const ownSamples: Readonly<Record<string, (lang: Lang) => Message>> = {
  'booked by themselves': own('booking_created', 'candidate'),
  'booked by staff': own('booking_created'),
  moved: own('booking_rescheduled'),
  cancelled: own('booking_cancelled'),
  'cancelled by the system': own('booking_cancelled', 'system'),
  'no time any more': own('booking_unbooked', 'system'),
  'the reminder': own('booking_reminder', 'system'),
  'another place': own('slot_changed'),
  'would another time suit?': own('proposal_asked', 'specialist'),
};
