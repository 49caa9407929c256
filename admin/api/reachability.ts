import type { IdentityCache, People } from '../ports.ts';
import type { Handler } from './handler.ts';

export const reachability =
  (people: People, cache: IdentityCache): Handler<'reachability'> =>
  async ({ body }) => {
    const changed = await people.reached(body);
    if (changed) await cache.drop(body.telegram_id);
    return { body: { changed } };
  };
