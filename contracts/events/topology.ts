// Every exchange and queue, once. Names are put behind the installation's prefix by the adapter.

export type Queue = {
  readonly name: string;
  readonly purpose: string;
  /** Routing keys of `zapis.events` that arrive here. */
  readonly bindings: readonly string[];
};

export const exchange = 'zapis.events';

export const queues = [
  {
    name: 'admin.booking.event',
    purpose: 'what happened to bookings, for the admin service and for foreign consumers',
    bindings: ['booking.created', 'booking.cancelled', 'booking.rescheduled'],
  },
  {
    name: 'bot.broadcast.command',
    purpose: 'announcements the bot is told to post; published to directly',
    bindings: [],
  },
] as const satisfies readonly Queue[];

/** What could not be handled waits here, with the reason in a header, until somebody looks. */
export const deadQueueOf = (queue: string): string => `${queue}.dead`;
