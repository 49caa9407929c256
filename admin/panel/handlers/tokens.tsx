import { allScopes } from '../../../contracts/api/scopes.ts';
import { cleanLine } from '../../../core/i18n/clean.ts';
import { plain } from '../../../core/i18n/t.ts';
import type { AuditWriter } from '../../ports.ts';
import { NewToken, RevokeToken, type TokenFaults, Tokens as TokensPage } from '../pages/tokens.tsx';
import type { TokenRow, Tokens } from '../ports/tokens.ts';
import { type Fields, field, type KnownRequest, type PanelHandlers } from '../request.ts';
import { panelRoutes } from '../routes/index.ts';
import { actBy } from '../visitor.ts';

export type TokensDeps = { readonly tokens: Tokens; readonly audit: AuditWriter };
type Names = 'tokens' | 'issueToken' | 'askRevoke' | 'revokeToken';

const longestName = 64;
const titled = (lang: KnownRequest['lang']) => ({ title: plain('panel.menu.tokens', lang), at: 'tokens' });

/** Keys of programs that call the API. */
export const tokens = ({ tokens: store, audit }: TokensDeps): Pick<PanelHandlers, Names> => {
  const shown = async ({ visitor, lang, form }: KnownRequest, faults?: TokenFaults) => ({
    page: (
      <TokensPage
        rows={await store.of(visitor.company_id)}
        visitor={visitor}
        typed={faults && { fields: form, faults }}
      />
    ),
    ...(faults && { status: 422 }),
    ...titled(lang),
  });
  const found = async ({ params, visitor }: KnownRequest): Promise<TokenRow | undefined> =>
    (await store.of(visitor.company_id)).find((row) => row.id === params['id'] && row.revoked_at === null);
  return {
    tokens: (request) => shown(request),

    async issueToken(request) {
      const { form, lang, visitor } = request;
      const name = cleanLine(field(form, 'name'), 1_000);
      const scopes = allScopes.filter((scope) => listOf(form, 'scopes').includes(scope));
      const faults: TokenFaults = {
        ...(name === '' ? { name: plain('panel.tokens.fault.name', lang) } : {}),
        ...(name.length > longestName ? { name: plain('panel.team.fault.long', lang) } : {}),
        ...(scopes.length === 0 ? { scopes: plain('panel.tokens.fault.scopes', lang) } : {}),
      };
      if (Object.keys(faults).length > 0) return shown(request, faults);
      const { id, token } = await store.issue(name, scopes, visitor.company_id);
      await audit.write({
        ...actBy(request),
        what: 'token.created',
        target: id,
        title: name,
        after: { scopes: scopes.join(', ') },
      });
      return { page: <NewToken name={name} token={token} lang={lang} />, ...titled(lang) };
    },

    async askRevoke(request) {
      const row = await found(request);
      if (!row) return { not: 'found' };
      return { page: <RevokeToken row={row} visitor={request.visitor} />, ...titled(request.lang) };
    },

    async revokeToken(request) {
      const row = await found(request);
      if (!row || !(await store.revoke(row.id, request.visitor.company_id))) return { not: 'found' };
      await audit.write({ ...actBy(request), what: 'token.revoked', target: row.id, title: row.name });
      return { go_to: panelRoutes.tokens.path, flash: 'panel.flash.token_revoked' };
    },
  };
};

const listOf = (form: Fields, name: string): readonly string[] => [form[name] ?? []].flat();
