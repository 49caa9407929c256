// Every exchange and queue, once. Names are put behind the installation's prefix by the adapter.

export type Queue = {
  readonly name: string;
  readonly purpose: string;
  /** Routing keys of `zapis.events` that arrive here. */
  readonly bindings: readonly string[];
  /**
   * `work`: a consumer of ours; what fails comes again after growing delays, then waits in the dead queue.
   * `ordered`: one active consumer, in order; what fails keeps its place and is tried until it succeeds.
   * `kept`: nobody of ours reads it; it keeps a month's worth for those who come to look.
   */
  readonly kind: 'work' | 'ordered' | 'kept';
};

export const exchange = 'zapis.events';

/** No event, and kept nowhere: the replicas of the admin role tell one another that a page may have changed; behind it, which one says so. */
export const panelChanged = 'panel.changed';

export const bookingEvents = 'admin.booking.event';
export const pendingUpdates = 'bot.update.pending';
export const waitingUpdates = 'bot.update.waiting';
export const broadcastCommands = 'bot.broadcast.command';
export const webhookEvents = 'webhooks.event';
export const notifySource = 'notify.source';
export const notifyOne = 'notify.p2p';
export const notifyMany = 'notify.broadcast';

export const queues = [
  {
    name: bookingEvents,
    purpose: 'what happened to bookings, for the admin service and for foreign consumers',
    bindings: ['booking.created', 'booking.cancelled', 'booking.rescheduled'],
    kind: 'work',
  },
  {
    name: broadcastCommands,
    purpose: 'announcements the bot is told to post; published to directly',
    bindings: [],
    kind: 'work',
  },
  {
    name: pendingUpdates,
    purpose: 'updates of Telegram that Temporal could not take',
    bindings: [],
    kind: 'ordered',
  },
  {
    name: waitingUpdates,
    purpose: 'updates of Telegram that need an answer of the API first',
    bindings: [],
    kind: 'ordered',
  },
  {
    name: webhookEvents,
    purpose: 'what happened to bookings and slots, for the webhooks of companies',
    bindings: [
      'booking.created',
      'booking.cancelled',
      'booking.rescheduled',
      'booking.unbooked',
      'booking.reminder',
      'booking.done',
      'booking.outcome',
      'booking.proposal',
      'slot.changed',
    ],
    kind: 'ordered',
  },
  {
    name: notifySource,
    purpose: 'what happened to bookings and slots, for those whom it concerns',
    bindings: ['booking.#', 'slot.changed'],
    kind: 'work',
  },
  {
    name: notifyOne,
    purpose: 'one message to one person each, at once',
    bindings: [],
    kind: 'work',
  },
  {
    name: notifyMany,
    purpose: 'the same where one act touched many bookings: they let the others go first',
    bindings: [],
    kind: 'work',
  },
  {
    name: 'booking.other.event',
    purpose: 'what else happened, for those who want to know; nobody of ours reads it yet',
    bindings: [
      'booking.unbooked',
      'booking.reminder',
      'booking.done',
      'booking.outcome',
      'booking.proposal',
      'slot.changed',
    ],
    kind: 'kept',
  },
] as const satisfies readonly Queue[];

/** What could not be handled waits here, with the reason in a header, until somebody looks. */
export const deadQueueOf = (queue: string): string => `${queue}.dead`;

/** Those whose consumers may give up on a message. */
export const queuesThatBury: readonly string[] = queues
  .filter(({ kind }) => kind !== 'kept')
  .map(({ name }) => name);

/** How long a message of a `work` queue stays away before each new try; after the last one it is buried. */
export const retryAfterMs: readonly number[] = [5_000, 60_000, 600_000];
/** The delay is part of the name: a queue cannot change its own. */
export const delayQueueOf = (queue: string, afterMs: number): string => `${queue}.retry.${afterMs}`;

/** Why a message stands in a dead queue. */
export const reasonHeader = 'x-zapis-reason';
/** How many tries a message has had. */
export const tryHeader = 'x-zapis-try';

export const keptFor = { ms: 30 * 24 * 3_600_000, messages: 100_000 } as const;

/**
 * RabbitMQ 4 gives up after 20 returns unless told otherwise, and every lost connection is one. High enough for a
 * month of outages, low enough that a message that kills its reader ends in the dead queue.
 */
export const deliveryLimit = 1_000;
