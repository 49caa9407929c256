import type { Lang } from '../../core/i18n/lang.ts';
import type { Sessions } from '../panel/ports/staff.ts';
import { staffRoles, type Visitor } from '../panel/visitor.ts';
import { tokenHash } from './callers.ts';
import { formTokenOf, isLive, isWorthNoting } from './sessions.ts';

/** Who a browser's token stands for. Roles are read each time: who lost theirs is out at once. */
export const createVisitors =
  (sessions: Pick<Sessions, 'find' | 'seen'>, now: () => number) =>
  /**
   * `lang`: for whoever has not chosen one. `isUse`: a person asked; a page that redraws itself keeps no session alive, or a
   * screen somebody left open would stay signed in.
   */
  async (token: string, lang: Lang, isUse: boolean): Promise<Visitor | undefined> => {
    const id = tokenHash(token);
    const found = await sessions.find(id);
    if (!found || !isLive(found.session, now())) return undefined;
    const { session, person } = found;
    const role = staffRoles.find((one) => person.roles.includes(one));
    if (!role) return undefined;
    if (isUse && isWorthNoting(session, now())) await sessions.seen(id, now());
    const { user_id, company_id, name } = person;
    return {
      user_id,
      company_id,
      name,
      role,
      lang: person.lang ?? lang,
      session_id: id,
      form_token: formTokenOf(token),
    };
  };
