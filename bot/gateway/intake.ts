import type { BotUpdate } from '../../contracts/events/bot-update.ts';
import { assertNever } from '../../core/shared/assert-never.ts';
import { newTraceId, withTrace } from '../../runtime/trace.ts';
import type { Memory, Queues } from '../ports.ts';
import type { Audit, Fate } from './audit.ts';
import type { Backlog } from './backlog.ts';
import type { Deliver } from './deliver.ts';
import { Lanes } from './lanes.ts';
import { Owed } from './owed.ts';
import type { Patience } from './patience.ts';
import { readUpdate } from './read-update.ts';
import type { Speak } from './speak.ts';

/** `lost` does not mean gone: Telegram still has it, because it is not acknowledged. */
export type Taken = 'durable' | 'lost';

export type IntakeDeps = {
  readonly memory: Memory;
  readonly queues: Queues;
  readonly backlog: Backlog;
  readonly deliver: Deliver;
  readonly patience: Patience;
  readonly speak: Speak;
  readonly audit: Audit;
  /** A mistake of ours. */
  readonly failed: (error: unknown, updateId: number | undefined) => void;
};

const mostAtOnce = 64;
const triesOfPoison = 3;

/** Takes an update as Telegram sends it, and says when losing this process would lose nothing. Never throws. */
export class Intake {
  readonly #deps: IntakeDeps;
  readonly #lanes = new Lanes(mostAtOnce);
  /** How often an update made us stumble. */
  readonly #stumbles = new Map<number, number>();
  readonly #owed = new Owed();

  constructor(deps: IntakeDeps) {
    this.#deps = deps;
  }

  async take(raw: unknown): Promise<Taken> {
    const read = readUpdate(raw, newTraceId());
    if ('ignored' in read) {
      this.#deps.audit.ignored(read.update_id, read.ignored);
      return 'durable';
    }
    const { update } = read;
    return withTrace(update.trace_id, () =>
      this.#lanes.run(update.telegram_id, async () => {
        // Telegram brings both again, in their order.
        if (this.#owed.comesBefore(update)) return 'lost';
        const taken = await this.#taken(update);
        this.#owed.note(update, taken);
        return taken;
      }),
    );
  }

  async #taken(update: BotUpdate): Promise<Taken> {
    try {
      const taken = await this.#inTurn(update);
      this.#stumbles.delete(update.update_id);
      return taken;
    } catch (error) {
      this.#deps.failed(error, update.update_id);
      return this.#stumbled(update, error).catch((): Taken => 'lost');
    }
  }

  async #inTurn(update: BotUpdate): Promise<Taken> {
    const { memory, audit, patience } = this.#deps;
    const limited = await this.#limited(update);
    if (limited === 'silent') return this.#so(update, 'rate_limited');
    if (await memory.seen(update.update_id)) return this.#so(update, 'repeated');
    patience.arm(update);
    const endTurn = await memory.turn(update.telegram_id);
    try {
      const taken = await this.#settle(limited === 'tell' ? { ...update, too_many: true } : update);
      if (taken === 'lost') audit.update(update, 'not_durable');
      return taken;
    } finally {
      await endTurn();
    }
  }

  async #limited({ what, telegram_id, update_id }: BotUpdate) {
    // An answer of a coordinator who writes fast must not be lost.
    return what.kind === 'membership' || what.kind === 'group'
      ? 'fine'
      : this.#deps.memory.rate(telegram_id, update_id);
  }

  async #settle(update: BotUpdate): Promise<Taken> {
    const { backlog, deliver, memory } = this.#deps;
    // With RabbitMQ away too there is nothing to stand behind: Temporal may have come back.
    if (backlog.isOpen() && (await this.#keep('pending', update)))
      return this.#so(update, 'pending', 'behind others');
    const delivered = await deliver(update, { mayWaitBehind: true });
    switch (delivered.became) {
      case 'done':
        await memory.markSeen(update.update_id);
        return this.#so(update, 'handed', delivered.what);
      case 'needs_api':
        if (!(await this.#keep('waiting', update))) return 'lost';
        return this.#so(update, 'waiting', delivered.reason);
      case 'temporal_away':
        if (!(await this.#keep('pending', update))) return 'lost';
        return this.#so(update, 'pending', delivered.reason);
      case 'refused':
        return this.#bury(update, delivered.reason);
      default:
        return assertNever(delivered);
    }
  }

  async #keep(where: 'pending' | 'waiting', update: BotUpdate): Promise<boolean> {
    const { queues, backlog, memory, speak } = this.#deps;
    if (where === 'pending') await backlog.open();
    else await memory.waitsSince(update.telegram_id, update.update_id);
    const kept = await queues.keep(where, update);
    if (kept && where === 'waiting') await speak.oneMoment(update);
    return kept;
  }

  async #bury(update: BotUpdate, reason: string): Promise<Taken> {
    const { queues, speak, memory } = this.#deps;
    if (!(await queues.bury(update, reason))) return 'lost';
    await memory.markSeen(update.update_id);
    await speak.impossible(update);
    return this.#so(update, 'buried', reason);
  }

  /** An update that makes us stumble again and again must not keep all others away. */
  async #stumbled(update: BotUpdate, error: unknown): Promise<Taken> {
    const stumbles = (this.#stumbles.get(update.update_id) ?? 0) + 1;
    this.#stumbles.set(update.update_id, stumbles);
    if (stumbles < triesOfPoison) return 'lost';
    this.#stumbles.delete(update.update_id);
    return this.#bury(
      update,
      error instanceof Error ? `${error.name} in the gateway` : 'a fault in the gateway',
    );
  }

  #so(update: BotUpdate, fate: Fate, detail?: string): Taken {
    this.#deps.audit.update(update, fate, detail);
    return 'durable';
  }
}
