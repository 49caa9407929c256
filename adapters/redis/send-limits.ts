import { redisKeys } from '../../contracts/redis-keys.ts';
import { ceilings, isGroup, refusedTogetherMs, type SendLimits } from '../telegram/limits.ts';
import type { Cache } from './connect.ts';
import { script } from './script.ts';
import { noteRefusal, takeTurn } from './send-limits-script.ts';

const take = script(takeTurn);
const note = script(noteRefusal);

/** Telegram's ceilings over all processes; `alone` is asked while Redis is away. */
export const createSharedLimits = (redis: Cache, alone: SendLimits): SendLimits => ({
  take: (chat, lane) =>
    redis.tryRedis(
      async (client) => {
        const keys = [
          redisKeys.sendBudget,
          redisKeys.sendPeople,
          redisKeys.sendChat(chat),
          redisKeys.sendGroup(chat),
          redisKeys.sendPause(chat),
          redisKeys.sendPause('bulk'),
        ];
        const wait = Number(
          await take(client, keys, [
            lane,
            ceilings.perSecond,
            ceilings.burst,
            ceilings.people,
            ceilings.peopleWindowMs,
            ceilings.chatBurst,
            ceilings.chatPerSecond,
            isGroup(chat) ? ceilings.groupPerMinute : 0,
          ]),
        );
        if (wait === 0) return { go: true };
        return { go: false, ms: Math.abs(wait), because: wait < 0 ? 'chat' : 'budget' };
      },
      () => alone.take(chat, lane),
    ),
  pausedFor: (chat) =>
    redis.tryRedis(
      async (client) => Math.max(0, await client.pttl(redisKeys.sendPause(chat))),
      () => alone.pausedFor(chat),
    ),
  async refused(chat, ms) {
    // Both: what Redis forgets when it goes, this process still knows.
    await alone.refused(chat, ms);
    await redis.tryRedis(
      async (client) => {
        const keys = [redisKeys.sendPause(chat), redisKeys.sendPause('bulk'), redisKeys.sendRefused];
        await note(client, keys, [String(chat), Math.ceil(ms), refusedTogetherMs]);
      },
      () => undefined,
    );
  },
});
