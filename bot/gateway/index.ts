import { counter } from '../../runtime/metrics.ts';
import type { RoleParts } from '../../runtime/role.ts';
import type { AdminApi, Handover, Memory, QueueMessage, Queues, QueueVerdict, TelegramIn } from '../ports.ts';
import { createAudit } from './audit.ts';
import { Backlog } from './backlog.ts';
import { createDeliver } from './deliver.ts';
import { Intake } from './intake.ts';
import { createPendingReader, createWaitingReader } from './kept-updates.ts';
import { Patience } from './patience.ts';
import { Speak } from './speak.ts';

export type GatewayDeps = {
  readonly telegram: TelegramIn;
  readonly memory: Memory;
  readonly queues: Queues;
  readonly api: AdminApi;
  readonly handover: Handover;
};

export type Gateway = {
  readonly take: Intake['take'];
  readonly readPending: (message: QueueMessage) => Promise<QueueVerdict>;
  readonly readWaiting: (message: QueueMessage) => Promise<QueueVerdict>;
  /** Looks whether updates stand in the queue before the first one is taken, and from then on. */
  watchBacklog(): Promise<void>;
};

/** Puts the gateway together; nothing runs yet. */
export function createGateway(
  deps: GatewayDeps,
  parts: Pick<RoleParts, 'log' | 'metrics' | 'stopping' | 'onStop' | 'beside'>,
): Gateway {
  const { telegram, memory, queues } = deps;
  const { log, stopping } = parts;
  const count = counter(parts.metrics, 'zapis_updates_total', 'Updates of Telegram by what became of them', [
    'fate',
  ]);
  const audit = createAudit(log, count);
  const backlog = new Backlog(queues, memory.backlog);
  const patience = new Patience(memory, telegram);
  parts.onStop(async () => patience.stop());
  const speak = new Speak(memory, telegram, patience);
  const deliver = createDeliver(deps);
  const shared = { memory, queues, backlog, deliver, speak, audit };
  const intake = new Intake({
    ...shared,
    patience,
    failed: (error, updateId) => log.error({ err: error, update_id: updateId }, 'an update made us stumble'),
  });
  return {
    take: (raw) => intake.take(raw),
    readPending: createPendingReader({ ...shared, stopping }),
    readWaiting: createWaitingReader({ ...shared, stopping }),
    async watchBacklog() {
      await backlog.look();
      parts.beside(backlog.watch(stopping));
    },
  };
}
