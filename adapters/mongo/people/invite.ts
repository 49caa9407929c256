import type { Db } from 'mongodb';
import type { People } from '../../../activities/person/ports.ts';
import { collections } from '../collections.ts';
import { isDuplicateKey } from '../errors.ts';
import { personOf } from './row.ts';

/** One update decides who gets an invite: of two accounts that open the same link one finds it used. */
export const bindInvite =
  (db: Db): People['bindInvite'] =>
  async ({ token_hash, telegram_id, language_code, now }) => {
    const { users } = collections(db);
    const at = new Date(now);
    try {
      const bound = await users.findOneAndUpdate(
        {
          'invite.token_hash': token_hash,
          'invite.used_at': null,
          'invite.expires_at': { $gt: at },
          telegram_id: null,
          $or: [{ allowed: true }, { roles: { $in: ['specialist', 'admin', 'viewer'] } }],
        },
        {
          $set: { telegram_id, language_code, 'invite.used_at': at, reachable: 'yes', reachable_at: at },
        },
        { returnDocument: 'after' },
      );
      if (bound) return personOf(bound);
    } catch (error) {
      // The account is somebody's already: the unique index on it said so, and the invite is still unused.
      if (isDuplicateKey(error)) return null;
      throw error;
    }
    const before = await users.findOne({ 'invite.token_hash': token_hash, telegram_id });
    return before && personOf(before);
  };
