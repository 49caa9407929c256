import { type Db, ObjectId } from 'mongodb';
import type { People } from '../../../activities/person/ports.ts';
import { collections } from '../collections.ts';
import { changeRole } from '../team/change-role.ts';

/** What stands where an account stood: texts have to have one. */
const nobody = 0;

/**
 * Takes out what says who somebody is; ids stay, so that seats and figures still add up. The texts go first: once the
 * account is gone from the person nothing would find them.
 */
export const erase =
  (db: Db): People['erase'] =>
  async (user, now) => {
    const { users, bookings, inboundTexts, wishes, anchors, acts, pushSubscriptions, pageVisits } =
      collections(db);
    const { conversations, conversationMessages } = collections(db);
    const id = new ObjectId(user);
    // Somebody who only looked, or holds a seat for minutes, has nothing that /cancel could end.
    const booked = [{ status: 'booked' as const }, { status: 'pending' as const, previous: { $ne: null } }];
    const ahead = await bookings.countDocuments({ user_id: id, active: true, $or: booked }, { limit: 1 });
    if (ahead > 0) return 'booked';
    const person = await users.findOne(
      { _id: id },
      { projection: { telegram_id: 1, roles: 1, company_id: 1 } },
    );
    // An admin’s role goes by the same rule as on the Team page, which two who leave at once cannot get around.
    if (person?.roles.includes('admin')) {
      const left = await changeRole(db, person.company_id, user, null);
      if (left === 'last_admin') return left;
    }
    if (person?.telegram_id)
      await inboundTexts.updateMany(
        { telegram_id: person.telegram_id },
        { $set: { text: '', telegram_id: nobody } },
      );
    await leaveTopic(db, id);
    await Promise.all([
      wishes.deleteMany({ user_id: id }),
      anchors.deleteMany({ user_id: id }),
      // What a list said of them, and what it would have changed.
      db.collection('import_rows').deleteMany({ user_id: id }),
      db.collection('staff_notes').updateMany({ user_id: id }, { $set: { text: '' } }),
      forgetEntry(db, id),
      pushSubscriptions.deleteMany({ user_id: id }),
      pageVisits.deleteMany({ user_id: id }),
      conversationMessages.deleteMany({ user_id: id }),
      conversations.deleteMany({ _id: id }),
      // That something was changed stays; from what to what may be a name.
      acts.updateMany({ kind: 'act', user_id: id }, { $set: { before: {}, after: {}, reason: null } }),
    ]);
    await users.updateOne({ _id: id }, { $set: { ...forgotten, erased_at: new Date(now) } });
    return 'erased';
  };

/** What was said in their topic is deleted with it, by whoever speaks to Telegram. */
async function leaveTopic(db: Db, _id: ObjectId): Promise<void> {
  const { conversations, staffGroups } = collections(db);
  const talk = await conversations.findOne({ _id }, { projection: { company_id: 1, topic: 1 } });
  if (!talk?.topic || talk.topic.thread_id === null) return;
  const { chat_id, thread_id } = talk.topic;
  await staffGroups.updateOne({ _id: talk.company_id }, { $addToSet: { leftovers: { chat_id, thread_id } } });
}

/** By what they came into the panel, and from where. */
async function forgetEntry(db: Db, user_id: ObjectId): Promise<void> {
  const { credentials, sessions, signInLinks, signInAttempts } = collections(db);
  await Promise.all([
    credentials.deleteOne({ _id: user_id }),
    sessions.deleteMany({ user_id }),
    signInLinks.deleteMany({ user_id }),
    signInAttempts.deleteMany({ user_id }),
  ]);
}

const forgotten = {
  telegram_id: null,
  username: null,
  username_key: null,
  first_name: null,
  last_name: null,
  phone: null,
  invite: null,
  lang: null,
  language_code: null,
  allowed: false,
  roles: [],
  broadcasts_off: true,
  waits_for_reason: null,
};
