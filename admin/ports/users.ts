import type { AddUser, UserBody } from '../../contracts/api/users.ts';
import type { UserId } from '../../core/shared/ids.ts';
import type { Page, PageWanted } from './page.ts';

type UserQuery = PageWanted & {
  readonly allowed?: boolean | undefined;
  readonly role?: UserBody['roles'][number] | undefined;
};
type Invite = { readonly token_hash: string; readonly expires_at: number };
/** Another company’s person has this account; several people fit, or somebody who works here. */
type NotAllowed = { readonly refused: 'account_elsewhere' | 'unclear_person' };
/** People of one company; somebody of another is nobody. */
export type Users = {
  page(company: string, query: UserQuery): Promise<Page<UserBody>>;
  byId(company: string, user: UserId): Promise<UserBody | undefined>;
  /** On the list from now on. */
  allow(company: string, person: AddUser): Promise<UserBody | NotAllowed>;
  /** A new link’s token; the one before is worth nothing. */
  invite(company: string, user: UserId, invite: Invite): Promise<'made' | 'unknown_user' | 'account_known'>;
  /** `bookings`: those that stay until somebody cancels them. */
  takeOff(
    company: string,
    user: UserId,
  ): Promise<{ readonly user: UserBody; readonly bookings: number } | undefined>;
};
