import { randomBytes } from 'node:crypto';
import type { Db } from 'mongodb';
import { createSignInLinks } from '../../adapters/mongo/panel/sessions.ts';
import { panelRoutes } from '../../admin/panel/routes/index.ts';
import { tokenHash } from '../../admin/security/callers.ts';
import type { UserId } from '../../core/shared/ids.ts';

/** A sign-in link. It is shown where it was asked for, once; the store has only its hash. */
export async function signInLink(
  db: Db,
  panel: string,
  { user_id, until }: { readonly user_id: UserId; readonly until: number },
): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  await createSignInLinks(db).make({ hash: tokenHash(token), user_id, until });
  return `${panel.replace(/\/$/, '')}${panelRoutes.signInByLink.path}?token=${token}`;
}
