import { ApplicationFailure } from '@temporalio/common';
import type { Notification } from '../../contracts/events/notification.ts';
import type { Html } from '../../core/i18n/html.ts';
import { adToSend, withAd } from '../../core/messages/ad.ts';
import { ownMessage, ownNews } from '../../core/messages/person/news.ts';
import type { HeldNews } from '../../core/messages/staff/held.ts';
import { type NewsModel, newsMessage, newsText } from '../../core/messages/staff/news.ts';
import { whenToTell } from '../../core/notify/preference.ts';
import { type Ruling, rulingOf } from '../../core/notify/settings.ts';
import { stillNews } from '../../core/notify/still-true.ts';
import type { Way } from '../../core/notify/words.ts';
import { type BookingId, bookingId, eventId, userId } from '../../core/shared/ids.ts';
import { deliver } from '../messaging/deliver.ts';
import type { MessagingDeps } from '../messaging/ports.ts';
import type { PushSender } from '../push/ports.ts';
import { rendered } from '../rendering/render.ts';
import type { Hearer, NotifyReader, Subject } from './ports.ts';
import { bookingsOf, noteInformed, pushed } from './push.ts';

export type NotifyDeps = {
  readonly reader: Pick<NotifyReader, 'hearer' | 'subject' | 'slotSubject' | 'settings' | 'ad'>;
  readonly messaging: Pick<MessagingDeps, 'deliveries' | 'people' | 'messenger' | 'patience'>;
  /** Kept until then, when the notices of the clock send it. The same again is kept once. */
  readonly keep: (message: Notification, until: number) => Promise<void>;
  readonly now: () => Promise<number>;
  /** Who has no Telegram is told in their browsers. undefined: this installation has no keys for that. */
  readonly push: PushSender | undefined;
};

/** `what`: sent, or why nothing was. */
type Told =
  | { readonly kind: 'told'; readonly what: string }
  | { readonly kind: 'wait' }
  | { readonly kind: 'refused'; readonly why: string };
const told = (what: string): Told => ({ kind: 'told', what });

/** What a kept message says by now; null: it is not true, not theirs, or not wanted any more. */
export async function newsNow(
  { reader }: { readonly reader: Looker },
  message: Notification,
): Promise<(HeldNews & { readonly bookings: readonly BookingId[] }) | null> {
  const looked = await look(reader, message);
  if (typeof looked === 'string') return null;
  const { subject, said } = looked;
  const bookings = bookingsOf(said, subject);
  return { news: said.type, model: modelOf(said, subject), on: onOf(said, subject), bookings };
}

/** One message to one person, if it is still true, still theirs and wanted. What is thrown is one of the message's tries. */
export async function tell(deps: NotifyDeps, message: Notification): Promise<Told> {
  const looked = await look(deps.reader, message);
  // What waited for Telegram is not on its way any more. Of what a process was at that was lost this is known later.
  const withdrawn = async (what: string): Promise<Told> =>
    (await deps.messaging.deliveries.withdraw(message.message_id)) ? told(what) : { kind: 'wait' };
  if (looked === 'switched_off') await noteInformed(deps.messaging.people, message, 'switched_off');
  if (typeof looked === 'string') return withdrawn(looked);
  const { said, hearer, subject } = looked;
  const when =
    message.recipient.role === 'client' ? 'now' : whenToTell(wishesOf(message, hearer), await deps.now());
  if (when === 'never') return withdrawn('switched_off');
  if (when !== 'now') {
    await deps.keep(message, when);
    return withdrawn('kept');
  }
  const ad = await adFor(deps, looked);
  const { telegram_id } = hearer;
  return telegram_id === null
    ? inBrowsers(deps, said, { ...hearer, ad }, subject)
    : send(deps, said, { ...hearer, telegram_id, ad }, subject);
}

async function inBrowsers(
  { push, messaging: { people }, now }: NotifyDeps,
  message: Notification,
  { lang, ad }: Advertised,
  subject: Subject,
): Promise<Told> {
  if (push === undefined) {
    await noteInformed(people, message, false);
    return told('no_way');
  }
  const model = modelOf(message, subject);
  const isOwn = message.recipient.role === 'client';
  const text = (isOwn ? ownNews : newsText)(message.type, model, lang);
  const went = await pushed({ push, people, now }, message, subject, { text, ad });
  if (went.verdict === 'later') return { kind: 'wait' };
  return went.verdict === 'failed' ? { kind: 'refused', why: went.why } : told(went.verdict);
}

type Advertised = Hearer & { readonly ad: Html | null };

const wayTo = ({ telegram_id }: Hearer): Way => (telegram_id === null ? 'web_push' : 'telegram');

async function adFor(
  { reader, now }: NotifyDeps,
  { hearer, subject, ruling: { ad_template_id }, way }: Looked,
): Promise<Html | null> {
  if (ad_template_id === null) return null;
  return adToSend(await reader.ad(subject.company_id, ad_template_id), way, await now(), hearer.quiet);
}

