import type { BotUpdate } from '../../contracts/events/bot-update.ts';
import type { Log } from '../../runtime/log.ts';
import type { Count } from '../../runtime/metrics.ts';

/** Where an update went. */
export type Fate =
  | 'handed'
  | 'pending'
  | 'waiting'
  | 'buried'
  | 'repeated'
  | 'rate_limited'
  | 'ignored'
  | 'not_durable';

export type Audit = {
  update(update: BotUpdate, fate: Fate, detail?: string): void;
  ignored(updateId: number | undefined, why: string): void;
};

/** One line per update, by ids: who, what kind, what became of it. Never a name, a text or what a button carries. */
export const createAudit = (log: Log, count: Count<'fate'>): Audit => ({
  update({ update_id, telegram_id, chat, what }, fate, detail) {
    count({ fate });
    const kind = what.kind === 'command' ? `/${what.command}` : what.kind;
    const level = fate === 'not_durable' || fate === 'buried' ? 'warn' : 'info';
    log[level]({ audit: 'update', update_id, telegram_id, chat, kind, fate, detail }, `update ${fate}`);
  },
  ignored(updateId, why) {
    count({ fate: 'ignored' });
    log.info({ audit: 'update', update_id: updateId, fate: 'ignored', detail: why }, 'update ignored');
  },
});
