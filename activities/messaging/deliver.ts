import { ApplicationFailure } from '@temporalio/common';
import { assertNever } from '../../core/shared/assert-never.ts';
import { notDone, waitFailure } from './failures.ts';
import type { Sent } from './orders.ts';
import type { About, Delivery, Made, MessagingDeps, Reachable } from './ports.ts';

export type NewMessage = {
  readonly key: string;
  readonly about: About;
  /** What is known of the person: only news is written down. */
  readonly reachable: Reachable;
  readonly send: () => Promise<Made>;
  /** What has to follow; repeated until it was done once. `known`: it shows what `send` would send now. */
  readonly after?: (messageId: number, known: boolean) => Promise<void>;
};

type DeliverDeps = Pick<MessagingDeps, 'deliveries' | 'people'>;

/** A first call and, when nobody knows what became of it, one more. */
const mostOpenCalls = 2;

/** Sends what the ledger does not know as sent. The row is written before the call, so that a crash in between is an unknown outcome. */
export async function deliver(deps: DeliverDeps, message: NewMessage): Promise<Sent> {
  const { fresh, row } = await deps.deliveries.claim(message.key, message.about);
  if (!fresh) {
    const before = await fromLedger(deps, message, row);
    if (before) return before;
  }
  const made = await message.send();
  return settle(deps, message, made, fresh ? 0 : row.open);
}

/** undefined: a call may be made, and is begun. */
async function fromLedger(deps: DeliverDeps, message: NewMessage, row: Delivery): Promise<Sent | undefined> {
  switch (row.state) {
    case 'sent':
      if (!row.finished && row.message_id !== null) await finish(deps, message, row.message_id, false);
      return { sent: 'already' };
    case 'blocked':
      return { sent: 'unreachable' };
    case 'unknown':
      return { sent: 'unknown' };
    case 'claimed':
    case 'failed':
      if (row.open >= mostOpenCalls) return giveUp(deps, message.key);
      if (await deps.deliveries.begin(message.key, row.open)) return undefined;
      throw ApplicationFailure.create({ type: 'DeliveryBusy', message: 'the same message is being sent' });
    default:
      return assertNever(row.state);
  }
}

async function giveUp(deps: DeliverDeps, key: string): Promise<Sent> {
  await deps.deliveries.settle(key, { state: 'unknown', detail: 'no answer to either call' });
  return { sent: 'unknown' };
}

/** `openBefore`: calls before this one of which nobody knows what became. */
async function settle(deps: DeliverDeps, message: NewMessage, made: Made, openBefore: number): Promise<Sent> {
  const { deliveries } = deps;
  switch (made.kind) {
    case 'ok': {
      const finished = message.after === undefined;
      const sent = { state: 'sent', message_id: made.message_id, finished } as const;
      await insist(() => deliveries.settle(message.key, sent));
      await noteReachable(deps, message, 'yes');
      if (!finished) await finish(deps, message, made.message_id, true);
      return { sent: 'sent' };
    }
    case 'blocked':
      await Promise.all([
        deliveries.settle(message.key, { state: 'blocked', detail: made.description }),
        // Whoever never opened the bot has blocked nothing.
        !made.never_started && noteReachable(deps, message, 'blocked'),
      ]);
      return { sent: 'unreachable' };
    case 'unknown':
      if (openBefore + 1 >= mostOpenCalls) return giveUp(deps, message.key);
      await deliveries.ended(message.key);
      throw notDone(made);
    case 'wait':
      await deliveries.undo(message.key);
      throw waitFailure(made.ms);
    case 'unreached':
      await deliveries.undo(message.key);
      throw notDone(made);
    case 'refused':
    case 'gone':
    case 'too_old': {
      const detail = 'description' in made ? made.description : made.kind;
      await deliveries.undo(message.key);
      await deliveries.settle(message.key, { state: 'failed', detail });
      throw notDone(made);
    }
    default:
      return assertNever(made);
  }
}

/** What was sent and could not be written down would be sent again: a database that is away for a moment is waited for. */
async function insist(write: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1)
    try {
      return await write();
    } catch (error) {
      if (tries === 4) throw error;
    }
}

async function finish(
  deps: DeliverDeps,
  message: NewMessage,
  messageId: number,
  known: boolean,
): Promise<void> {
  await message.after?.(messageId, known);
  await deps.deliveries.finish(message.key);
}

async function noteReachable(
  deps: DeliverDeps,
  { about, reachable }: NewMessage,
  now: 'yes' | 'blocked',
): Promise<void> {
  if (reachable !== now && about.chat_id !== null) await deps.people.reachable(about.chat_id, now);
}
