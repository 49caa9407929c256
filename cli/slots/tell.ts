import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import type { Db } from 'mongodb';
import { createChangeStore } from '../../adapters/mongo/changes/store.ts';
import { findEvent } from '../../adapters/mongo/events.ts';
import { anybodyWishes } from '../../adapters/mongo/wishes.ts';
import { slotAdded } from '../../adapters/rabbit/slot-announcer.ts';
import { openRedis } from '../../adapters/redis/connect.ts';
import { createSlotNews } from '../../adapters/redis/slot-cache.ts';
import { createBookingSignals } from '../../adapters/temporal/booking-signals.ts';
import { openTemporal, temporalTrouble } from '../../adapters/temporal/connect.ts';
import { createOpenings } from '../../adapters/temporal/openings.ts';
import { loadTemporalConfig } from '../../config/load.ts';
import type { EventId, SlotId, UserId } from '../../core/shared/ids.ts';
import { untilDone } from '../../runtime/retry.ts';
import { atBroker } from '../broker.ts';
import type { Desk } from '../desk.ts';
import { complain } from '../say.ts';

const redisWithinMs = 2_000;

type Added = { readonly event: EventId; readonly slots: readonly SlotId[]; readonly seats: number };

/**
 * Lists of slots are read anew, who is choosing sees them, who waits for a seat hears of them, and so does who listens to
 * slots. false: somebody does not.
 */
export async function tellOfSlots(desk: Desk, added: Added): Promise<boolean> {
  await forgetLists(desk, added);
  const waiting = await tellPeople(desk, added);
  const traceId = randomUUID();
  const told = await atBroker(desk.env, async (rabbit) => {
    for (const slot of added.slots)
      await slotAdded(rabbit, { slot, event: added.event, at: desk.now, traceId });
  });
  return waiting && told;
}

async function forgetLists({ config }: Desk, { event }: Added): Promise<void> {
  const redis = openRedis({ url: config.REDIS_URL, prefix: config.REDIS_PREFIX });
  try {
    // Without Redis there is no list to forget.
    const connected = async () => {
      if (!(await redis.health()).ok) throw new Error('not connected yet');
    };
    await untilDone(connected, { signal: AbortSignal.timeout(redisWithinMs), firstMs: 20, mostMs: 100 });
    await createSlotNews(redis).bump(event);
  } finally {
    await redis.close();
  }
}

/** More than these are not named one by one: the event has that many new seats, wherever they are. */
const mostNamed = 200;

async function tellPeople({ db, env }: Desk, { event, slots, seats }: Added): Promise<boolean> {
  const temporal = openTemporal(loadTemporalConfig(env));
  try {
    await tellChoosing(db, temporal.client, { event, slots });
    await createOpenings(temporal.client, (one) => anybodyWishes(db, one)).freed({
      event_id: event,
      key: `added:${slots[0] ?? ''}`,
      slots: slots.length <= mostNamed ? slots : null,
      seats,
      by: null,
    });
    return true;
  } catch (error) {
    complain(`Who is choosing or waits for a seat could not be told. ${temporalTrouble(error).sentence}`);
    return false;
  } finally {
    await temporal.close();
  }
}

const page = 100;

/** Until when there is something to book is known to each run: one that is not told would end with the slots it knows. */
async function tellChoosing(db: Db, client: Client, { event, slots }: Omit<Added, 'seats'>): Promise<void> {
  const changes = createChangeStore(db);
  const signals = createBookingSignals(client);
  const rev = (await findEvent(db, event))?.rev ?? 0;
  const initiated_by = { user_id: null, role: 'admin', channel: 'api' } as const;
  const notice = { change_id: `added:${slots[0] ?? ''}`, rev, initiated_by };
  let after: UserId | null = null;
  do {
    const users: readonly UserId[] = await changes.concernedOf(event, after, page);
    for (const user_id of users) await signals.eventChanged({ event_id: event, user_id }, notice);
    after = users.length < page ? null : (users.at(-1) ?? null);
  } while (after !== null);
}
