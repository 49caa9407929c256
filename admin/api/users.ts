import type { People } from '../ports.ts';
import type { Handler } from './handler.ts';

/** In one order, so that the same list has the same ETag. */
export const allowedUsers =
  (people: People): Handler<'allowedUsers'> =>
  async () => ({ body: [...(await people.allowedTelegramIds())].sort((a, b) => a - b) });

/** Nobody is an answer, too: the bot refuses strangers by it. */
export const user =
  (people: People): Handler<'user'> =>
  async ({ query }) => ({ body: { user: await people.identity(query.telegram_id) } });
