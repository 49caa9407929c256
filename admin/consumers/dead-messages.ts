import { reasonHeader } from '../../contracts/events/topology.ts';
import type { DeadMessage, DeadMessages } from '../panel/ports/dead.ts';
import { messageIdOf } from './message-id.ts';
import { done, type Verdict } from './verdict.ts';

type Message = {
  readonly body: Buffer;
  readonly messageId: string | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
};

export type DeadDeps = {
  readonly store: Pick<DeadMessages, 'keep'>;
  readonly now: () => number;
  /** Until it succeeds or the role stops (`undefined`): a dead queue gives a message back only so often before it drops it. */
  readonly untilDone: (work: () => Promise<'kept'>) => Promise<'kept' | undefined>;
};

/** Takes what a queue’s consumers gave up into the database, where it can be looked at as often as anybody likes. */
export const createDeadKeeper =
  ({ store, now, untilDone }: DeadDeps, queue: string) =>
  async (message: Message): Promise<Verdict> => {
    const kept = await untilDone(async () => {
      await store.keep(deadOf(queue, message, now()));
      return 'kept';
    });
    if (!kept) throw new Error('stopping: the next replica takes it');
    return done;
  };

function deadOf(queue: string, { body, messageId, headers }: Message, died_at: number): DeadMessage {
  return {
    id: `${queue}:${messageIdOf({ body, messageId })}`,
    queue,
    message_id: messageId ?? null,
    reason: reasonOf(headers),
    body,
    headers: Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => simple(name, value))),
    died_at,
  };
}

/** What we buried says why; what the broker buried was brought too often. */
function reasonOf(headers: Message['headers']): string {
  const said = headers[reasonHeader];
  if (typeof said === 'string') return said;
  const [death] = Array.isArray(headers['x-death']) ? (headers['x-death'] as { reason?: unknown }[]) : [];
  return typeof death?.reason === 'string' ? `by the broker: ${death.reason}` : 'unknown';
}

const simple = (name: string, value: unknown): [string, string | number | boolean][] =>
  name.startsWith('x-') || !['string', 'number', 'boolean'].includes(typeof value)
    ? []
    : [[name, value as string | number | boolean]];
