import { ApiError } from '../api/errors.ts';
import type { Clock } from '../clock.ts';
import type { Bot } from '../state/types.ts';
import { dropExpired, forget, keepLast, wireUpdate } from '../state/updates.ts';
import type { JsonObject } from '../state/wire.ts';
import type { World } from '../state/world.ts';

const answerBytes = 4 * 1024 * 1024;
const conflictDelayMs = 3000;

export type PollRequest = { offset: number; limit: number; timeoutS: number };
type Waiting = {
  offset: number;
  limit: number;
  resolve: (updates: JsonObject[]) => void;
  reject: (error: ApiError) => void;
  cancelTimer: () => void;
};

/** getUpdates of one bot: what counts as acknowledged, who waits, who is thrown out. */
export class Poller {
  private readonly world: World;
  private readonly clock: Clock;
  private readonly bot: Bot;
  private waiting: Waiting | null = null;
  private previous = { offset: Number.NaN, at: Number.NEGATIVE_INFINITY };
  private nextConflictAt = 0;
  private wakeUp: ReturnType<typeof setImmediate> | null = null;

  constructor(world: World, bot: Bot) {
    this.world = world;
    this.clock = world.clock;
    this.bot = bot;
  }

  poll(request: PollRequest, hungUp?: AbortSignal): Promise<JsonObject[]> {
    const { offset } = request;
    let { limit, timeoutS } = request;
    const now = this.clock.now();
    // Telegram slows down clients that ask the same thing again and again.
    if (offset === this.previous.offset && timeoutS < 3 && now < this.previous.at + 3000) timeoutS = 3;
    if (offset === this.previous.offset && now < this.previous.at + 500) limit = 1;
    this.previous = { offset, at: now };
    const found = this.take(offset, limit);
    if (found.length > 0 || timeoutS === 0) return Promise.resolve(found);
    this.endWaiting(
      'terminated by other getUpdates request; make sure that only one bot instance is running',
    );
    return new Promise((resolve, reject) => {
      const waiting: Waiting = { offset, limit, resolve, reject, cancelTimer: () => undefined };
      waiting.cancelTimer = this.clock.after(timeoutS * 1000, () => this.answer(waiting));
      hungUp?.addEventListener('abort', () => this.leave(waiting), { once: true });
      this.waiting = waiting;
    });
  }

  /** New updates lie in the queue: whoever waits gets them, those of the same moment together. */
  wake(): void {
    if (!this.waiting || this.wakeUp) return;
    this.wakeUp = setImmediate(() => {
      this.wakeUp = null;
      if (this.waiting && this.bot.updates.length > 0) this.answer(this.waiting);
    });
  }

  isWaitedFor(): boolean {
    return this.waiting !== null;
  }

  endWaiting(reason: string): void {
    const { waiting } = this;
    if (!waiting) return;
    this.leave(waiting);
    const fail = () => waiting.reject(new ApiError(409, `Conflict: ${reason}`));
    const now = this.clock.now();
    if (now >= this.nextConflictAt) {
      this.nextConflictAt = now + conflictDelayMs;
      fail();
    } else this.clock.after(conflictDelayMs, fail);
  }

  stop(): void {
    const { waiting } = this;
    if (!waiting) return;
    this.leave(waiting);
    waiting.resolve([]);
  }

  private answer(waiting: Waiting): void {
    if (this.waiting !== waiting) return;
    this.leave(waiting);
    waiting.resolve(this.take(waiting.offset, waiting.limit));
  }

  private leave(waiting: Waiting): void {
    waiting.cancelTimer();
    if (this.waiting === waiting) this.waiting = null;
  }

  private take(offset: number, limit: number): JsonObject[] {
    const { bot } = this;
    dropExpired(this.world, bot);
    if (offset < 0) keepLast(bot, -offset);
    // An offset far in the future acknowledges nothing: the queue is read from its head.
    if (offset > 0 && offset <= bot.nextUpdateId + 10) forget(bot, offset);
    const answer: JsonObject[] = [];
    let bytes = 0;
    for (const update of bot.updates.slice(0, limit)) {
      const wire = wireUpdate(update);
      bytes += Buffer.byteLength(JSON.stringify(wire));
      if (answer.length > 0 && bytes > answerBytes) break;
      answer.push(wire);
    }
    for (const update of answer)
      this.world.emit({ type: 'update', bot_id: bot.id, update, via: 'polling', outcome: 'handed over' });
    return answer;
  }
}
