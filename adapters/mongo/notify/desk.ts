import { type Db, ObjectId } from 'mongodb';
import type { NotifyDesk } from '../../../admin/ports/notifications.ts';
import type { AdBody, ChangeAd, CreateAd, SettingBody } from '../../../contracts/api/notifications.ts';
import type { Setting } from '../../../core/notify/settings.ts';
import { pageOf } from '../api/page.ts';
import { inserted } from '../errors.ts';
import { type AdTemplateDoc, adTemplates } from './ads.ts';
import { type NotificationSettingDoc, notificationSettings } from './settings.ts';

/** What staff and programs settle about messages. */
export const createNotifyDesk = (db: Db): NotifyDesk => ({ ...settingsDesk(db), ...adsDesk(db) });

const theirs = (company: string, id: string) => ({ _id: new ObjectId(id), company_id: company });
const after = { returnDocument: 'after' } as const;
const given = (fields: object) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

type SettingsDesk = Pick<
  NotifyDesk,
  'settings' | 'setting' | 'addSetting' | 'changeSetting' | 'removeSetting'
>;

function settingsDesk(db: Db): SettingsDesk {
  const settings = notificationSettings(db);
  return {
    async settings(company, page) {
      const found = await pageOf(settings, { company_id: company }, page);
      return { ...found, rows: found.rows.map(settingBody) };
    },
    async setting(company, id) {
      const row = await settings.findOne(theirs(company, id));
      return row ? settingBody(row) : undefined;
    },
    async addSetting(company, wanted) {
      const row = { _id: new ObjectId(), company_id: company, ...settingFields(wanted) };
      return (await inserted(() => settings.insertOne(row))) ? settingBody(row) : undefined;
    },
    async changeSetting(company, id, { enabled, ad_template_id }) {
      const $set = given({
        enabled,
        ad_template_id: typeof ad_template_id === 'string' ? new ObjectId(ad_template_id) : ad_template_id,
      });
      const row = await settings.findOneAndUpdate(theirs(company, id), { $set }, after);
      return row ? settingBody(row) : undefined;
    },
    removeSetting: async (company, id) => (await settings.deleteOne(theirs(company, id))).deletedCount > 0,
  };
}

const settingFields = ({ event_type, recipient_role, channel, enabled, ad_template_id }: Setting) => ({
  event_type,
  recipient_role,
  channel,
  enabled,
  ad_template_id: ad_template_id === null ? null : new ObjectId(ad_template_id),
});

const settingBody = ({ _id, company_id: _company, ...row }: NotificationSettingDoc): SettingBody => ({
  setting_id: _id.toHexString(),
  event_type: row.event_type,
  recipient_role: row.recipient_role,
  channel: row.channel,
  enabled: row.enabled,
  ad_template_id: row.ad_template_id?.toHexString() ?? null,
});

type AdsDesk = Pick<NotifyDesk, 'ads' | 'ad' | 'addAd' | 'changeAd' | 'removeAd'>;

function adsDesk(db: Db): AdsDesk {
  const ads = adTemplates(db);
  return {
    async ads(company, page) {
      const found = await pageOf(ads, { company_id: company }, page);
      return { ...found, rows: found.rows.map(adBody) };
    },
    async ad(company, id) {
      const row = await ads.findOne(theirs(company, id));
      return row ? adBody(row) : undefined;
    },
    async addAd(company, wanted) {
      const row = { _id: new ObjectId(), company_id: company, ...adFields(wanted), rev: 1 };
      await ads.insertOne(row);
      return adBody(row);
    },
    async changeAd(company, id, { seen_rev, valid_until, ...edit }: ChangeAd) {
      const $set = given({ ...edit, valid_until: instant(valid_until) });
      const seen = seen_rev === undefined ? {} : { rev: seen_rev };
      const change = { $set, $inc: { rev: 1 } };
      const row = await ads.findOneAndUpdate({ ...theirs(company, id), ...seen }, change, after);
      if (row) return adBody(row);
      return (await ads.findOne(theirs(company, id))) ? 'changed_meanwhile' : undefined;
    },
    async removeAd(company, id) {
      const used = { company_id: company, ad_template_id: new ObjectId(id) };
      await notificationSettings(db).updateMany(used, { $set: { ad_template_id: null } });
      return (await ads.deleteOne(theirs(company, id))).deletedCount > 0;
    },
  };
}

const adFields = ({ name, content_tg, content_html, active, valid_until }: CreateAd) => ({
  name,
  content_tg,
  content_html,
  active,
  valid_until: valid_until === null ? null : new Date(valid_until),
});

const instant = (given: string | null | undefined): Date | null | undefined =>
  typeof given === 'string' ? new Date(given) : given;

const adBody = (row: AdTemplateDoc): AdBody => ({
  ad_template_id: row._id.toHexString(),
  name: row.name,
  content_tg: row.content_tg,
  content_html: row.content_html,
  active: row.active,
  valid_until: row.valid_until?.toISOString() ?? null,
  rev: row.rev,
});
