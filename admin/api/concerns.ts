// What somebody has to do with: their events, and what goes on for them.
import { type BroadcastTask, mostTasks } from '../../contracts/api/tasks.ts';
import { underWay } from '../../core/broadcasts/words.ts';
import type { BroadcastDesk, BroadcastRow } from '../broadcasts/ports.ts';
import type { Concerns, Whom, WhomWanted } from '../ports/concerns.ts';
import { companyOf, type Handler } from './handler.ts';
import { listed } from './users.ts';

export type ConcernsDeps = {
  readonly concerns: Concerns;
  readonly announcing: Pick<BroadcastDesk, 'broadcasts'>;
};

/** null: no person was named. undefined: nobody is known by that name. */
export async function personAsked(
  concerns: Pick<Concerns, 'whom'>,
  { query, company }: { readonly query: WhomWanted; readonly company: string | null },
): Promise<Whom | null | undefined> {
  const { telegram_id, user_id } = query;
  if (telegram_id === undefined && user_id === undefined) return null;
  return concerns.whom({ telegram_id, user_id }, company);
}

export const projects =
  ({ concerns }: ConcernsDeps): Handler<'projects'> =>
  async (asked) => {
    const person = await personAsked(concerns, asked);
    if (!person) return { problem: 'unknown_user' };
    const { limit, cursor } = asked.query;
    return { body: listed(await concerns.projects(person, { limit, cursor })) };
  };

/** What goes on in a company is its coordinators’; everybody else sees their own. */
export const tasks =
  ({ concerns, announcing }: ConcernsDeps): Handler<'tasks'> =>
  async (asked) => {
    const person = await personAsked(concerns, asked);
    if (person === undefined) return { problem: 'unknown_user' };
    const company = person?.company_id ?? companyOf(asked);
    const user = person === null || person.roles.includes('admin') ? undefined : person.user_id;
    const [bookings, broadcasts] = await Promise.all([
      concerns.running({ company, user, most: mostTasks }),
      user === undefined ? announcing.broadcasts.underWay(company, mostTasks) : { total: 0, rows: [] },
    ]);
    return {
      body: { bookings, broadcasts: { total: broadcasts.total, items: broadcasts.rows.flatMap(taskOf) } },
    };
  };

/** One that ended between being found and being read is no task any more. */
function taskOf({ broadcast_id, event, status, counts }: BroadcastRow): readonly BroadcastTask[] {
  const still = underWay.find((one) => one === status);
  if (still === undefined) return [];
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const settled = total - counts.waiting - counts.claimed;
  return [{ broadcast_id, event, status: still, settled, total }];
}
