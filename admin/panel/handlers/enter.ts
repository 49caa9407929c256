import type { UserId } from '../../../core/shared/ids.ts';
import { browserName } from '../../../core/staff/browser-name.ts';
import type { AuditWriter } from '../../ports.ts';
import { tokenHash } from '../../security/callers.ts';
import { newToken } from '../../security/sessions.ts';
import type { Sessions } from '../ports/staff.ts';
import type { AnyRequest } from '../request.ts';
import { staffRoles } from '../visitor.ts';

export type EnterDeps = {
  readonly sessions: Sessions;
  readonly audit: AuditWriter;
  readonly now: () => number;
};

/**
 * A new session with a new token, however somebody came in; the one this browser had before ends. `undefined`: whoever
 * that is, they are no staff (any more).
 */
export async function enter(
  { sessions, audit, now }: EnterDeps,
  user_id: UserId,
  by: 'link' | 'code' | 'password',
  { browser, visitor, trace_id }: Pick<AnyRequest, 'browser' | 'visitor' | 'trace_id'>,
): Promise<string | undefined> {
  const token = newToken();
  const id = tokenHash(token);
  await sessions.open({ id, user_id, browser, at: now() });
  const found = await sessions.find(id);
  const role = staffRoles.find((one) => found?.person.roles.includes(one));
  if (!found || !role) {
    await sessions.end(id, now());
    return undefined;
  }
  if (visitor) await sessions.end(visitor.session_id, now());
  await audit.write({
    what: 'session.signed_in',
    company_id: found.person.company_id,
    by: { user_id, role, channel: 'panel' },
    target: user_id,
    after: { by, browser: browserName(browser) },
    trace_id,
  });
  return token;
}