type Looked = {
  /** The message as what it is by now. */
  readonly said: Notification;
  readonly hearer: Hearer;
  readonly subject: Subject;
  readonly way: Way;
  readonly ruling: Ruling;
};

type Looker = Omit<NotifyDeps['reader'], 'ad'>;

/** Whether it is still true, still theirs and switched on: else why not. */
async function look(
  reader: Looker,
  message: Notification,
): Promise<Looked | 'not_true' | 'no_role' | 'switched_off'> {
  const { recipient, type } = message;
  const [hearer, subject] = await Promise.all([
    reader.hearer(recipient.user_id),
    message.booking_id === null
      ? reader.slotSubject(message.slot_id ?? '')
      : reader.subject(message.booking_id, message.rev),
  ]);
  const now = subject && asOfNow(message, subject);
  if (!now) return 'not_true';
  if (!hearer || !mayHear(recipient, hearer, now.subject)) return 'no_role';
  const way = wayTo(hearer);
  const asked = { news: type, role: recipient.role, way } as const;
  const ruling = rulingOf(await reader.settings(now.subject.company_id), asked);
  return ruling.enabled ? { ...now, hearer, way, ruling } : 'switched_off';
}

/** null: it is not true any more, and somebody else’s message says what is. */
function asOfNow(message: Notification, subject: Subject): Pick<Looked, 'said' | 'subject'> | null {
  const { type, recipient, initiated_by } = message;
  const { led, standing, cancelled_by } = subject;
  const left = recipient.role === 'specialist' && led.old === recipient.user_id && led.now !== led.old;
  const news = stillNews({ news: type, starts_at: subject.new?.starts_at ?? null, left }, standing);
  if (news === null || news === type) return news && { said: message, subject };
  const by = { ...initiated_by, role: cancelled_by ?? initiated_by.role };
  // Where it went in between was never their business.
  return {
    said: { ...message, type: news, initiated_by: by },
    subject: { ...subject, slot: null, new: null },
  };
}

/** A reminder, and the question who came, are of no use an hour later. */
const wishesOf = ({ type }: Notification, { choice, quiet }: Hearer) => ({
  choice:
    choice === 'hourly' && (type === 'booking_reminder' || type === 'booking_done')
      ? ('instant' as const)
      : choice,
  quiet,
});

/** They may have lost the role, or the booking its specialist, since it was queued. */
function mayHear({ role, user_id }: Notification['recipient'], hearer: Hearer, subject: Subject): boolean {
  if (role === 'client') return subject.candidate?.user_id === user_id;
  return hearer.company_id === subject.company_id && hearer.roles.includes(role);
}

type Reached = Advertised & { readonly telegram_id: number };

async function send(
  { messaging }: NotifyDeps,
  message: Notification,
  hearer: Reached,
  subject: Subject,
): Promise<Told> {
  const { recipient, type } = message;
  const chat = hearer.telegram_id;
  const model = modelOf(message, subject);
  const news =
    recipient.role === 'client'
      ? ownMessage(type, model, hearer.lang)
      : newsMessage(type, model, onOf(message, subject), hearer.lang);
  const text = rendered({ ...news, text: withAd(news.text, hearer.ad) });
  try {
    const { sent } = await deliver(messaging, {
      key: message.message_id,
      about: {
        event_id: eventId(message.event_id),
        user_id: userId(recipient.user_id),
        chat_id: chat,
        what: `notify:${type}:${recipient.role}`,
        bookings: bookingsOf(message, subject),
        trace_id: message.trace_id,
      },
      reachable: hearer.reachable,
      send: () => messaging.messenger.send(chat, text, 'bulk', messaging.patience()),
    });
    return told(sent);
  } catch (error) {
    return failed(error);
  }
}

/** A slot has no buttons. */
const onOf = ({ booking_id }: Notification, { rev, standing }: Subject) =>
  booking_id === null ? null : { booking_id: bookingId(booking_id), rev, status: standing.status };

const modelOf = ({ initiated_by }: Notification, subject: Subject): NewsModel => ({
  event: subject.event,
  number: subject.number,
  candidate: subject.candidate,
  specialist: subject.slot?.specialist ?? null,
  old: subject.old,
  // Its room may be another by now; of what is over for somebody only the old time is told.
  now: subject.slot ?? subject.new,
  by: initiated_by.role,
});

/** A pause that Telegram asks for, and Telegram away, are no fault of the message. */
const pauses = new Set(['TelegramWait', 'Telegram_unreached', 'DeliveryBusy']);

function failed(error: unknown): Told {
  if (!(error instanceof ApplicationFailure)) throw error;
  if (pauses.has(error.type ?? '')) return { kind: 'wait' };
  if (error.nonRetryable) return { kind: 'refused', why: error.message };
  throw error;
}
