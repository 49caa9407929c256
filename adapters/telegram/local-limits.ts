import type { Lane } from '../../activities/messaging/ports.ts';
import type { ChatId } from './api.ts';
import { ceilings, isGroup, refusedTogetherMs, type SendLimits, type Turn } from './limits.ts';

type Bucket = { tokens: number; at: number };
const minuteMs = 60_000;
/** Beyond so many chats those that are full again are forgotten. */
const chatsKept = 5_000;

/**
 * The same rules as adapters/redis/send-limits-script.ts for one process that is on its own: it takes its share of the common
 * budget, because the other senders do not hear of what it sends.
 */
export function createLocalLimits(senders: number, now: () => number = Date.now): SendLimits {
  const perSecond = ceilings.perSecond / senders;
  const people = Math.max(1, Math.floor(ceilings.people / senders));
  let answers: number[] = [];
  const all: Bucket = { tokens: ceilings.burst, at: now() };
  const chats = new Map<ChatId, Bucket>();
  const groups = new Map<ChatId, number[]>();
  const pauses = new Map<ChatId, number>();
  let bulkPausedUntil = 0;
  let lastRefused: { chat: ChatId; at: number; ms: number } | undefined;

  const left = (chat: ChatId): number => {
    const ms = (pauses.get(chat) ?? 0) - now();
    if (ms <= 0) pauses.delete(chat);
    return Math.max(0, ms);
  };
  const chatWait = (chat: ChatId): number => {
    const bucket = filled(chats, chat, now());
    const alone = bucket.tokens >= 1 ? 0 : ((1 - bucket.tokens) / ceilings.chatPerSecond) * 1_000;
    return Math.max(left(chat), alone, isGroup(chat) ? groupWait(groups, chat, now()) : 0);
  };
  const budgetWait = (lane: Lane): number => {
    refill(all, now(), perSecond, ceilings.burst);
    if (lane === 'person') {
      answers = answers.filter((at) => at > now() - ceilings.peopleWindowMs);
      return untilFree(answers, people, ceilings.peopleWindowMs, now());
    }
    const missing = all.tokens > 0 ? 0 : (-all.tokens / perSecond) * 1_000 + 1;
    return Math.max(missing, bulkPausedUntil - now());
  };

  return {
    async take(chat, lane): Promise<Turn> {
      const alone = chatWait(chat);
      if (alone > 0) return { go: false, ms: Math.ceil(alone), because: 'chat' };
      const together = budgetWait(lane);
      if (together > 0) return { go: false, ms: Math.ceil(together), because: 'budget' };
      all.tokens -= 1;
      filled(chats, chat, now()).tokens -= 1;
      if (lane === 'person') answers.push(now());
      if (isGroup(chat)) groups.get(chat)?.push(now());
      return { go: true };
    },
    pausedFor: async (chat) => left(chat),
    async refused(chat, ms) {
      pauses.set(chat, now() + ms);
      const before = lastRefused;
      if (before && before.chat !== chat && now() - before.at <= refusedTogetherMs)
        bulkPausedUntil = Math.max(bulkPausedUntil, now() + Math.min(before.ms, ms));
      lastRefused = { chat, at: now(), ms };
    },
  };
}

function refill(bucket: Bucket, now: number, perSecond: number, most: number): void {
  bucket.tokens = Math.min(most, bucket.tokens + ((now - bucket.at) / 1_000) * perSecond);
  bucket.at = now;
}

function filled(chats: Map<ChatId, Bucket>, chat: ChatId, now: number): Bucket {
  const known = chats.get(chat);
  if (known) {
    refill(known, now, ceilings.chatPerSecond, ceilings.chatBurst);
    return known;
  }
  if (chats.size >= chatsKept)
    for (const [other, bucket] of chats)
      if (now - bucket.at > (ceilings.chatBurst / ceilings.chatPerSecond) * 1_000) chats.delete(other);
  const fresh = { tokens: ceilings.chatBurst, at: now };
  chats.set(chat, fresh);
  return fresh;
}

function groupWait(groups: Map<ChatId, number[]>, chat: ChatId, now: number): number {
  const sent = (groups.get(chat) ?? []).filter((at) => at > now - minuteMs);
  groups.set(chat, sent);
  return untilFree(sent, ceilings.groupPerMinute, minuteMs, now);
}

function untilFree(sent: readonly number[], most: number, windowMs: number, now: number): number {
  const first = sent.at(-most);
  return first === undefined ? 0 : Math.max(0, first + windowMs - now);
}
