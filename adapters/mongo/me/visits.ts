import type { Db, Filter } from 'mongodb';
import type { Visits } from '../../../admin/me/ports.ts';
import { langOf } from '../../../core/i18n/lang.ts';
import { collections } from '../collections.ts';
import type { UserDoc } from '../documents/user.ts';
import { asUserId, oid } from '../ids.ts';
import type { Index } from '../indexes.ts';
import { nameOf } from '../panel/names.ts';

export const visitIndexes: readonly Index[] = [
  {
    collection: 'page_visits',
    keys: { user_id: 1 },
    options: { name: 'visits_of_person' },
    guards: 'forgetting one person reads every browser anybody came with',
  },
  {
    collection: 'page_visits',
    keys: { created_at: 1 },
    options: { name: 'visits_by_age' },
    guards: 'pruning old visits reads all of them every night',
  },
];

/** Longer than anybody is invited ahead; the link itself is good for days only. */
const visitDays = 120;
const dayMs = 86_400_000;

export function createVisits(db: Db): Visits {
  const { users, pageVisits, pushSubscriptions } = collections(db);
  const invited = (hash: string): Filter<UserDoc> => ({
    'invite.token_hash': hash,
    roles: 'candidate',
    erased_at: { $exists: false },
  });
  return {
    async open({ invite_hash, visit_hash, language, now }) {
      const at = new Date(now);
      const person = await users.findOne(invited(invite_hash));
      if (!person?.invite) return 'unknown';
      if (person.telegram_id !== null) return 'telegram';
      if (person.invite.expires_at <= at || !person.allowed) return 'unknown';
      // As the bot notes what Telegram says: what they chose themselves stands.
      if (language !== null && person.language_code !== language)
        await users.updateOne({ _id: person._id }, { $set: { language_code: language } });
      await pageVisits.insertOne({ _id: visit_hash, user_id: person._id, invite_hash, created_at: at });
      return 'opened';
    },
    async find(visit_hash, now) {
      const visit = await pageVisits.findOne({ _id: visit_hash });
      if (!visit || visit.created_at.getTime() + visitDays * dayMs <= now) return undefined;
      const person = await users.findOne({ ...invited(visit.invite_hash), _id: visit.user_id });
      return (
        (person && {
          user_id: asUserId(person._id),
          name: nameOf(person),
          lang: langOf(person.lang, person.language_code),
          allowed: person.allowed,
          in_telegram: person.telegram_id !== null,
        }) ??
        undefined
      );
    },
    async end(visit_hash) {
      const visit = await pageVisits.findOneAndDelete({ _id: visit_hash });
      // Whoever uses this browser next must not read of them.
      if (visit) await pushSubscriptions.deleteMany({ user_id: visit.user_id, visit: visit_hash });
    },
    async speak(user, lang) {
      await users.updateOne({ _id: oid(user) }, { $set: { lang } });
    },
  };
}
