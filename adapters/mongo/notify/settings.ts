import type { Db, ObjectId } from 'mongodb';
import type { Setting } from '../../../core/notify/settings.ts';
import type { Index } from '../indexes.ts';

/** `notification_settings`, with the fields of notification-system §4. */
export type NotificationSettingDoc = {
  readonly _id: ObjectId;
  readonly company_id: string;
  readonly event_type: Setting['event_type'];
  readonly recipient_role: Setting['recipient_role'];
  readonly channel: Setting['channel'];
  readonly enabled: boolean;
  readonly ad_template_id: ObjectId | null;
};

export const notificationSettingIndexes: readonly Index[] = [
  {
    collection: 'notification_settings',
    keys: { company_id: 1, event_type: 1, recipient_role: 1, channel: 1 },
    options: { name: 'one_setting_for_each', unique: true },
    guards: 'two rows could say that the same message is on and off',
  },
];

export const notificationSettings = (db: Db) =>
  db.collection<NotificationSettingDoc>('notification_settings');

/** Read for every message: what is changed holds for those that are queued too. */
export async function settingsOf(db: Db, company: string): Promise<Setting[]> {
  const rows = await notificationSettings(db).find({ company_id: company }).toArray();
  return rows.map(({ event_type, recipient_role, channel, enabled, ad_template_id }) => ({
    event_type,
    recipient_role,
    channel,
    enabled,
    ad_template_id: ad_template_id?.toHexString() ?? null,
  }));
}
