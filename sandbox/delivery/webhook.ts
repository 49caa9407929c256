import { seconds } from '../clock.ts';
import type { Bot, StoredUpdate, Webhook } from '../state/types.ts';
import { dropExpired, wireUpdate } from '../state/updates.ts';
import type { JsonObject } from '../state/wire.ts';
import type { World } from '../state/world.ts';

const longestDelayS = 60;
const longestRetryAfterS = 3600;
const goneForMs = 23 * 3600 * 1000;
const answerWithinMs = 60_000;
/** Bots may not learn from an answer to a webhook, so these are refused there. */
const notInAnswer = /^(get.*|setwebhook|deletewebhook|close|logout)$/;

type Attempt = { fails: number; delayS: number; wakeAt: number; running: boolean };
export type CallMethod = (bot: Bot, method: string, body: Record<string, unknown>) => Promise<void>;

/** Pushes the updates of one bot to its URL: one after another per queue, again until a 2xx. */
export class WebhookSender {
  private readonly world: World;
  private readonly bot: Bot;
  private readonly hook: Webhook;
  private readonly call: CallMethod;
  private readonly attempts = new Map<StoredUpdate, Attempt>();
  private readonly stopped = new AbortController();
  private lastWorked = true;
  private lastSuccessAt = Number.NEGATIVE_INFINITY;
  private goneSince = 0;
  private cancelTimer: () => void = () => undefined;

  constructor(world: World, bot: Bot, hook: Webhook, call: CallMethod) {
    this.world = world;
    this.bot = bot;
    this.hook = hook;
    this.call = call;
  }

  stop(): void {
    this.cancelTimer();
    this.stopped.abort();
  }

  pump(): void {
    if (this.stopped.signal.aborted) return;
    dropExpired(this.world, this.bot);
    this.cancelTimer();
    const now = this.world.clock.now();
    const heads = new Map<string, StoredUpdate>();
    for (const update of this.bot.updates) if (!heads.has(update.queue)) heads.set(update.queue, update);
    let free = this.connections(now) - [...this.attempts.values()].filter((one) => one.running).length;
    let next = Number.POSITIVE_INFINITY;
    for (const update of heads.values()) {
      const attempt = this.attemptOf(update);
      if (attempt.running) continue;
      if (attempt.wakeAt > now) next = Math.min(next, attempt.wakeAt);
      else if (free > 0) {
        free -= 1;
        attempt.running = true;
        void this.send(update, attempt);
      }
    }
    if (next < Number.POSITIVE_INFINITY)
      this.cancelTimer = this.world.clock.after(next - now, () => this.pump());
  }

  /** After ten seconds without success Telegram tries with a single connection. */
  private connections(now: number): number {
    return this.lastWorked || now < this.lastSuccessAt + 10_000 ? this.hook.maxConnections : 1;
  }

  private attemptOf(update: StoredUpdate): Attempt {
    const known = this.attempts.get(update);
    if (known) return known;
    const fresh = { fails: 0, delayS: 1, wakeAt: 0, running: false };
    this.attempts.set(update, fresh);
    return fresh;
  }

  private async send(update: StoredUpdate, attempt: Attempt): Promise<void> {
    const body = wireUpdate(update);
    const result = await this.post(body);
    if (this.stopped.signal.aborted) return;
    attempt.running = false;
    this.world.emit({
      type: 'update',
      bot_id: this.bot.id,
      update: body,
      via: 'webhook',
      outcome: result.ok ? 'accepted' : result.error,
    });
    if (result.ok) this.succeeded(update);
    else this.failed(update, attempt, result.error, result.retryAfterS);
    this.pump();
    if (result.ok && result.method) await this.call(this.bot, result.method.name, result.method.body);
  }

  private async post(body: JsonObject) {
    try {
      const response = await fetch(this.hook.url, {
        method: 'POST',
        redirect: 'manual',
        headers: {
          'content-type': 'application/json',
          ...(this.hook.secret && { 'x-telegram-bot-api-secret-token': this.hook.secret }),
        },
        body: JSON.stringify(body),
        signal: AbortSignal.any([this.stopped.signal, AbortSignal.timeout(answerWithinMs)]),
      });
      const text = await response.text();
      this.noteGone(response.status);
      if (response.status >= 200 && response.status <= 299)
        return { ok: true as const, method: methodInAnswer(text, response.headers.get('content-type')) };
      const retryAfterS = Number.parseInt(response.headers.get('retry-after') ?? '0', 10) || 0;
      const error = `Wrong response from the webhook: ${response.status} ${response.statusText}`.trim();
      return { ok: false as const, error, retryAfterS };
    } catch (error) {
      const timedOut = error instanceof Error && error.name === 'TimeoutError';
      const reason = timedOut ? 'Read timeout expired' : 'Connection refused';
      return { ok: false as const, error: reason, retryAfterS: 0 };
    }
  }

  private noteGone(status: number): void {
    const now = this.world.clock.now();
    if (status !== 410) this.goneSince = 0;
    else if (this.goneSince === 0) this.goneSince = now;
    else if (now > this.goneSince + goneForMs) {
      this.bot.webhook = null;
      this.stop();
    }
  }

  private succeeded(update: StoredUpdate): void {
    this.lastWorked = true;
    this.lastSuccessAt = this.world.clock.now();
    this.drop(update);
  }

  private failed(update: StoredUpdate, attempt: Attempt, error: string, retryAfterS: number): void {
    const now = this.world.clock.now();
    this.lastWorked = false;
    this.hook.lastError = error;
    this.hook.lastErrorDate = seconds(now);
    let waitS = Math.min(Math.max(retryAfterS, 0), longestRetryAfterS);
    // The first failure is tried again at once, then after 2, 4, 8 … seconds.
    if (waitS === 0 && attempt.fails > 0) {
      const longest = longestDelayS + Math.floor(Math.random() * (longestDelayS + 1));
      attempt.delayS = Math.min(longest, attempt.delayS * 2);
      waitS = attempt.delayS;
    }
    if (now + waitS * 1000 > update.expiresAt) {
      this.drop(update);
      return;
    }
    attempt.wakeAt = now + waitS * 1000;
    attempt.fails += 1;
  }

  private drop(update: StoredUpdate): void {
    this.attempts.delete(update);
    this.bot.updates = this.bot.updates.filter((one) => one !== update);
  }
}

function methodInAnswer(text: string, contentType: string | null) {
  const body = readBody(text, contentType ?? '');
  const name = typeof body['method'] === 'string' ? body['method'] : '';
  if (name === '' || notInAnswer.test(name.toLowerCase())) return null;
  const { method: _, ...rest } = body;
  return { name, body: rest };
}

function readBody(text: string, contentType: string): Record<string, unknown> {
  if (contentType.includes('application/x-www-form-urlencoded'))
    return Object.fromEntries(new URLSearchParams(text));
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}
