import { createServiceTokens } from '../../adapters/mongo/api-tokens.ts';
import { tokenHash } from '../../admin/security/callers.ts';
import { cleanLine } from '../../core/i18n/clean.ts';
import { table } from '../../local/launcher/table.ts';
import type { Given, Usage } from '../arguments.ts';
import { atDesk } from '../desk.ts';
import { say } from '../say.ts';

export const usage: Usage = {
  what: 'All tokens of programs that call the API, the newest first: id, whether it works, scopes, name. Never the token.',
  options: { json: { what: 'for programs' } },
};

export const run = (given: Given): Promise<number> =>
  atDesk(async ({ db }) => {
    const rows = await createServiceTokens(db, tokenHash).all();
    if (given.has('json')) say(JSON.stringify(rows, null, 2));
    else if (rows.length === 0)
      say('There are no tokens. `zapis token create --help` tells how to make one.');
    else
      say(
        table(
          ['id', 'works', 'scopes', 'name'],
          rows.map((row) => [
            row.id,
            row.revoked_at === null ? 'yes' : 'no',
            row.scopes.join(', '),
            cleanLine(row.name),
          ]),
        ),
      );
    return 0;
  });
