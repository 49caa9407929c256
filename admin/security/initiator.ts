import { z } from 'zod';
import { userField } from '../../contracts/api/fields.ts';
import type { InitiatedBy } from '../../core/booking/words.ts';
import type { Caller } from './callers.ts';

/** `client` is what other systems call a candidate. */
const role = z
  .enum(['candidate', 'client', 'specialist', 'admin', 'system'])
  .transform((said) => (said === 'client' ? 'candidate' : said));

const claimed = z.object({
  user_id: userField.optional(),
  role: role.optional(),
  channel: z.enum(['tg_bot', 'panel', 'api', 'web', 'system']).optional(),
});

type Header = (name: string) => string | undefined;

/** For whom a request is made: the program itself, unless it may say otherwise. `undefined`: what it says makes no sense. */
export function initiatorOf(caller: Caller, header: Header): InitiatedBy | undefined {
  const itself: InitiatedBy = { user_id: null, role: 'system', channel: 'api' };
  if (!caller.scopes.has('act-for')) return itself;
  const said = claimed.safeParse({
    user_id: header('x-initiated-by-user-id'),
    role: header('x-initiated-by-role'),
    channel: header('x-initiated-by-channel'),
  });
  if (!said.success) return undefined;
  const { user_id = itself.user_id, role: as = itself.role, channel = itself.channel } = said.data;
  return { user_id, role: as, channel };
}
