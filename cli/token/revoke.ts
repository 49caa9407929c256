import { createServiceTokens } from '../../adapters/mongo/api-tokens.ts';
import { tokenHash } from '../../admin/security/callers.ts';
import type { Given, Usage } from '../arguments.ts';
import { atDesk } from '../desk.ts';
import { complain, say } from '../say.ts';

export const usage: Usage = {
  what: 'Ends a token: the next request with it is refused.',
  options: { token: { what: 'its id, from `zapis token list`', value: 'ID', required: true } },
};

export const run = (given: Given): Promise<number> =>
  atDesk(async ({ db, note }) => {
    const id = given.needed('token');
    if (await createServiceTokens(db, tokenHash).revoke(id)) {
      await note({ what: 'token.revoked', target: id });
      say('Revoked.');
      return 0;
    }
    complain(`--token: there is no working token with the id "${id}". \`zapis token list\` shows them all.`);
    return 2;
  });
