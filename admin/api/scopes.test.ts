import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RouteName, routeNames, routeOf } from '../../contracts/api/routes.ts';
import { allScopes, type Scope } from '../../contracts/api/scopes.ts';
import { createLog } from '../../runtime/log.ts';
import { type Answered, type Caller, callerOf, codeOf } from '../../tests/support/api-caller.ts';
import { handlersDouble } from '../../tests/support/handlers-double.ts';
import { MeDouble } from '../../tests/support/me-double.ts';
import { PanelDouble } from '../../tests/support/panel-double.ts';
import { createApp } from '../app.ts';
import { access } from '../security/access.ts';
import { createCallers, tokenHash } from '../security/callers.ts';

const tokenOf = (which: 'only' | 'without', scope: Scope) =>
  `zapis_${which}-${scope.replace(':', '-')}-0123456789`;
const issued = new Map<string, readonly Scope[]>();
for (const scope of allScopes) {
  issued.set(tokenHash(tokenOf('only', scope)), [scope]);
  issued.set(
    tokenHash(tokenOf('without', scope)),
    allScopes.filter((one) => one !== scope),
  );
}

let api: Caller;
beforeAll(async () => {
  const app = createApp({
    me: new MeDouble().deps,
    panel: new PanelDouble().deps,
    failed: () => ({ away: true }),
    api: {
      log: createLog({ level: 'silent' }),
      callerOf: createCallers(
        {
          async find(hash) {
            const scopes = issued.get(hash);
            return scopes && { id: hash, company_id: 'default', scopes };
          },
        },
        undefined,
      ),
      idempotency: {
        begin: async () => ({ state: 'begun' }),
        answer: async () => undefined,
        release: async () => undefined,
      },
      handlers: handlersDouble({}),
    },
  });
  api = await callerOf(app);
});
afterAll(() => api.close());

const asked = (name: RouteName, token?: string): Promise<Answered> => {
  const { method, path, body, example } = routeOf(name);
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const query = new URLSearchParams(example.query as Record<string, string> | undefined);
  const at = `${path.replaceAll(/:\w+/g, '0123456789abcdef01234567')}?${query}`;
  return api.ask(method, at, body ? example.body : undefined, headers);
};

test.each(routeNames)(
  '%s: nobody without a token, nobody without its scope, and its scope is enough',
  async (name) => {
    const scope = access[name];
    expect(codeOf(await asked(name))).toBe('no_token');
    const refused = await asked(name, tokenOf('without', scope));
    expect(refused.body).toMatchObject({ code: 'missing_scope', needs: scope });
    // The double handles nothing: what gets that far ends as a neighbour’s absence.
    expect(codeOf(await asked(name, tokenOf('only', scope)))).toBe('unavailable');
  },
);
