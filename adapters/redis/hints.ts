import type { Hints, Mirror } from '../../activities/messaging/ports.ts';
import { redisKeys } from '../../contracts/redis-keys.ts';
import { moscowStamp } from '../../core/time/moscow.ts';
import type { Cache } from './connect.ts';

/** Longer than Telegram keeps a tap. */
const answeredSeconds = 200;
const mirrorSeconds = 3_600;

/** The seed's `temp_data`, with the event added. */
function tempData(mirror: Mirror): string {
  const [day, time] =
    mirror.state === 'waiting_for_confirmation' ? moscowStamp(mirror.starts_at).split(' ') : [];
  return JSON.stringify({
    selected_date: day ?? null,
    selected_slot: time ?? null,
    event_id: mirror.event_id,
  });
}

export const createHints = (redis: Cache): Hints => ({
  async answered(queryId) {
    await redis.tryRedis<unknown>(
      (client) => client.set(redisKeys.answered(queryId), '1', 'EX', answeredSeconds),
      () => undefined,
    );
  },
  async mirror(telegramId, mirror) {
    const state = redisKeys.userState(telegramId);
    const data = redisKeys.userTempData(telegramId);
    await redis.tryRedis<unknown>(
      (client) =>
        mirror === null
          ? client.del(state, data)
          : client
              .multi()
              .set(state, mirror.state, 'EX', mirrorSeconds)
              .set(data, tempData(mirror), 'EX', mirrorSeconds)
              .exec(),
      () => undefined,
    );
  },
});
