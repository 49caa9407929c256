import { cursorAfter } from '../../contracts/api/page.ts';
import { userId } from '../../core/shared/ids.ts';
import { inviteLink, inviteValidMs, newInvite } from '../invite-link.ts';
import type { Page } from '../ports/page.ts';
import type { Users } from '../ports/users.ts';
import type { AuditWriter, IdentityCache, People } from '../ports.ts';
import { note } from './acts.ts';
import { companyOf, type Handler } from './handler.ts';

export type UsersDeps = {
  readonly people: People;
  readonly users: Users;
  readonly identities: IdentityCache;
  readonly audit: AuditWriter;
};

/** In one order, so that the same list has the same ETag. */
export const allowedUsers =
  (people: People): Handler<'allowedUsers'> =>
  async ({ company }) => ({ body: [...(await people.allowedTelegramIds(company))].sort((a, b) => a - b) });

type InviteDeps = Pick<UsersDeps, 'users' | 'audit'> & {
  readonly clock: () => Promise<number>;
  /** What the bot is called in links; undefined until it has said so. */
  readonly botUsername: () => Promise<string | undefined>;
  /** Under which people reach our pages; undefined: nobody said. */
  readonly address: string | undefined;
};

/** As an answer of the API. */
export const listed = <Row>({ rows, next }: Page<Row>) => ({
  items: [...rows],
  next_cursor: next === undefined ? null : cursorAfter(next),
});

/** By an account: nobody is an answer, too; the bot refuses strangers by it. */
export const users =
  ({ people, users: store }: UsersDeps): Handler<'users'> =>
  async (asked) => {
    const { telegram_id, ...query } = asked.query;
    if (telegram_id !== undefined)
      return { body: { user: await people.identity(telegram_id, asked.company) } };
    return { body: listed(await store.page(companyOf(asked), query)) };
  };

export const oneUser =
  ({ users: store }: UsersDeps): Handler<'oneUser'> =>
  async (asked) => {
    const user = await store.byId(companyOf(asked), asked.params.user_id);
    return user ? { body: user } : { problem: 'unknown_user' };
  };

export const addUser =
  ({ users: store, identities, audit }: UsersDeps): Handler<'addUser'> =>
  async (asked) => {
    const user = await store.allow(companyOf(asked), asked.body);
    if ('refused' in user) return { problem: user.refused };
    await identities.listed(userId(user.user_id), user.telegram_id);
    await note(audit, asked, { what: 'person.unblocked', target: user.user_id });
    return { body: user };
  };

export const inviteUser =
  ({ users: store, audit, clock, botUsername, address }: InviteDeps): Handler<'inviteUser'> =>
  async (asked) => {
    const { user_id } = asked.params;
    const { token, token_hash } = newInvite();
    const expires_at = (await clock()) + inviteValidMs;
    const made = await store.invite(companyOf(asked), user_id, { token_hash, expires_at });
    if (made !== 'made') return { problem: made };
    await note(audit, asked, { what: 'person.invited', target: user_id });
    const { link, command, page } = inviteLink(await botUsername(), address, token);
    const until = new Date(expires_at).toISOString();
    return { body: { link: link ?? null, command, page: page ?? null, expires_at: until } };
  };

export const removeUser =
  ({ users: store, identities, audit }: UsersDeps): Handler<'removeUser'> =>
  async (asked) => {
    const taken = await store.takeOff(companyOf(asked), asked.params.user_id);
    if (!taken) return { problem: 'unknown_user' };
    await identities.listed(userId(taken.user.user_id), taken.user.telegram_id);
    await note(audit, asked, { what: 'person.blocked', target: taken.user.user_id });
    return { body: taken };
  };
