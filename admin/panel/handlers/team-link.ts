import type { UserId } from '../../../core/shared/ids.ts';
import { tokenHash } from '../../security/callers.ts';
import { newToken } from '../../security/sessions.ts';
import type { SignInLinks } from '../ports/staff.ts';
import type { KnownRequest } from '../request.ts';
import { panelRoutes } from '../routes/index.ts';

const dayMs = 24 * 60 * 60_000;
const goodFor = { invite: 7 * dayMs, new_link: 7 * dayMs, reset: dayMs } as const;

/** To be handed over by whoever asked for it; shown once, stored nowhere. Older ones of the same person end. */
export async function makeLink(
  { links, now }: { readonly links: SignInLinks; readonly now: () => number },
  { origin }: KnownRequest,
  user_id: UserId,
  what: keyof typeof goodFor,
): Promise<string> {
  const token = newToken();
  await links.drop(user_id, now());
  await links.make({ hash: tokenHash(token), user_id, until: now() + goodFor[what] });
  return `${origin}${panelRoutes.signInByLink.path}?token=${token}`;
}
