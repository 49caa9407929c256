import { createHash, randomBytes } from 'node:crypto';
import { invitePayload, startLink } from '../contracts/callback-data.ts';
import { meRoutes } from './me/routes.ts';

export const inviteValidMs = 14 * 86_400_000;

/** The token is in nobody's store: whoever made it sees it once. */
export const newInvite = () => {
  const token = randomBytes(24).toString('base64url');
  return { token, token_hash: createHash('sha256').update(token).digest('hex') };
};

/**
 * `link`: undefined until the bot has said what it is called; `command` can be written to it in any case. `page`: for people
 * without Telegram; undefined while nobody knows under which address they reach us.
 */
export const inviteLink = (bot: string | undefined, origin: string | undefined, token: string) => ({
  link: bot === undefined ? undefined : startLink(bot, invitePayload(token)),
  command: `/start ${invitePayload(token)}`,
  page: origin === undefined ? undefined : `${origin.replace(/\/$/, '')}${meRoutes.open.path}?i=${token}`,
});
