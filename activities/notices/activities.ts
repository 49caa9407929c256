import type { Notification } from '../../contracts/events/notification.ts';
import { type Notice, noticeKey } from '../../contracts/workflows/notices.ts';
import { carryPauseMs, longestUncarriedMs } from '../../core/conversations/staff-group.ts';
import type { Lang } from '../../core/i18n/lang.ts';
import type { Message } from '../../core/messages/message.ts';
import { heldMessage } from '../../core/messages/staff/held.ts';
import { chaseMessage, dayMessage } from '../../core/messages/staff/lists.ts';
import type { DayLine } from '../../core/messages/staff/model.ts';
import { rulingOf } from '../../core/notify/settings.ts';
import { assertNever } from '../../core/shared/assert-never.ts';
import { type BookingId, userId } from '../../core/shared/ids.ts';
import { chaseDay, digestDay } from '../../core/time/staff-hours.ts';
import { deliver } from '../messaging/deliver.ts';
import { newsNow } from '../notify/tell.ts';
import { rendered } from '../rendering/render.ts';
import type { Seer } from '../staff/ports.ts';
import type { HeldTold, NoticeDeps } from './ports.ts';
import { tidyStaffGroups } from './staff-groups.ts';

export const createNoticeActivities = (deps: NoticeDeps) => ({
  async findNotices(): Promise<{ notices: readonly Notice[] }> {
    const now = await deps.now();
    await wakeConversations(deps, now);
    await tidyStaffGroups(deps, now);
    const due = await Promise.all([daysDue(deps, now), chasesDue(deps, now), heldDue(deps, now)]);
    return { notices: await deps.rounds.unsent(due.flat()) };
  },
  /** Reads everything when it is sent: what was recorded meanwhile is not asked for. */
  async sendNotice(notice: Notice): Promise<{ said: string }> {
    const { said, told } = await send(deps, notice);
    // After the sending: one that is cut off in between is known by the ledger, and let go then.
    if (notice.kind === 'held') await deps.rounds.letGo(notice, told, await deps.now());
    return { said };
  },
});

/** Within a minute whoever wrote has told the conversation themselves. */
const longestUntoldMs = 60_000;

/** One that is awake takes it as a look more. */
async function wakeConversations({ unsent }: NoticeDeps, now: number): Promise<void> {
  for (const user of await unsent.unsentTo(now - longestUntoldMs)) await unsent.wake(user);
  for (const left of await unsent.uncarriedOf(now - longestUncarriedMs, now)) {
    await unsent.wake(left.user);
    await unsent.notBefore(left, now + carryPauseMs(left.times));
  }
}

async function daysDue({ rounds }: NoticeDeps, now: number): Promise<Notice[]> {
  const day = digestDay(now);
  if (day === null) return [];
  return (await rounds.interviewers(day)).map((user_id) => ({ kind: 'day', user_id, day }));
}

async function chasesDue({ rounds }: NoticeDeps, now: number): Promise<Notice[]> {
  const day = chaseDay(now);
  if (day === null) return [];
  const found = await rounds.unrecorded(day, now);
  const companies = [...new Set(found.map(({ company_id }) => company_id))];
  const settings = new Map(
    await Promise.all(companies.map(async (one) => [one, await rounds.settings(one)] as const)),
  );
  const asks = found.filter(
    ({ company_id, role }) =>
      rulingOf(settings.get(company_id) ?? [], { news: 'booking_done', role, way: 'telegram' }).enabled,
  );
  return [...new Set(asks.map(({ user_id }) => user_id))].map((user_id) => ({ kind: 'chase', user_id, day }));
}

const heldDue = async ({ rounds }: NoticeDeps, now: number): Promise<Notice[]> =>
  (await rounds.heldUntil(now)).map((one) => ({ kind: 'held', ...one }));

type Said = { readonly said: string; readonly told: HeldTold };
const nothing = (said: string): Said => ({ said, told: { messages: [], state: 'sent' } });

async function send(deps: NoticeDeps, notice: Notice): Promise<Said> {
  const user = userId(notice.user_id);
  const [hearer, seer] = await Promise.all([deps.reader.hearer(user), deps.desk.seer(user)]);
  if (!hearer || !seer || hearer.telegram_id === null) return nothing('no_way');
  if (hearer.choice === 'off') return nothing('switched_off');
  const found = await messageOf(deps, notice, seer, hearer.lang);
  if (found === null) return nothing('nothing_left');
  const { messaging } = deps;
  const chat = hearer.telegram_id;
  const { sent } = await deliver(messaging, {
    key: noticeKey(notice),
    about: {
      event_id: null,
      user_id: user,
      chat_id: chat,
      what: `notice:${notice.kind}:${notice.kind === 'day' ? 'specialist' : seer.duty}`,
      bookings: found.bookings,
      trace_id: null,
    },
    reachable: hearer.reachable,
    send: () => messaging.messenger.send(chat, rendered(found.message), 'bulk', messaging.patience()),
  });
  return { said: sent, told: { messages: found.tells, state: stateOf[sent] } };
}

const stateOf = { sent: 'sent', already: 'sent', unreachable: 'blocked', unknown: 'unknown' } as const;

/** `tells`: what was kept and is told with it; `bookings`: of which it speaks. */
type Found = {
  readonly message: Message;
  readonly tells: readonly Notification[];
  readonly bookings: readonly BookingId[];
};
const listOf = (message: Message, lines: readonly DayLine[]): Found => ({
  message,
  tells: [],
  bookings: idsOf(lines),
});

/** null: there is nothing to say any more. */
async function messageOf(deps: NoticeDeps, notice: Notice, seer: Seer, lang: Lang): Promise<Found | null> {
  const now = await deps.now();
  switch (notice.kind) {
    case 'day': {
      const all = await deps.desk.day({ ...seer, duty: 'specialist' }, 'today', now);
      return all.length === 0 ? null : listOf(dayMessage({ day: 'today', page: 0, all, now }, lang), all);
    }
    case 'chase': {
      const all = await deps.desk.day(seer, 'today', now);
      const left = all.filter(({ status, ends_at }) => status === 'booked' && ends_at <= now);
      return left.length === 0 ? null : listOf(chaseMessage(left, lang), left);
    }
    case 'held': {
      const kept = await deps.rounds.held(notice);
      const looked = await Promise.all(kept.map(async (one) => ({ one, news: await newsNow(deps, one) })));
      const said = looked.flatMap(({ one, news }) => (news === null ? [] : [{ one, news }]));
      if (said.length === 0) return null;
      const all = said.map(({ news }) => news);
      const bookings = [...new Set(all.flatMap((one) => one.bookings))];
      return { message: heldMessage(all, lang), tells: said.map(({ one }) => one), bookings };
    }
    default:
      return assertNever(notice);
  }
}

const idsOf = (lines: readonly DayLine[]): readonly BookingId[] => lines.map(({ booking_id }) => booking_id);

export type NoticeActivities = ReturnType<typeof createNoticeActivities>;
