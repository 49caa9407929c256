import type { EventId, UserId } from '../../core/shared/ids.ts';
import type { Whose } from '../booking/orders.ts';

export type WishDeps = {
  readonly wishes: {
    /** One wish per person and event, however often it is made. */
    note(whose: Whose): Promise<void>;
  };
  /** That the next text of this person is a reason; null: it is not. Stands in MongoDB, and who they are is read anew. */
  readonly waitForReason: (user: UserId, wait: { event_id: EventId; until: number } | null) => Promise<void>;
};

/** What a candidate asks for beside a seat: to be told when one opens, and to say why they cancel. */
export const createWishActivities = ({ wishes, waitForReason }: WishDeps) => ({
  noteWish: (whose: Whose): Promise<void> => wishes.note(whose),
  awaitReason: ({ event_id, user_id, until }: Whose & { readonly until: number | null }): Promise<void> =>
    waitForReason(user_id, until === null ? null : { event_id, until }),
});
