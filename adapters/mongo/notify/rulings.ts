import { type Db, ObjectId } from 'mongodb';
import type { Rulings } from '../../../activities/messaging/ports.ts';
import { rulingOf } from '../../../core/notify/settings.ts';
import { collections } from '../collections.ts';
import { quietHours } from '../settings.ts';
import { adOf } from './ads.ts';
import { settingsOf } from './settings.ts';

/** What a company settled for the messages of its events’ candidates. */
export const createRulings = (db: Db): Rulings => ({
  async of(event, cell) {
    const found = await collections(db).events.findOne(
      { _id: new ObjectId(event) },
      { projection: { company_id: 1 } },
    );
    if (!found) return { enabled: true, ad: null, quiet: null };
    const { company_id } = found;
    const { enabled, ad_template_id } = rulingOf(await settingsOf(db, company_id), cell);
    if (ad_template_id === null) return { enabled, ad: null, quiet: null };
    const [ad, quiet] = await Promise.all([adOf(db, company_id, ad_template_id), quietHours(db, company_id)]);
    return { enabled, ad, quiet };
  },
});
