import { ApplicationFailure } from '@temporalio/common';
import { split } from '../../core/conversations/split.ts';
import { whenLate } from '../../core/conversations/waiting.ts';
import { paragraph } from '../../core/i18n/html.ts';
import { lateMessage, passedOn } from '../../core/messages/conversation.ts';
import type { UserId } from '../../core/shared/ids.ts';
import { deskOpensAt } from '../../core/time/desk-hours.ts';
import { deliver } from '../messaging/deliver.ts';
import type { Made } from '../messaging/ports.ts';
import { type Rendered, rendered } from '../rendering/render.ts';
import { carryNext } from './carry.ts';
import { passOn } from './plugged-in.ts';
import type { Answer, ConversationDeps, Fate, Listener } from './ports.ts';

/** `to_worker`: it is for whoever is plugged in to answer it. */
type TakenUp = { readonly to_worker: boolean; readonly to_topic: boolean };
type Whose = { readonly user_id: UserId };

export const createConversationActivities = (deps: ConversationDeps) => ({
  /** Done again it changes nothing. */
  async takeUp({ user_id, message_id }: Whose & { readonly message_id: string }): Promise<TakenUp> {
    const { conversations, now, pluggedIn } = deps;
    const [message, listener] = await Promise.all([
      conversations.said(user_id, message_id),
      conversations.listener(user_id),
    ]);
    const to_topic = await waitsForTopic(deps, user_id);
    if (pluggedIn && message?.for_worker) return { to_worker: true, to_topic };
    if (message?.opens && listener) {
      const at = await now();
      const text = passedOn(await opensFor(deps, user_id, at), listener.lang);
      await conversations.note(user_id, `passed_on:${message_id}`, text, at);
    }
    return { to_worker: false, to_topic };
  },

  /** What they said and nobody has answered, before the worker that answers them. */
  async passToWorker({ user_id }: Whose): Promise<void> {
    const { pluggedIn, now } = deps;
    if (pluggedIn) await passOn(pluggedIn, [user_id], { eager: true, now: await now() });
  },

  /** The oldest answer, to its end. `sent`: there was one. */
  async sendNext({ user_id }: Whose): Promise<{ sent: boolean; to_topic: boolean }> {
    const { conversations, now } = deps;
    const answer = await conversations.nextAnswer(user_id);
    if (!answer) return { sent: false, to_topic: await waitsForTopic(deps, user_id) };
    const listener = await conversations.listener(user_id);
    const fate = listener ? await sendParts(deps, user_id, listener, answer) : 'unreachable';
    await conversations.answered(answer.message_id, fate, await now());
    return { sent: true, to_topic: await waitsForTopic(deps, user_id) };
  },

  /** One step of what is to be done in the group of coordinators. `carried`: there may be another. */
  carryNext: ({ user_id }: Whose): Promise<{ carried: boolean }> => carryNext(deps, user_id),

  async lookAfter({ user_id }: Whose): Promise<{ again_in_ms: number | null }> {
    const { conversations, now } = deps;
    const waiting = await conversations.waiting(user_id);
    const opens = waiting && (await opensFor(deps, user_id, waiting.since));
    const when = whenLate(waiting, await now(), opens);
    if (when !== 'late' || waiting === null) return { again_in_ms: when === 'late' ? null : when };
    await tellCoordinators(deps, user_id, waiting.since);
    await conversations.told(user_id, waiting.since);
    return { again_in_ms: null };
  },
});

/** null: somebody is there at that instant. */
async function opensFor(
  { conversations }: ConversationDeps,
  user: UserId,
  at: number,
): Promise<number | null> {
  const hours = await conversations.hours(user);
  return hours && deskOpensAt(at, hours);
}

async function sendParts(
  deps: ConversationDeps,
  user: UserId,
  listener: Listener,
  { message_id, text, copy }: Answer,
): Promise<Fate> {
  const keyOf = (n: number) => `conversation:${message_id}:${n}`;
  if (copy) {
    const send = () => copyFile(deps, listener.chat_id, copy);
    return sendOnce(deps, user, listener, { key: keyOf(0), send });
  }
  for (const [n, part] of split(text).entries()) {
    const said = { text: paragraph(part, part.length).html, keyboard: [] };
    const fate = await send(deps, user, listener, { key: keyOf(n), said });
    // Of a long answer without its beginning nobody is served.
    if (fate !== 'sent') return fate;
  }
  return 'sent';
}

async function tellCoordinators(deps: ConversationDeps, user: UserId, since: number): Promise<void> {
  const { name, people } = await deps.conversations.coordinators(user);
  for (const { user_id, ...listener } of people) {
    const address =
      deps.panelUrl === undefined ? null : new URL(`/conversations/${user}`, deps.panelUrl).href;
    const said = rendered(lateMessage(name, address, listener.lang));
    await send(deps, user_id, listener, { key: `conversation:late:${user}:${since}:${user_id}`, said });
  }
}

const waitsForTopic = async ({ topics }: ConversationDeps, user: UserId): Promise<boolean> =>
  (await topics.next(user)) !== null;

/** That the bot is in the coordinators' group no more says nothing about the person. */
const ofTheGroup = /supergroup|group chat|not a member/i;

async function copyFile(
  { topicMessenger, messaging }: ConversationDeps,
  chat_id: number,
  from: NonNullable<Answer['copy']>,
): Promise<Made> {
  const made = await topicMessenger.copy({ chat_id, thread_id: null }, from, messaging.patience());
  if (made.kind !== 'blocked' || !ofTheGroup.test(made.description)) return made;
  return { kind: 'refused', code: 403, description: made.description };
}

function send(
  deps: ConversationDeps,
  user_id: UserId,
  listener: Listener,
  { key, said }: { readonly key: string; readonly said: Rendered },
): Promise<Fate> {
  const { messenger, patience } = deps.messaging;
  const send = () => messenger.send(listener.chat_id, said, 'person', patience());
  return sendOnce(deps, user_id, listener, { key, send });
}

async function sendOnce(
  { messaging }: ConversationDeps,
  user_id: UserId,
  { chat_id, reachable }: Listener,
  { key, send }: { readonly key: string; readonly send: () => Promise<Made> },
): Promise<Fate> {
  const about = { event_id: null, user_id, chat_id, what: 'conversation', trace_id: null };
  try {
    const { sent } = await deliver(messaging, { key, about, reachable, send });
    return sent === 'unreachable' || sent === 'unknown' ? sent : 'sent';
  } catch (error) {
    // Telegram will never take this one: those behind it must not wait for it.
    if (error instanceof ApplicationFailure && error.nonRetryable) return 'refused';
    throw error;
  }
}

export type ConversationActivities = ReturnType<typeof createConversationActivities>;
