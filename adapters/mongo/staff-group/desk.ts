import { createHash, randomInt } from 'node:crypto';
import type { Db } from 'mongodb';
import type { StaffGroupDesk } from '../../../admin/panel/ports/staff-group.ts';
import { collections } from '../collections.ts';
import { oid } from '../ids.ts';
import { namesOf } from '../panel/names.ts';
import { disconnect } from './connected.ts';

/** Nothing that is read as something else. */
const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 12;
const goodForMs = 15 * 60_000;

/** The group of coordinators, as administrators see to it in the panel. */
export function createStaffGroupDesk(db: Db): StaffGroupDesk {
  const { staffGroups } = collections(db);
  return {
    async read(company) {
      const found = await staffGroups.findOne({ _id: company });
      const title = found?.title ?? '';
      if (found?.chat_id === undefined)
        return { connected: null, lost: found?.lost ? { title, why: found.lost.why } : null };
      const by = found.connected_by;
      const names = await namesOf(db, by ? [by] : []);
      return { connected: { title, by: (by && names.get(by.toHexString())?.name) ?? '' }, lost: null };
    },
    async makeCode(company, now) {
      const code = Array.from({ length }, () => letters[randomInt(letters.length)]).join('');
      const hash = createHash('sha256').update(code).digest('hex');
      await staffGroups.updateOne(
        { _id: company },
        { $set: { code: { hash, until: new Date(now + goodForMs) } } },
        { upsert: true },
      );
      return code;
    },
    async test(company, by, now) {
      const { matchedCount } = await staffGroups.updateOne(
        { _id: company, chat_id: { $exists: true } },
        { $set: { test: { at: new Date(now), by: oid(by) } } },
      );
      return matchedCount > 0;
    },
    async disconnect(company) {
      const found = await staffGroups.findOne({ _id: company });
      return (await disconnect(db, { _id: company }, null)) ? (found?.title ?? '') : undefined;
    },
  };
}
