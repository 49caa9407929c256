import { openRedis } from '../../adapters/redis/connect.ts';
import { bookingButton } from '../../contracts/callback-data.ts';
import { redisKeys } from '../../contracts/redis-keys.ts';
import { eventId } from '../../core/shared/ids.ts';
import { type Walker, walker } from '../support/candidate.ts';
import { moscow } from '../support/house.ts';
import { waitFor } from '../support/wait.ts';
import type { Ground } from './ground.ts';

/** Somebody who is booked and whose earlier taps no longer count. */
export async function bookedAndRested(ground: Ground, name: string): Promise<Walker> {
  const { id } = await ground.house.event({ starts: [moscow(4, '10:00'), moscow(4, '11:00')] });
  const one = await walker(ground.house, name, id);
  await one.books();
  const { REDIS_PREFIX: prefix = '', REDIS_URL: url = '' } = ground.house.env;
  const redis = openRedis({ url, prefix });
  const key = redisKeys.rateLimit(one.person.id);
  await waitFor('the rate limit to forget', async () => (await redis.client.exists(key)) === 0 || undefined);
  await redis.close();
  return one;
}

/**
 * Clears the booking for a move and takes it back, tap by tap: each one is committed and has to be announced. Answers how long the
 * middle one took: where the machine stands still for a moment, a few take long.
 */
export async function twentyTaps(who: Walker): Promise<number> {
  const { person, event } = who;
  const { message_id } = await who.sees(/./);
  const took: number[] = [];
  for (let count = 0; count < 20; count += 1) {
    const press = { kind: count % 2 === 0 ? 'move' : 'keep' } as const;
    const began = performance.now();
    const tap = await person.forges(bookingButton(eventId(event), press), { message_id });
    await tap.answer(30_000);
    took.push(performance.now() - began);
  }
  return took.toSorted((one, other) => one - other)[took.length / 2] ?? 0;
}
