import { type Db, ObjectId } from 'mongodb';
import type { People } from '../../../activities/person/ports.ts';
import type { PersonRow } from './row.ts';

/**
 * Takes out what says who somebody is; ids stay, so that seats and figures still add up. The texts go first: once the
 * account is gone from the person nothing would find them.
 */
export const erase =
  (db: Db): People['erase'] =>
  async (user, now) => {
    const users = db.collection<PersonRow>('users');
    const id = new ObjectId(user);
    const ahead = { user_id: id, active: true, status: { $in: ['pending', 'booked'] } };
    if ((await db.collection('bookings').countDocuments(ahead, { limit: 1 })) > 0) return 'booked';
    const person = await users.findOne({ _id: id }, { projection: { telegram_id: 1 } });
    if (person?.telegram_id)
      await db
        .collection<{ telegram_id: number | null; text: string }>('inbound_texts')
        .updateMany({ telegram_id: person.telegram_id }, { $set: { text: '', telegram_id: null } });
    await Promise.all([
      db.collection('slot_wishes').deleteMany({ user_id: id }),
      db.collection('anchors').deleteMany({ user_id: id }),
    ]);
    await users.updateOne(
      { _id: id },
      {
        $set: {
          telegram_id: null,
          username: null,
          first_name: null,
          last_name: null,
          phone: null,
          invite: null,
          lang: null,
          language_code: null,
          allowed: false,
          roles: [],
          push_subscriptions: [],
          broadcasts_off: true,
          waits_for_reason: null,
          erased_at: new Date(now),
        },
      },
    );
    return 'erased';
  };
