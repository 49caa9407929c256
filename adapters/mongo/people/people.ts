import { type Db, ObjectId } from 'mongodb';
import type { People } from '../../../activities/person/ports.ts';
import { erase } from './erase.ts';
import { everythingAbout } from './everything.ts';
import { bindInvite } from './invite.ts';
import { type PersonRow, personOf } from './row.ts';

export function createPeopleStore(db: Db): People {
  const users = db.collection<PersonRow>('users');
  return {
    async byId(user) {
      const row = await users.findOne({ _id: new ObjectId(user) });
      return row && personOf(row);
    },
    async byTelegram(telegramId) {
      const row = await users.findOne({ telegram_id: telegramId });
      return row && personOf(row);
    },
    async setLang(user, lang) {
      await users.updateOne({ _id: new ObjectId(user) }, { $set: { lang } });
    },
    async silence(user) {
      await users.updateOne({ _id: new ObjectId(user) }, { $set: { broadcasts_off: true } });
    },
    bindInvite: bindInvite(users),
    everythingAbout: everythingAbout(db),
    erase: erase(db),
  };
}
