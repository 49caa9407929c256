import type { Db, ObjectId } from 'mongodb';
import type { Migration } from './migration.ts';

type Named = { _id: ObjectId; username: string | null; username_key?: string | null };
const atOnce = 500;

/** Those who were named before usernames were compared without regard to capitals. */
export const usernameKeys: Migration = {
  id: 2,
  name: 'username keys',
  async up(db: Db) {
    const users = db.collection<Named>('users');
    for (;;) {
      const some = await users
        .find({ username: { $type: 'string' }, username_key: { $exists: false } })
        .project<{ _id: ObjectId; username: string }>({ username: 1 })
        .limit(atOnce)
        .toArray();
      if (some.length === 0) return;
      // A name that is changed in this moment comes with its key.
      const writes = some.map(({ _id, username }) => ({
        updateOne: {
          filter: { _id, username, username_key: { $exists: false } },
          update: { $set: { username_key: username.toLowerCase() } },
        },
      }));
      await users.bulkWrite(writes, { ordered: false });
    }
  },
};
