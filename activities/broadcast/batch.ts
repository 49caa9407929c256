import { randomUUID } from 'node:crypto';
import { eventId, type UserId } from '../../core/shared/ids.ts';
import type { BroadcastDeps, Checked, LedgerRow, StoredBroadcast } from './ports.ts';

/** A wait as short as this is made here; a longer one is the workflow's, which survives this process. */
export const shortWaitMs = 5_000;
const askEveryMs = 1_000;
/** Who is looked up with the one whose turn it is: about a second's worth. */
const nextInLine = 24;
const gone: Checked = { ok: false, why: 'gone' };

type Due = { readonly row: LedgerRow; readonly at: number };

/** What the senders of one batch share. */
export class Batch {
  readonly claim = randomUUID();
  readonly stored: StoredBroadcast;
  readonly deps: BroadcastDeps;
  readonly queue: Due[];
  settled = 0;
  waitMs = 0;
  #later = 0;
  #stopped = false;
  #asked = Date.now();
  #looking: Promise<boolean> | undefined;
  readonly #wanted = new Set<UserId>();
  #checked: ReadonlyMap<UserId, { readonly is: Checked; readonly at: number }> = new Map();
  #checking: Promise<void> | undefined;

  constructor(deps: BroadcastDeps, stored: StoredBroadcast, rows: readonly LedgerRow[]) {
    this.deps = deps;
    this.stored = stored;
    this.queue = rows.map((row) => ({ row, at: 0 }));
  }

  get event() {
    const { event_id } = this.stored.command;
    return event_id === undefined ? null : eventId(event_id);
  }

  /** Nobody else of this batch is sent to now: `row` and the others wait, for so long at least. */
  stop(row: LedgerRow | undefined, waitMs: number): void {
    this.#stopped = true;
    this.waitMs = Math.max(this.waitMs, waitMs);
    if (row) this.queue.push({ row, at: 0 });
  }

  again(row: LedgerRow, waitMs: number): void {
    this.queue.push({ row, at: Date.now() + waitMs });
  }

  /** Left for another batch; the others of this one go on. */
  later(waitMs: number): void {
    this.#later += 1;
    this.waitMs = this.waitMs === 0 ? waitMs : Math.min(this.waitMs, waitMs);
  }

  get left(): number {
    return this.queue.length + this.#later;
  }

  async next(): Promise<LedgerRow | undefined> {
    if (this.#stopped || this.deps.messaging.patience().signal?.aborted) return undefined;
    if (Date.now() - this.#asked > askEveryMs && !(await this.#goesOn())) return undefined;
    const due = this.queue.shift();
    if (due && due.at > Date.now()) await this.deps.pause(due.at - Date.now());
    return due?.row;
  }

  /** Whether this person may still get it, as it was a second ago at most. */
  async check({ user_id }: LedgerRow): Promise<Checked> {
    this.#wanted.add(user_id);
    for (;;) {
      const seen = this.#checked.get(user_id);
      const age = seen ? Date.now() - seen.at : Number.POSITIVE_INFINITY;
      if (seen && age < askEveryMs) {
        this.#wanted.delete(user_id);
        // Those after this one need not wait for it. What goes wrong is met by whoever asks next.
        if (age > askEveryMs / 2) this.#lookUp().catch(() => undefined);
        return seen.is;
      }
      await this.#lookUp();
    }
  }

  #lookUp(): Promise<void> {
    this.#checking ??= this.#checkAll().finally(() => {
      this.#checking = undefined;
    });
    return this.#checking;
  }

  async #checkAll(): Promise<void> {
    const next = this.queue.slice(0, nextInLine).map(({ row }) => row.user_id);
    const users = [...new Set([...this.#wanted, ...next])];
    const found = await this.deps.audience.check(users, this.event);
    const at = Date.now();
    this.#checked = new Map(users.map((user) => [user, { is: found.get(user) ?? gone, at }]));
  }

  /** Paused and cancelled stand in the store before whoever asked is answered. One look is enough for all senders, and all wait for it. */
  #goesOn(): Promise<boolean> {
    this.#looking ??= this.#look().finally(() => {
      this.#asked = Date.now();
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #look(): Promise<boolean> {
    const now = await this.deps.broadcasts.read(this.stored.broadcast_id);
    if (now === null || 'unreadable' in now || now.status !== 'sending') this.stop(undefined, 0);
    return !this.#stopped;
  }
}
