// One of every message to staff, for the preview page and for the tests that read all of it.
import type { Html } from '../../i18n/html.ts';
import type { Lang } from '../../i18n/lang.ts';
import { t } from '../../i18n/t.ts';
import { notifyTypes } from '../../notify/words.ts';
import { bookingId, slotId } from '../../shared/ids.ts';
import { slotMark } from '../../staff/press.ts';
import { slotInstants } from '../../time/slot-instants.ts';
import type { Message } from '../message.ts';
import { sampleEvent, sampleModel } from '../samples.ts';
import {
  cancelQuestion,
  cardMessage,
  hiddenMessage,
  menuMessage,
  noCardMessage,
  slotsQuestion,
} from './card.ts';
import { heldMessage } from './held.ts';
import { chaseMessage, dayMessage, findQuestion, foundMessage } from './lists.ts';
import { menuMessage as menuMessageBelow, noMenuMessage } from './menu.ts';
import type { DayLine, StaffCard } from './model.ts';
import { type NewsModel, newsMessage } from './news.ts';
import { proposeQuestion } from './propose.ts';
import { provisionedMessage } from './provisioned.ts';
import { refusedText } from './refused.ts';

const at = (time: string): number => slotInstants('2026-11-26', time, 0).starts_at;
const now = at('09:00');
const over = at('20:00');
const [slot] = [...sampleModel.slots.values()];

const card: StaffCard = {
  booking_id: bookingId('0123456789abcdef00000001'),
  rev: 7,
  number: 'K7M2Q',
  status: 'booked',
  event: sampleEvent,
  candidate: { name: 'Иван Петров', phone: '+7 999 123-45-67' },
  slot: slot ? { ...slot, specialist: 'Анна Орлова' } : null,
  previous_at: null,
  reply: 'coming',
  proposed: [],
  arrived: false,
  outcome: null,
  cancelled_by: null,
  latest: true,
};
const waiting: StaffCard = { ...card, proposed: [at('16:00'), at('17:00')] };
const own = ['10:00', '11:00', '12:00', '15:00', '16:00', '17:00'].map((time, n) => ({
  ...slotInstants('2026-11-27', time, 45),
  slot_id: slotId((n + 1).toString(16).padStart(24, '0')),
  location: 'Офис А',
  audience: '301',
}));
const marksOf = (count: number) => own.slice(0, count).map(({ slot_id }) => slotMark(slot_id));
const place = { location: 'Офис А', audience: '301' };
const news: NewsModel = {
  event: sampleEvent,
  number: card.number,
  candidate: card.candidate,
  specialist: 'Анна Орлова',
  old: { starts_at: at('14:00'), ...place },
  now: { starts_at: at('16:00'), ...place },
  by: 'candidate',
};
const menu = { duty: 'admin', now, return_to: 'card', panel: 'https://zapis.example.org' } as const;
const line = (n: number, more: Partial<DayLine>): DayLine => ({
  booking_id: card.booking_id,
  name: `Кандидат ${n}`,
  number: card.number,
  starts_at: at(`${10 + n}:00`),
  ends_at: at(`${10 + n}:45`),
  location: 'Офис А',
  room: '301',
  status: 'booked',
  reply: null,
  arrived: false,
  ...more,
});
const newsKinds = [...notifyTypes, 'booking_unbooked', 'proposal_declined'] as const;
const lines = [
  line(1, { status: 'done' }),
  line(2, { status: 'no_show' }),
  line(3, { arrived: true }),
  line(4, { reply: 'late' }),
  line(5, {}),
  line(6, {}),
  line(7, {}),
  line(8, {}),
];
const found = {
  booking_id: card.booking_id,
  name: 'Иван Петров',
  number: card.number,
  event: sampleEvent.title,
  starts_at: at('14:00'),
  status: 'booked',
} as const;
const page = sampleModel.page ?? { slots: [], page: 0, earlier: false, later: false, total: 0 };
const said = (html: (lang: Lang) => Html) => (lang: Lang) => cardMessage(card, lang, { text: html(lang) });
const told = (type: Parameters<typeof newsMessage>[0]) => (lang: Lang) =>
  newsMessage(type, news, type === 'slot_changed' ? null : { ...card, status: 'booked' }, lang);

