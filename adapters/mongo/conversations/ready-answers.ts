import { type Db, ObjectId } from 'mongodb';
import type { ReadyAnswers } from '../../../admin/panel/ports/conversations.ts';
import { isObjectId } from '../../../core/shared/ids.ts';
import { collections } from '../collections.ts';

/** More than a choice can hold. */
const most = 200;

export function createReadyAnswers(db: Db): ReadyAnswers {
  const { readyAnswers } = collections(db);
  return {
    async list(company_id) {
      const found = await readyAnswers.find({ company_id }).limit(most).toArray();
      return found
        .map(({ _id, title, text, rev }) => ({ id: _id.toHexString(), title, text, rev }))
        .toSorted((one, other) => one.title.localeCompare(other.title));
    },
    async add(company_id, texts) {
      const _id = new ObjectId();
      await readyAnswers.insertOne({ _id, company_id, ...texts, rev: 1 });
      return _id.toHexString();
    },
    async change(company_id, id, rev, { title, text }) {
      if (!isObjectId(id)) return false;
      const { matchedCount } = await readyAnswers.updateOne(
        { _id: new ObjectId(id), company_id, rev },
        { $set: { title, text }, $inc: { rev: 1 } },
      );
      return matchedCount > 0;
    },
    async remove(company_id, id) {
      if (!isObjectId(id)) return false;
      const { deletedCount } = await readyAnswers.deleteOne({ _id: new ObjectId(id), company_id });
      return deletedCount > 0;
    },
  };
}
