import type { Db } from 'mongodb';
import type { CodeStore } from '../../../activities/sign-in/ports.ts';
import type { Codes } from '../../../admin/panel/ports/sign-in.ts';
import { langOf } from '../../../core/i18n/lang.ts';
import { codeLifeMs, codeTries } from '../../../core/staff/codes.ts';
import { staffRoles } from '../../../core/staff/role-change.ts';
import { plainName } from '../../../core/staff/sign-in.ts';
import { fits, sealed } from '../../secrets.ts';
import { collections } from '../collections.ts';
import type { UserDoc } from '../documents/user.ts';
import { asUserId } from '../ids.ts';

const works = { roles: { $in: [...staffRoles] }, erased_at: { $exists: false } };

/** Attempts to sign in by a code, of whoever asked; what tells staff from others never leaves here but by Telegram. */
export function createCodes(db: Db): Codes & CodeStore {
  const { users, signInAttempts: attempts } = collections(db);
  return {
    async open(attempt, who, now) {
      const person = await called(db, who);
      await attempts.insertOne({
        _id: attempt,
        user_id: person?._id ?? null,
        seal: null,
        tries: 0,
        until: new Date(now + codeLifeMs),
        used_at: null,
      });
    },
    async addressee(attempt, now) {
      const open = { _id: attempt, used_at: null, until: { $gt: new Date(now) } };
      const user_id = (await attempts.findOne(open))?.user_id;
      const person = user_id ? await users.findOne({ _id: user_id, ...works }) : null;
      if (!person?.telegram_id) return null;
      return { telegram_id: person.telegram_id, lang: langOf(person.lang, person.language_code) };
    },
    async keep(attempt, code, now) {
      const $set = { seal: await sealed(code), until: new Date(now + codeLifeMs) };
      await attempts.updateOne({ _id: attempt, used_at: null }, { $set });
    },
    async check(attempt, code, now) {
      const at = new Date(now);
      // Counted before it is looked at: two tries at once are two.
      const tried = await attempts.findOneAndUpdate(
        { _id: attempt, used_at: null, until: { $gt: at }, tries: { $lt: codeTries } },
        { $inc: { tries: 1 } },
        { returnDocument: 'after' },
      );
      if (!tried) return { ok: false, left: 0 };
      const right = await fits(code, tried.seal ?? undefined);
      if (!right || !tried.user_id) return { ok: false, left: codeTries - tried.tries };
      const used = await attempts.updateOne({ _id: attempt, used_at: null }, { $set: { used_at: at } });
      return used.modifiedCount === 1
        ? { ok: true, user_id: asUserId(tried.user_id) }
        : { ok: false, left: 0 };
    },
  };
}

/** By number or by username; of a username that several have nobody is meant. */
async function called(db: Db, who: string): Promise<Pick<UserDoc, '_id'> | undefined> {
  const { users } = collections(db);
  const name = plainName(who);
  const number = /^\d{1,16}$/.test(name) ? Number(name) : undefined;
  if (number === undefined && !/^\w{3,32}$/.test(name)) return undefined;
  const meant =
    number === undefined ? { username: { $regex: `^${name}$`, $options: 'i' } } : { telegram_id: number };
  const found = await users
    .find({ ...works, ...meant }, { projection: { _id: 1 } })
    .limit(2)
    .toArray();
  return found.length === 1 ? found[0] : undefined;
}
