import type { UserId } from '../../../core/shared/ids.ts';
import type { Page } from './page.ts';

export const deadStates = ['waiting', 'retried', 'discarded'] as const;
export type DeadState = (typeof deadStates)[number];

/** A message that no consumer could handle. */
export type DeadMessage = {
  readonly id: string;
  readonly queue: string;
  readonly message_id: string | null;
  readonly reason: string;
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string | number | boolean>>;
  readonly died_at: number;
};
export type DeadRow = DeadMessage & {
  readonly state: DeadState;
  readonly settled_at: number | null;
  /** The name of who decided. */
  readonly settled_by: string | null;
};

export type DeadMessages = {
  /** Once, however often it is brought; one that died again waits again. */
  keep(message: DeadMessage): Promise<void>;
  /** The newest first. */
  list(state: DeadState, after: string | undefined, most: number): Promise<Page<DeadRow>>;
  find(id: string): Promise<DeadRow | undefined>;
  /** False: it no longer waited. One that was sent again and has died again since it was looked at goes on waiting. */
  settle(
    seen: Pick<DeadMessage, 'id' | 'died_at'>,
    how: 'retried' | 'discarded',
    by: UserId,
    at: number,
  ): Promise<boolean>;
};

/** To the queue it came from; resolves when the broker has it. */
export type SendBack = (message: DeadMessage) => Promise<void>;
