import type { Db } from 'mongodb';
import type { Menus } from '../../../activities/staff/menu.ts';
import { collections } from '../collections.ts';

type Mirror = (
  chat: number,
  shown: { readonly anchor: number | null; readonly lists: readonly number[]; readonly menu: string | null },
) => Promise<void>;

/** What stands in a chat of staff outlives us and Redis; `mirror`: the seed's keys, for whoever looks there. */
export function createMenus(db: Db, mirror: Mirror): Menus {
  const { staffMenus } = collections(db);
  const tell = async (chat: number) => {
    const row = await staffMenus.findOne({ _id: chat });
    await mirror(chat, {
      anchor: row?.anchor?.message_id ?? null,
      lists: row?.lists ?? [],
      menu: row?.menu ?? null,
    });
  };
  return {
    async read(chat) {
      const row = await staffMenus.findOne({ _id: chat });
      return { anchor: row?.anchor ?? null, lists: row?.lists ?? [] };
    },
    async anchored(chat, anchor) {
      await staffMenus.updateOne(
        { _id: chat },
        { $set: { anchor }, $setOnInsert: { lists: [], menu: null } },
        { upsert: true },
      );
      await tell(chat);
    },
    async listed(chat, lists, menu) {
      await staffMenus.updateOne(
        { _id: chat },
        { $set: { lists: [...lists], menu }, $setOnInsert: { anchor: null } },
        { upsert: true },
      );
      await tell(chat);
    },
  };
}
