import type { Replica } from '../../../contracts/replica.ts';

/** Messages that stand ready; `dead`: null where nobody gives up on one. */
export type QueueDepth = { readonly queue: string; readonly ready: number; readonly dead: number | null };
export type Backlog = {
  /** Committed, and not yet given to the broker; since when the oldest waits. */
  readonly unpublished: number;
  readonly unpublished_since: number | null;
  /** Announcements under way, and people they have not reached yet. */
  readonly broadcasts: number;
  readonly recipients: number;
  /** Of those set aside: nobody has decided about them. */
  readonly dead_messages: number;
};

/** How the installation is. Each part by itself: what cannot be learnt now is undefined. */
export type SystemReader = {
  replicas(): Promise<readonly Replica[] | undefined>;
  queues(): Promise<readonly QueueDepth[] | undefined>;
  backlog(): Promise<Backlog | undefined>;
};
