import { createServiceTokens } from '../../adapters/mongo/api-tokens.ts';
import { tokenHash } from '../../admin/security/callers.ts';
import { allScopes, type Scope, scopes } from '../../contracts/api/scopes.ts';
import type { Given, Usage } from '../arguments.ts';
import { atDesk } from '../desk.ts';
import { complain, say } from '../say.ts';

const meanings = allScopes.map((scope) => `${scope} (${scopes[scope]})`).join('; ');

export const usage: Usage = {
  what: 'Makes a token for one program that calls the API, and prints it, once: only its hash is kept.',
  options: {
    name: { what: 'which program it is for', value: 'TEXT', required: true },
    scopes: { what: `what it may, with commas between: ${meanings}`, value: 'SCOPES', required: true },
  },
};

const isScope = (text: string): text is Scope => allScopes.some((scope) => scope === text);

export async function run(given: Given): Promise<number> {
  const asked = given
    .needed('scopes')
    .split(',')
    .map((scope) => scope.trim());
  const unknown = asked.filter((scope) => !isScope(scope));
  if (unknown.length > 0) {
    complain(`--scopes: there is no "${unknown.join('", "')}". There are ${allScopes.join(', ')}.`);
    return 2;
  }
  return atDesk(async ({ db, note }) => {
    const tokens = createServiceTokens(db, tokenHash);
    const [title, allowed] = [given.needed('name'), [...new Set(asked.filter(isScope))]];
    const { id, token } = await tokens.issue(title, allowed);
    await note({ what: 'token.created', target: id, title, after: { scopes: allowed.join(', ') } });
    say(token);
    say(`Its id is ${id}. The token is not kept anywhere: this is the only time it is shown.`);
    return 0;
  });
}
