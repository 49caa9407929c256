import type { Db } from 'mongodb';
import type { LeftTopic, StaffGroupRounds } from '../../../activities/notices/ports.ts';
import { collections } from '../collections.ts';
import { adminsOf } from '../conversations/admins.ts';
import { namesOf } from '../panel/names.ts';
import { disconnect } from './connected.ts';

/** What waits to be done about groups of coordinators: there are as many as companies. */
export function createStaffGroupRounds(db: Db): StaffGroupRounds {
  const { staffGroups } = collections(db);
  return {
    async lost() {
      const found = await staffGroups.find({ 'lost.told': false }).toArray();
      return Promise.all(
        found.flatMap(({ _id, title, lost }) =>
          lost
            ? (async () => ({
                company_id: _id,
                title: title ?? '',
                why: lost.why,
                at: lost.at.getTime(),
                admins: await adminsOf(db, _id),
              }))()
            : [],
        ),
      );
    },
    async told(_id, at) {
      await staffGroups.updateOne({ _id, 'lost.at': new Date(at) }, { $set: { 'lost.told': true } });
    },
    async tests() {
      const found = await staffGroups.find({ test: { $exists: true } }).toArray();
      const names = await namesOf(
        db,
        found.flatMap(({ test }) => test?.by ?? []),
      );
      return found.flatMap(({ _id, chat_id, test, lang }) =>
        chat_id === undefined || !test
          ? []
          : {
              company_id: _id,
              chat_id,
              by: names.get(test.by.toHexString())?.name ?? '',
              at: test.at.getTime(),
              lang: lang ?? 'ru',
            },
      );
    },
    async tested(_id, at) {
      await staffGroups.updateOne({ _id, 'test.at': new Date(at) }, { $unset: { test: '' } });
    },
    async goneFrom(chat_id, now) {
      await disconnect(db, { chat_id }, { why: 'thrown_out', at: new Date(now) });
    },
    async leftovers(refusedBefore) {
      const found = await staffGroups.find({ 'leftovers.0': { $exists: true } }).toArray();
      const each = found.map(async ({ _id, leftovers = [] }): Promise<readonly LeftTopic[]> => {
        const due = leftovers.filter(({ refused_at }) => !refused_at || refused_at.getTime() < refusedBefore);
        const admins = due.some(({ refused_at }) => !refused_at) ? await adminsOf(db, _id) : [];
        return due.map(({ refused_at, ...place }) => ({
          company_id: _id,
          ...place,
          ...(refused_at ? { told: true } : { told: false, admins }),
        }));
      });
      return (await Promise.all(each)).flat();
    },
    async removed(_id, topic) {
      await staffGroups.updateOne({ _id }, { $pull: { leftovers: topic } });
    },
    async refused(_id, { chat_id, thread_id }, at) {
      const which = { arrayFilters: [{ 'one.chat_id': chat_id, 'one.thread_id': thread_id }] };
      const when = { $set: { 'leftovers.$[one].refused_at': new Date(at) } };
      await staffGroups.updateOne({ _id, leftovers: { $elemMatch: { chat_id, thread_id } } }, when, which);
    },
  };
}
