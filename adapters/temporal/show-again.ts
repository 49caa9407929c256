import type { EventId, UserId } from '../../core/shared/ids.ts';

type Deps = {
  readonly drop: (telegramId: number) => Promise<void>;
  /** Where somebody looks at a message of ours. */
  readonly shownTo: (user: UserId) => Promise<readonly EventId[]>;
  readonly refresh: (whose: { readonly event_id: EventId; readonly user_id: UserId }) => Promise<void>;
};

/** The list has changed already: a message that cannot be shown again now refuses what is pressed on it. */
export const createListed =
  ({ drop, shownTo, refresh }: Deps) =>
  async (user_id: UserId, telegramId: number | null): Promise<void> => {
    if (telegramId === null) return;
    await drop(telegramId);
    const events = await shownTo(user_id);
    await Promise.allSettled(events.map((event_id) => refresh({ event_id, user_id })));
  };
