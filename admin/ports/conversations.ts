import type { Said } from '../../contracts/api/conversations.ts';

/** What people say to the bot, for the coordinators of their company. */
export type SaidKeeper = {
  /** Once per update. null: an edit of something that is not kept. */
  keep(
    said: Said,
  ): Promise<{ readonly user_id: string; readonly message_id: string } | 'unknown_user' | null>;
};
