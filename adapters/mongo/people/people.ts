import type { Db } from 'mongodb';
import type { People } from '../../../activities/person/ports.ts';
import { collections } from '../collections.ts';
import { oid } from '../ids.ts';
import { findByTelegramId, findPerson } from '../people.ts';
import { erase } from './erase.ts';
import { everythingAbout } from './everything.ts';
import { bindInvite } from './invite.ts';
import { personOf } from './row.ts';

export function createPeopleStore(db: Db): People {
  const { users } = collections(db);
  return {
    async byId(user) {
      const row = await findPerson(db, user);
      return row && personOf(row);
    },
    async byTelegram(telegramId) {
      const row = await findByTelegramId(db, telegramId);
      return row && personOf(row);
    },
    async setLang(user, lang) {
      await users.updateOne({ _id: oid(user) }, { $set: { lang } });
    },
    async noteLanguage(user, language_code) {
      await users.updateOne({ _id: oid(user), erased_at: { $exists: false } }, { $set: { language_code } });
    },
    async silence(user, now) {
      const $set = { broadcasts_off: true, broadcasts_off_at: new Date(now) };
      await users.updateOne({ _id: oid(user) }, { $set });
    },
    async hearAgain(user) {
      const stopped = { _id: oid(user), broadcasts_off: true, erased_at: { $exists: false } };
      const back = { $set: { broadcasts_off: false }, $unset: { broadcasts_off_at: '' as const } };
      return (await users.updateOne(stopped, back)).modifiedCount === 1;
    },
    bindInvite: bindInvite(db),
    everythingAbout: everythingAbout(db),
    erase: erase(db),
  };
}