export const staffSamples: Readonly<Record<string, (lang: Lang) => Message>> = {
  'somebody booked': told('booking_created'),
  'somebody moved': told('booking_rescheduled'),
  'somebody cancelled': told('booking_cancelled'),
  'the old time is given up': told('booking_unbooked'),
  'reminder of an interviewer': told('booking_reminder'),
  'the interview is over': told('booking_done'),
  'another room': told('slot_changed'),
  'a server is ready': (lang) =>
    provisionedMessage(
      { status: 'success', server: 'web-1', link: 'https://servers.example.org/web-1' },
      lang,
    ),
  'a server could not be set up': (lang) =>
    provisionedMessage({ status: 'failed', server: 'web-2', detail: 'No space left on device' }, lang),
  'the card': (lang) => cardMessage(card, lang),
  'the card, cancelled': (lang) =>
    cardMessage({ ...card, status: 'cancelled', cancelled_by: 'candidate' }, lang),
  'the card, another time being chosen': (lang) =>
    cardMessage({ ...card, status: 'pending', slot: null, previous_at: at('14:00') }, lang),
  'the card, no time': (lang) => cardMessage({ ...card, status: 'pending', slot: null }, lang),
  'the card, has arrived': (lang) => cardMessage({ ...card, arrived: true }, lang),
  'the card, did not come': (lang) => cardMessage({ ...card, status: 'no_show' }, lang),
  'the menu': (lang) => menuMessage(card, menu, lang),
  'the menu, interviewer': (lang) => menuMessage(card, { ...menu, duty: 'specialist' }, lang),
  'the menu, interviewer, another time is proposed': (lang) =>
    menuMessage(waiting, { ...menu, duty: 'specialist' }, lang),
  'the menu, after the interview': (lang) =>
    menuMessage(card, { ...menu, now: over, return_to: 'today' }, lang),
  'the menu, outcome recorded': (lang) =>
    menuMessage({ ...card, status: 'done' }, { ...menu, now: over, return_to: 'week' }, lang),
  'cancel it?': (lang) => cancelQuestion(card, 'card', lang),
  'to which time?': (lang) => slotsQuestion(card, page, lang),
  'to which time? None is free': (lang) =>
    slotsQuestion(card, { ...page, slots: [], earlier: false, later: false, total: 0 }, lang),
  'which time to propose?': (lang) => proposeQuestion(card, { slots: own, marks: [], page: 0 }, lang),
  'which time to propose? Two are marked': (lang) =>
    proposeQuestion(card, { slots: own, marks: marksOf(2), page: 1 }, lang),
  'which time to propose? As many as may be': (lang) =>
    proposeQuestion(card, { slots: own, marks: marksOf(3), page: 0 }, lang),
  'which time to propose? One was taken meanwhile': (lang) =>
    proposeQuestion(card, { slots: own, marks: marksOf(1), page: 0 }, lang, t('staff.propose_gone', lang)),
  'which time to propose? None is free': (lang) =>
    proposeQuestion(card, { slots: [], marks: [], page: 0 }, lang),
  'too late to propose': said((lang) => t('staff.propose_fixed', lang)),
  'done: proposed': (lang) => cardMessage(waiting, lang, { text: t('staff.said.proposed', lang) }),
  'done: the proposal is withdrawn': (lang) =>
    cardMessage(card, lang, { text: t('staff.said.withdrawn', lang) }),
  'none of the times proposed': told('proposal_declined'),
  'a time was proposed, to somebody without Telegram': (lang) =>
    newsMessage('proposal_asked', news, null, lang),
  'done: cancelled': said((lang) => t('staff.said.cancelled', lang)),
  'done: moved': said((lang) => t('staff.said.moved', lang)),
  'done: outcome': (lang) =>
    cardMessage({ ...card, status: 'no_show' }, lang, { text: t('staff.said.outcome', lang), outcome: true }),
  'done: taken back': (lang) =>
    cardMessage(card, lang, { text: t('staff.said.undone', lang), outcome: true }),
  'changed meanwhile': said((lang) => t('staff.changed', lang)),
  'not done: taken': said((lang) => refusedText('slot_taken', lang)),
  'not done: too late': said((lang) => refusedText('not_booked', lang)),
  'not done: against a rule': said((lang) => refusedText('inside_cutoff', lang)),
  'not done: off the list': said((lang) => refusedText('not_allowed', lang)),
  'hidden, too old to be deleted': (lang) => hiddenMessage(card, lang),
  'not theirs any more': noCardMessage,
  '/today': (lang) => dayMessage({ day: 'today', page: 0, all: lines, now }, lang),
  '/today, nobody': (lang) => dayMessage({ day: 'today', page: 0, all: [], now }, lang),
  '/week, second page': (lang) => dayMessage({ day: 'week', page: 1, all: lines, now }, lang),
  'no outcome yet': (lang) => chaseMessage(lines.slice(2), lang),
  'what was kept for the hour': (lang) =>
    heldMessage(
      newsKinds.map((one) => ({
        news: one,
        model: news,
        on: one === 'slot_changed' ? null : { ...card, status: 'booked' as const },
      })),
      lang,
    ),
  'the keyboard below the chat': (lang) => menuMessageBelow('admin', lang),
  'no keyboard any more': noMenuMessage,
  '/find': findQuestion,
  found: (lang) => foundMessage('Петров', [found], true, lang),
  'found, nobody': (lang) => foundMessage('Сидоров', [], false, lang),
};
