import type { Db } from 'mongodb';
import { collections } from '../collections.ts';

/** Whether what is said with people of this company is carried into topics. */
export const hasStaffGroup = async (db: Db, company_id: string): Promise<boolean> =>
  (await collections(db).staffGroups.countDocuments(
    { _id: company_id, chat_id: { $exists: true } },
    { limit: 1 },
  )) > 0;

/** From one instant on there is no group: topics stay as they are, and so does what was said in them. */
export async function disconnect(
  db: Db,
  of: { readonly _id?: string; readonly chat_id?: number },
  lost: { readonly why: 'thrown_out' | 'no_right' | 'not_forum'; readonly at: Date } | null,
): Promise<boolean> {
  const { staffGroups } = collections(db);
  const { matchedCount } = await staffGroups.updateOne(
    { ...of, ...(of.chat_id === undefined && { chat_id: { $exists: true } }) },
    {
      $unset: { chat_id: '', test: '', strangers: '', ...(lost === null && { lost: '' }) },
      ...(lost !== null && { $set: { lost: { ...lost, told: false } } }),
    },
  );
  return matchedCount > 0;
}
