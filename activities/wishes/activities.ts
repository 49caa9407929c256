import type { Opening } from '../../contracts/workflows/wishes.ts';
import type { Whose } from '../booking/orders.ts';
import type { WishDeps } from './ports.ts';

/** SPEC §11: of each freed seat the first three hear. */
const toldPerSeat = 3;
const page = 25;

/** What a candidate asks for beside a seat: to be told when one opens, and to say why they cancel. */
export const createWishActivities = ({ wishes, time, slotOpened, waitForReason }: WishDeps) => ({
  noteWish: async ({ event_id, user_id }: Whose): Promise<void> =>
    wishes.note({ event_id, user_id }, await time.now()),

  /** One page. Begun again after a crash it tells those it had chosen, and chooses only as many as are missing. */
  async tellWishes(opening: Opening): Promise<{ told: number; more: boolean }> {
    const { event_id, key } = opening;
    const now = await time.now();
    const [free, before] = await Promise.all([wishes.freeSeats(opening, now), wishes.chosen(opening)]);
    const wanted = toldPerSeat * Math.min(opening.seats ?? free, free) - before.count;
    const most = Math.max(0, Math.min(wanted, page));
    const fresh = most === 0 ? [] : await wishes.choose(opening, most, now);
    const users = [...before.untold, ...fresh];
    for (const user_id of users) {
      await slotOpened({ event_id, user_id }, key);
      await wishes.told(opening, user_id);
    }
    return { told: users.length, more: fresh.length === page };
  },

  awaitReason: ({ event_id, user_id, until }: Whose & { readonly until: number | null }): Promise<void> =>
    waitForReason(user_id, { event_id, until }),
});

export type WishActivities = ReturnType<typeof createWishActivities>;
