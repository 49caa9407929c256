import { type Db, ObjectId } from 'mongodb';
import type { Ad } from '../../../core/notify/ads.ts';
import type { Index } from '../indexes.ts';

/** `ad_templates`, with the fields of notification-system §4. */
export type AdTemplateDoc = {
  readonly _id: ObjectId;
  readonly company_id: string;
  readonly name: string;
  /** Telegram’s HTML, as it was typed. */
  readonly content_tg: string;
  /** The same few tags, for people without Telegram; null: the same text. */
  readonly content_html: string | null;
  readonly active: boolean;
  readonly valid_until: Date | null;
  /** Rises with every change. */
  readonly rev: number;
};

export const adTemplateIndexes: readonly Index[] = [
  {
    collection: 'ad_templates',
    keys: { company_id: 1, _id: -1 },
    options: { name: 'ads_of_a_company' },
    guards: 'a company’s advertisements are looked for among everybody’s',
  },
];

export const adTemplates = (db: Db) => db.collection<AdTemplateDoc>('ad_templates');

/** Read for every message it stands under: what is changed holds at once. */
export async function adOf(db: Db, company: string, id: string): Promise<Ad | null> {
  const found = await adTemplates(db).findOne({ _id: new ObjectId(id), company_id: company });
  if (!found) return null;
  const { content_tg, content_html, active, valid_until } = found;
  return { content_tg, content_html, active, valid_until: valid_until?.getTime() ?? null };
}
