import type { Dialog } from './types.ts';
import type { World } from './world.ts';

export type Ceilings = {
  /** Messages per second of one bot over all chats. */
  perSecond: number;
  /** Messages that one chat takes at once, before one a second. */
  chatBurst: number;
  chatPerSecond: number;
  groupPerMinute: number;
};

export const telegramCeilings: Ceilings = {
  perSecond: 30,
  chatBurst: 3,
  chatPerSecond: 1,
  groupPerMinute: 20,
};

type Bucket = { tokens: number; at: number };

/** Counts messages that are created; edits, deletions and callback answers pass by. */
export class CeilingCounter {
  private readonly world: World;
  private readonly limits: Ceilings | null;
  private readonly sent = new Map<number, number[]>();
  private readonly groups = new Map<string, number[]>();
  private readonly buckets = new Map<string, Bucket>();

  constructor(world: World, limits: Ceilings | null) {
    this.world = world;
    this.limits = limits;
  }

  /** Seconds to wait before so many messages may be sent there, or 0 and they are counted. */
  take(botId: number, dialog: Dialog, count: number): number {
    if (!this.limits) return 0;
    const now = this.world.clock.now();
    const key = `${botId}/${dialog.key}`;
    const { perSecond, groupPerMinute } = this.limits;
    const sent = recent(this.sent, botId, now - 1000);
    const isGroup = dialog.kind !== 'private';
    const group = isGroup ? recent(this.groups, key, now - 60_000) : [];
    const bucket = this.bucket(key, now, this.limits);
    const waits = [
      windowWait(sent, count, perSecond, 1000, now),
      isGroup ? windowWait(group, count, groupPerMinute, 60_000, now) : 0,
      bucket.tokens >= Math.min(count, this.limits.chatBurst)
        ? 0
        : (Math.min(count, this.limits.chatBurst) - bucket.tokens) / this.limits.chatPerSecond,
    ];
    const wait = Math.max(...waits);
    if (wait > 0) return Math.max(1, Math.ceil(wait));
    bucket.tokens -= count;
    for (let i = 0; i < count; i += 1) {
      sent.push(now);
      if (isGroup) group.push(now);
    }
    return 0;
  }

  forget(): void {
    this.sent.clear();
    this.groups.clear();
    this.buckets.clear();
  }

  private bucket(key: string, now: number, limits: Ceilings): Bucket {
    const known = this.buckets.get(key);
    if (!known) {
      this.dropFull(now, limits);
      const fresh = { tokens: limits.chatBurst, at: now };
      this.buckets.set(key, fresh);
      return fresh;
    }
    const earned = ((now - known.at) / 1000) * limits.chatPerSecond;
    known.tokens = Math.min(limits.chatBurst, known.tokens + earned);
    known.at = now;
    return known;
  }

  private dropFull(now: number, limits: Ceilings): void {
    if (this.buckets.size < 5000) return;
    for (const [key, bucket] of this.buckets)
      if (now - bucket.at > (limits.chatBurst / limits.chatPerSecond) * 1000) this.buckets.delete(key);
  }
}

function recent<K>(all: Map<K, number[]>, key: K, after: number): number[] {
  const known = all.get(key) ?? [];
  const first = known.findIndex((at) => at > after);
  known.splice(0, first < 0 ? known.length : first);
  all.set(key, known);
  return known;
}

function windowWait(times: number[], count: number, limit: number, windowMs: number, now: number): number {
  const over = times.length + count - limit;
  if (over <= 0) return 0;
  const freeAt = times[Math.min(over, times.length) - 1];
  return freeAt === undefined ? 0 : (freeAt + windowMs - now) / 1000;
}
