import { randomUUID } from 'node:crypto';
import { anybodyWishes } from '../../adapters/mongo/wishes.ts';
import { slotAdded } from '../../adapters/rabbit/slot-announcer.ts';
import { openRedis } from '../../adapters/redis/connect.ts';
import { createSlotNews } from '../../adapters/redis/slot-cache.ts';
import { openTemporal, temporalTrouble } from '../../adapters/temporal/connect.ts';
import { createOpenings } from '../../adapters/temporal/openings.ts';
import { loadTemporalConfig } from '../../config/load.ts';
import type { EventId, SlotId } from '../../core/shared/ids.ts';
import { untilDone } from '../../runtime/retry.ts';
import { atBroker } from '../broker.ts';
import type { Desk } from '../desk.ts';
import { complain } from '../say.ts';

const redisWithinMs = 2_000;

type Added = { readonly event: EventId; readonly slots: readonly SlotId[]; readonly seats: number };

/** Lists of slots are read anew, who waits for a seat hears of them, and who listens to slots does. false: somebody does not. */
export async function tellOfSlots(desk: Desk, added: Added): Promise<boolean> {
  await forgetLists(desk, added);
  const waiting = await tellWaiting(desk, added);
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

async function tellWaiting({ db, env }: Desk, { event, slots, seats }: Added): Promise<boolean> {
  const temporal = openTemporal(loadTemporalConfig(env));
  try {
    await createOpenings(temporal.client, (one) => anybodyWishes(db, one)).freed({
      event_id: event,
      key: `added:${slots[0] ?? ''}`,
      slots: slots.length <= mostNamed ? slots : null,
      seats,
      by: null,
    });
    return true;
  } catch (error) {
    complain(`Who waits for a seat could not be told. ${temporalTrouble(error).sentence}`);
    return false;
  } finally {
    await temporal.close();
  }
}
