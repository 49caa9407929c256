import { redisKeys } from '../../contracts/redis-keys.ts';
import type { Cache } from './connect.ts';

type Shown = {
  readonly anchor: number | null;
  readonly lists: readonly number[];
  readonly menu: string | null;
};

/** The seed's keys of the menus of staff. Nothing decides by them, and losing them loses nothing. */
export const createMenuMirror =
  (redis: Cache) =>
  async (chat: number, { anchor, lists, menu }: Shown): Promise<void> => {
    await redis.tryRedis<unknown>(
      (client) => {
        const all = client
          .multi()
          .del(redisKeys.menu(chat), redisKeys.inline(chat), redisKeys.currentMenu(chat));
        if (anchor !== null) all.set(redisKeys.menu(chat), String(anchor));
        if (lists.length > 0) all.rpush(redisKeys.inline(chat), ...lists.map(String));
        if (menu !== null) all.set(redisKeys.currentMenu(chat), menu);
        return all.exec();
      },
      () => undefined,
    );
  };
