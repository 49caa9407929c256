import type { Db } from 'mongodb';
import type {
  OwnSession,
  Sessions,
  SignInLinks,
  StaffLanguage,
  StaffNames,
  StaffNotices,
} from '../../../admin/panel/ports/staff.ts';
import { collections } from '../collections.ts';
import type { SessionDoc } from '../documents/small.ts';
import { asUserId, oid } from '../ids.ts';
import type { Index } from '../indexes.ts';
import { nameOf } from './names.ts';

export const sessionIndexes: readonly Index[] = [
  {
    collection: 'sessions',
    keys: { user_id: 1, ended_at: 1 },
    options: { name: 'sessions_of_person' },
    guards: 'ending one person’s sessions reads everybody’s',
  },
];

export function createSessions(db: Db): Sessions {
  const { sessions, users } = collections(db);
  return {
    async open({ id, user_id, browser, at }) {
      const when = new Date(at);
      await sessions.insertOne({
        _id: id,
        user_id: oid(user_id),
        browser,
        created_at: when,
        seen_at: when,
        ended_at: null,
      });
    },
    async find(id) {
      const session = await sessions.findOne({ _id: id, ended_at: null });
      const person = session && (await users.findOne({ _id: session.user_id }));
      if (!session || !person || person.erased_at) return undefined;
      return {
        session: sessionOf(session),
        person: {
          user_id: asUserId(person._id),
          company_id: person.company_id,
          name: nameOf(person),
          roles: person.roles,
          lang: person.lang,
        },
      };
    },
    async seen(id, at) {
      await sessions.updateOne({ _id: id, ended_at: null }, { $set: { seen_at: new Date(at) } });
    },
    async end(id, at) {
      await sessions.updateOne({ _id: id, ended_at: null }, { $set: { ended_at: new Date(at) } });
    },
    async of(user) {
      const found = await sessions
        .find({ user_id: oid(user), ended_at: null })
        .sort({ seen_at: -1 })
        .toArray();
      return found.map(sessionOf);
    },
    async endOwn(user, id, at) {
      const own = { _id: id, user_id: oid(user), ended_at: null };
      await sessions.updateOne(own, { $set: { ended_at: new Date(at) } });
    },
    async endOthers(user, except, at) {
      const others = except === null ? {} : { _id: { $ne: except } };
      const ended = { $set: { ended_at: new Date(at) } };
      await sessions.updateMany({ user_id: oid(user), ended_at: null, ...others }, ended);
    },
  };
}

const sessionOf = ({ _id, user_id, created_at, seen_at, browser }: SessionDoc): OwnSession => ({
  id: _id,
  user_id: asUserId(user_id),
  created_at: created_at.getTime(),
  seen_at: seen_at.getTime(),
  browser,
});

export function createSignInLinks(db: Db): SignInLinks {
  const { signInLinks: links } = collections(db);
  return {
    async make({ hash, user_id, until }) {
      await links.insertOne({ _id: hash, user_id: oid(user_id), expires_at: new Date(until), used_at: null });
    },
    async drop(user, at) {
      await links.updateMany({ user_id: oid(user), used_at: null }, { $set: { used_at: new Date(at) } });
    },
    async use(hash, now) {
      const at = new Date(now);
      const young = { _id: hash, used_at: null, expires_at: { $gt: at } };
      const { modifiedCount } = await links.updateOne(young, { $set: { used_at: at } });
      const link = modifiedCount === 1 ? await links.findOne({ _id: hash }) : null;
      return link ? asUserId(link.user_id) : undefined;
    },
  };
}

export const createStaffLanguage = (db: Db): StaffLanguage => ({
  async choose(user, lang) {
    await collections(db).users.updateOne({ _id: oid(user) }, { $set: { lang } });
  },
});

export const createStaffNotices = (db: Db): StaffNotices => ({
  async read(user) {
    const person = await collections(db).users.findOne({ _id: oid(user) }, { projection: { notices: 1 } });
    return person?.notices ?? 'instant';
  },
  async choose(user, notices) {
    await collections(db).users.updateOne({ _id: oid(user) }, { $set: { notices } });
  },
});

export const createStaffNames = (db: Db): StaffNames => ({
  async read(user) {
    const person = await collections(db).users.findOne({ _id: oid(user) });
    return person ? nameOf({ ...person, username: null }) : '';
  },
  async write(user, name) {
    const named = { $set: { first_name: name, last_name: null } };
    await collections(db).users.updateOne({ _id: oid(user) }, named);
  },
});
