import { type Db, ObjectId } from 'mongodb';
import type { PanelNotifications } from '../../../admin/panel/ports/notifications.ts';
import type { Setting } from '../../../core/notify/settings.ts';
import { inserted } from '../errors.ts';
import { adTemplates } from '../notify/ads.ts';
import { createNotifyDesk } from '../notify/desk.ts';
import { notificationSettings, settingsOf } from '../notify/settings.ts';

const stored = ({ enabled, ad_template_id }: Setting) => ({
  enabled,
  ad_template_id: ad_template_id === null ? null : new ObjectId(ad_template_id),
});

export function createPanelNotifications(db: Db): PanelNotifications {
  const settings = notificationSettings(db);
  const { addAd, changeAd, removeAd } = createNotifyDesk(db);
  return {
    addAd,
    changeAd,
    removeAd,
    rows: (company) => settingsOf(db, company),
    async settle(company, { place, channel, was, wanted }) {
      const cell = { company_id: company, ...place, channel };
      if (!was && !wanted) return true;
      if (!was && wanted)
        return inserted(() => settings.insertOne({ _id: new ObjectId(), ...cell, ...stored(wanted) }));
      const seen = { ...cell, ...(was && stored(was)) };
      if (!wanted) return (await settings.deleteOne(seen)).deletedCount === 1;
      return (await settings.updateOne(seen, { $set: stored(wanted) })).matchedCount === 1;
    },
    async allAds(company) {
      const rows = await adTemplates(db).find({ company_id: company }).sort({ _id: -1 }).toArray();
      return rows.map(({ _id, company_id: _company, valid_until, ...row }) => ({
        ...row,
        id: _id.toHexString(),
        valid_until: valid_until?.getTime() ?? null,
      }));
    },
  };
}
