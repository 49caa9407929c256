import type { Db } from 'mongodb';
import type { People } from '../../admin/ports.ts';
import type { Identity } from '../../contracts/api/identity.ts';
import { collections } from './collections.ts';
import type { UserDoc } from './documents/user.ts';
import { eventsOf } from './events.ts';
import { asEventId, asUserId } from './ids.ts';
import { allowedTelegramIds, findByTelegramId } from './people.ts';

/** Real time, or ahead of it in the sandbox. */
export type Clock = () => Promise<number>;

export function createPeople(db: Db, now: Clock): People {
  const { users } = collections(db);
  return {
    allowedTelegramIds: (company) => allowedTelegramIds(db, company ?? null),
    async identity(telegramId, company) {
      const person = within(await findByTelegramId(db, telegramId), company);
      return person && { ...identityOf(person, telegramId, await now()), events: await eventsOf(db, person) };
    },
    async find(telegramId, company) {
      const person = within(await findByTelegramId(db, telegramId), company);
      return person ? { user_id: asUserId(person._id), allowed: person.allowed } : undefined;
    },
    async reached({ telegram_id, reachable, at }) {
      const when = new Date(at);
      const { matchedCount } = await users.updateOne(
        { telegram_id, $or: [{ reachable_at: null }, { reachable_at: { $lt: when } }] },
        { $set: { reachable, reachable_at: when } },
      );
      return matchedCount > 0;
    },
  };
}

const within = (person: UserDoc | null, company: string | null | undefined): UserDoc | null =>
  company == null || person?.company_id === company ? person : null;

function identityOf(person: UserDoc, telegramId: number, now: number): Omit<Identity, 'events'> {
  const waits = person.waits_for_reason;
  return {
    user_id: asUserId(person._id),
    telegram_id: telegramId,
    roles: [...person.roles],
    allowed: person.allowed,
    lang: person.lang,
    language_code: person.language_code,
    waits_for_reason: waits && waits.until.getTime() > now ? { event_id: asEventId(waits.event_id) } : null,
  };
}
