import type { Screen } from '../booking/screen.ts';
import type { Html } from '../i18n/html.ts';
import type { Lang } from '../i18n/lang.ts';
import type { NotifyRole, NotifyType, Way } from '../notify/words.ts';
import { bookingId } from '../shared/ids.ts';
import { withAd } from './ad.ts';
import type { Message } from './message.ts';
import type { ScreenModel, SlotLine } from './model.ts';
import { ownMessage } from './person/news.ts';
import { messageOf } from './render.ts';
import { sampleEvent, sampleModel, sampleScreens } from './samples.ts';
import { newsMessage } from './staff/news.ts';

type Kind = { readonly news: NotifyType; readonly role: NotifyRole; readonly way: Way };

/** The message itself, of a made-up booking: what sends it writes it by the same functions. */
export function previewOf({ news, role, way }: Kind, ad: Html | null, lang: Lang): Message {
  const screen = role === 'client' && way === 'telegram' ? screenOf(news) : undefined;
  const message = screen ? messageOf(screen, modelIn(lang), lang) : toldOf({ news, role }, lang);
  return { ...message, text: withAd(message.text, ad) };
}

const people = {
  ru: { candidate: { name: 'Иван Петров', phone: '+7 999 123-45-67' }, specialist: 'Анна Орлова' },
  en: { candidate: { name: 'Ivan Petrov', phone: '+7 999 123-45-67' }, specialist: 'Anna Orlova' },
} as const;

/** The same place in the language of whoever looks. */
function modelIn(lang: Lang): ScreenModel {
  if (lang === 'ru') return sampleModel;
  const place = { ...sampleEvent.place, name: 'Office A', address: '7 Lesnaya Street, Moscow' };
  const event = { ...sampleEvent, title: 'Interview for the support team', bring: 'passport', place };
  const named = (slot: SlotLine, audience: string): SlotLine => ({ ...slot, location: 'Office A', audience });
  const { slots, change } = sampleModel;
  return {
    ...sampleModel,
    event: { ...event, description: null },
    slots: new Map([...slots].map(([id, slot]) => [id, named(slot, '301')])),
    change: change && { from: named(change.from, '214'), to: named(change.to, '301') },
  };
}

const screens: Readonly<Record<NotifyType, string | undefined>> = {
  booking_created: 'booked',
  booking_cancelled: 'cancelled by staff',
  booking_rescheduled: 'changed: time',
  booking_reminder: 'reminder',
  slot_changed: 'changed: place',
  booking_done: undefined,
};

function screenOf(news: NotifyType): Screen | undefined {
  const name = screens[news];
  return name === undefined ? undefined : sampleScreens[name];
}

function toldOf({ news, role }: Omit<Kind, 'way'>, lang: Lang): Message {
  const { event, change } = modelIn(lang);
  const { from, to } = change ?? {};
  const booking = bookingId('0123456789abcdef00000001');
  const on = {
    booking_id: booking,
    rev: 1,
    status: news === 'booking_cancelled' ? 'cancelled' : 'booked',
  } as const;
  const model = {
    event,
    number: 'K7M2Q',
    ...people[lang],
    old: news === 'booking_created' ? null : (from ?? null),
    now: news === 'booking_cancelled' ? null : (to ?? null),
    by: role === 'client' ? 'admin' : 'candidate',
  } as const;
  return role === 'client'
    ? ownMessage(news, model, lang)
    : newsMessage(news, model, news === 'slot_changed' ? null : on, lang);
}
