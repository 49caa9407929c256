import type { Log } from './log.ts';

/** What one neighbour says of itself: fine, or why not (a sentence without secrets). */
export type Health =
  | { readonly ok: true; readonly detail?: string }
  | { readonly ok: false; readonly detail: string };
export type Check = () => Promise<Health>;

export type HealthReport = {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, Health & { readonly since: string; readonly needed: boolean }>>;
};

type Entry = {
  check: Check;
  needed: boolean;
  everyMs: number;
  askedAt: number;
  last: Health;
  since: string;
  told?: 'up' | 'down';
};

const everyMs = 2_000;
const patienceMs = 3_000;
/** Connections need a moment: in the first seconds a service that does not answer yet is no news. */
const settlingMs = 5_000;

/** Asks every neighbour every two seconds; keeps the last answers for /readyz and says a change once. */
export class HealthBoard {
  readonly #entries = new Map<string, Entry>();
  readonly #log: Log;
  readonly #bornAt = performance.now();
  #timer: NodeJS.Timeout | undefined;
  #asking: Promise<void> | undefined;

  constructor(log: Log) {
    this.#log = log;
  }

  /** `needed: false` is for what only makes us slower when it is away: it is shown, and does not make the role unready. */
  add(name: string, check: Check, options: { needed: boolean; everyMs?: number } = { needed: true }): void {
    this.#entries.set(name, {
      check,
      needed: options.needed,
      everyMs: options.everyMs ?? 0,
      askedAt: Number.NEGATIVE_INFINITY,
      last: { ok: false, detail: 'not asked yet' },
      since: new Date().toISOString(),
    });
  }

  async start(): Promise<void> {
    await this.ask();
    this.#timer = setInterval(() => void this.ask(), everyMs);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#asking;
  }

  /** One round; a round under way is shared rather than doubled. */
  ask(): Promise<void> {
    this.#asking ??= this.#askAll().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  report(): HealthReport {
    const checks = Object.fromEntries(
      [...this.#entries].map(([name, { last, since, needed }]) => [name, { ...last, since, needed }]),
    );
    return { ready: Object.values(checks).every((check) => check.ok || !check.needed), checks };
  }

  async #askAll(): Promise<void> {
    await Promise.all([...this.#entries].map(([name, entry]) => this.#askOne(name, entry)));
  }

  async #askOne(name: string, entry: Entry): Promise<void> {
    // What is down is asked each time: nobody waits a minute to hear that it is back.
    if (entry.last.ok && performance.now() - entry.askedAt < entry.everyMs) return;
    entry.askedAt = performance.now();
    const now = await withPatience(entry.check);
    if (now.ok !== entry.last.ok) entry.since = new Date().toISOString();
    this.#tell(name, entry, now);
    entry.last = now;
  }

  /** Says a change once. `told` is what was last said, so that a service slow to connect at start is not cried over. */
  #tell(name: string, entry: Entry, now: Health): void {
    const told = now.ok ? 'up' : 'down';
    if (entry.told === told) return;
    if (!now.ok && entry.told === undefined && performance.now() - this.#bornAt < settlingMs) return;
    if (!now.ok) this.#log.error({ service: name, detail: now.detail }, `${name}: down`);
    else this.#log.info({ service: name }, entry.told === undefined ? `${name}: up` : `${name}: back`);
    entry.told = told;
  }
}

async function withPatience(check: Check): Promise<Health> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Health>((resolve) => {
    timer = setTimeout(
      () => resolve({ ok: false, detail: `no answer within ${patienceMs / 1000} s` }),
      patienceMs,
    );
  });
  try {
    return await Promise.race([check(), late]);
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}
