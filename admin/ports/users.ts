import type { AddUser, UserBody } from '../../contracts/api/users.ts';
import type { UserId } from '../../core/shared/ids.ts';
import type { Page, PageWanted } from './page.ts';

type UserQuery = PageWanted & {
  readonly allowed?: boolean | undefined;
  readonly role?: UserBody['roles'][number] | undefined;
};
/** People of one company; somebody of another is nobody. */
export type Users = {
  page(company: string, query: UserQuery): Promise<Page<UserBody>>;
  byId(company: string, user: UserId): Promise<UserBody | undefined>;
  /** On the list from now on. `undefined`: another company’s person has this account. */
  allow(company: string, person: AddUser): Promise<UserBody | undefined>;
  /** `bookings`: those that stay until somebody cancels them. */
  takeOff(
    company: string,
    user: UserId,
  ): Promise<{ readonly user: UserBody; readonly bookings: number } | undefined>;
};
