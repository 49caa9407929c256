import { type Db, ObjectId } from 'mongodb';
import type { TroubleRow } from '../../../admin/broadcasts/ports.ts';
import type { Page } from '../../../admin/panel/ports/page.ts';
import { isObjectId } from '../../../core/shared/ids.ts';
import { collections } from '../collections.ts';
import { asUserId } from '../ids.ts';
import { namesOf } from '../panel/names.ts';

const states = ['failed', 'blocked', 'unknown', 'skipped'] as const;

/** Who did not get it and why, in the order they were written to. */
export async function readTroubles(
  db: Db,
  company: string,
  id: string,
  { after, most }: { readonly after: string | undefined; readonly most: number },
): Promise<Page<TroubleRow>> {
  if (!isObjectId(id)) return { rows: [] };
  const from = after !== undefined && /^\d{1,9}$/.test(after) ? { n: { $gt: Number(after) } } : {};
  const found = await collections(db)
    .recipients.find({
      broadcast_id: new ObjectId(id),
      company_id: company,
      state: { $in: [...states] },
      ...from,
    })
    .sort({ n: 1 })
    .limit(most + 1)
    .toArray();
  const shown = found.slice(0, most);
  const names = await namesOf(
    db,
    shown.map((row) => row.user_id),
  );
  const rows = shown.flatMap(({ user_id, state, reason }) => {
    const known = states.find((one) => one === state);
    const person = names.get(user_id.toHexString());
    if (!known) return [];
    const { name = '', username = null } = person ?? {};
    return [{ user_id: asUserId(user_id), name, username, state: known, reason: reason ?? '' }];
  });
  const last = shown.at(-1);
  return { rows, ...(found.length > most && last ? { next: String(last.n) } : {}) };
}
