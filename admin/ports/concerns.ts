import type { ProjectBody } from '../../contracts/api/projects.ts';
import type { TasksBody } from '../../contracts/api/tasks.ts';
import type { Role } from '../../core/people/roles.ts';
import type { UserId } from '../../core/shared/ids.ts';
import type { Page, PageWanted } from './page.ts';

/** Somebody a question is about. */
export type Whom = {
  readonly user_id: UserId;
  readonly company_id: string;
  /** A candidate is who is on the list. */
  readonly roles: readonly Role[];
};
export type WhomWanted = {
  readonly telegram_id?: number | undefined;
  readonly user_id?: UserId | undefined;
};

/** What people have to do with, of one company each. */
export type Concerns = {
  /** undefined: nobody that this company knows; null is every company. */
  whom(wanted: WhomWanted, company: string | null): Promise<Whom | undefined>;
  projects(whom: Whom, page: PageWanted): Promise<Page<ProjectBody>>;
  /** Of one person, or of the whole company; the first `most` are named. */
  running(of: {
    readonly company: string;
    readonly user: UserId | undefined;
    readonly most: number;
  }): Promise<TasksBody['bookings']>;
};
