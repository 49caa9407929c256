import { createEventJournal } from '../../adapters/mongo/api-journal.ts';
import type { Mongo } from '../../adapters/mongo/connect.ts';
import { isAway } from '../../adapters/mongo/errors.ts';
import { createDeadMessages } from '../../adapters/mongo/panel/dead.ts';
import type { Rabbit } from '../../adapters/rabbit/connect.ts';
import type { Cache } from '../../adapters/redis/connect.ts';
import { createSlotNews } from '../../adapters/redis/slot-cache.ts';
import { bookingEvents, deadQueueOf, queuesThatBury } from '../../contracts/events/topology.ts';
import { untilDone } from '../../runtime/retry.ts';
import type { RoleParts } from '../../runtime/role.ts';
import { type BookingEventDeps, createBookingEvents } from './booking-events.ts';
import { createDeadKeeper } from './dead-messages.ts';

export type ConsumerNeighbours = Omit<BookingEventDeps, 'journal' | 'news' | 'isAway'> & {
  readonly mongo: Mongo & { readonly ready: Promise<void> };
  readonly rabbit: Rabbit;
  readonly redis: Cache;
};

/** What this role takes from the broker; only when the database is what this version needs. */
export function consume(parts: RoleParts, { mongo, rabbit, redis, ...known }: ConsumerNeighbours): void {
  const whenReady = (consumer: Parameters<Rabbit['consume']>[0]) =>
    parts.beside(mongo.ready.then(() => rabbit.consume(consumer)));
  const handle = createBookingEvents({
    ...known,
    journal: createEventJournal(mongo.db),
    news: createSlotNews(redis),
    isAway,
  });
  whenReady({ queue: bookingEvents, prefetch: 10, handle });
  const store = createDeadMessages(mongo.db);
  for (const queue of queuesThatBury) {
    const keep = createDeadKeeper(
      { store, now: Date.now, untilDone: (work) => untilDone(work, { signal: parts.stopping }) },
      queue,
    );
    whenReady({ queue: deadQueueOf(queue), prefetch: 10, ordered: true, handle: keep });
  }
}
