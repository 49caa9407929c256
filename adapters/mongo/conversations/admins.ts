import type { Db } from 'mongodb';
import type { Admin } from '../../../activities/provisioner/tell.ts';
import { collections } from '../collections.ts';
import { asUserId } from '../ids.ts';
import { listenerFields, listenerOf } from './talk.ts';

/** Admins of a company who have Telegram. */
export async function adminsOf(db: Db, company_id: string): Promise<readonly Admin[]> {
  const found = await collections(db)
    .users.find({ company_id, roles: 'admin' }, { projection: listenerFields })
    .toArray();
  return found.flatMap((one) => {
    const listener = listenerOf(one);
    return listener ? [{ user_id: asUserId(one._id), ...listener }] : [];
  });
}
