import type { IdentityCache, People } from '../ports.ts';
import { type Handler, isHouse } from './handler.ts';

export const reachability =
  (people: People, cache: IdentityCache): Handler<'reachability'> =>
  async ({ body, company }) => {
    if (!isHouse(company)) return { problem: 'missing_scope' };
    const changed = await people.reached(body);
    if (changed) await cache.drop(body.telegram_id);
    return { body: { changed } };
  };
