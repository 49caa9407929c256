import { allScopes } from '../../../contracts/api/scopes.ts';
import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import type { TokenRow } from '../ports/tokens.ts';
import { type Fields, field } from '../request.ts';
import { panelRoutes } from '../routes/index.ts';
import { Field, FormToken, inputOf } from '../view/form.tsx';
import { Badge, Empty, Table, Toolbar } from '../view/parts.tsx';
import { scopeWords } from '../view/scope-words.ts';
import { Stamp } from '../view/stamp.tsx';
import type { Visitor } from '../visitor.ts';

export type TokenFaults = { readonly name?: string; readonly scopes?: string };
type Props = {
  readonly rows: readonly TokenRow[];
  readonly visitor: Visitor;
  readonly typed: { readonly fields: Fields; readonly faults: TokenFaults } | undefined;
};

export const Tokens = ({ rows, visitor, typed }: Props) => {
  const { lang } = visitor;
  return (
    <>
      <Toolbar title={plain('panel.menu.tokens', lang)} />
      {rows.length === 0 ? (
        <Empty text={plain('panel.tokens.empty', lang)} />
      ) : (
        <section class="card">
          <List rows={rows} lang={lang} />
        </section>
      )}
      <Issue visitor={visitor} typed={typed} />
    </>
  );
};

const List = ({ rows, lang }: { readonly rows: readonly TokenRow[]; readonly lang: Lang }) => (
  <Table
    caption={plain('panel.menu.tokens', lang)}
    keyOf={(row) => row.id}
    rows={rows}
    columns={[
      { label: plain('panel.tokens.name', lang), cell: (row) => row.name },
      { label: plain('panel.tokens.scopes', lang), cell: (row) => row.scopes.join(', ') },
      { label: plain('panel.tokens.made', lang), cell: (row) => <Stamp at={row.created_at} /> },
      {
        label: plain('panel.tokens.used', lang),
        cell: ({ used_at }) =>
          used_at === null ? <>{plain('panel.tokens.never', lang)}</> : <Stamp at={used_at} />,
      },
      {
        label: plain('panel.tokens.revoke', lang),
        cell: ({ id, revoked_at }) =>
          revoked_at === null ? (
            <a class="button" href={`${panelRoutes.tokens.path}/${id}/revoke`}>
              {plain('panel.tokens.revoke', lang)}
            </a>
          ) : (
            <Badge tone="quiet">{plain('panel.tokens.revoked', lang)}</Badge>
          ),
      },
    ]}
  />
);

function Issue({ visitor: { lang, form_token }, typed }: Omit<Props, 'rows'>) {
  const faults: TokenFaults = typed?.faults ?? {};
  const chosen = [typed?.fields['scopes'] ?? []].flat();
  const name = {
    name: 'name',
    hint: plain('panel.tokens.name_hint', lang),
    fault: faults.name,
  };
  return (
    <section class="card">
      <h2>{plain('panel.tokens.new', lang)}</h2>
      <form method="post" action={panelRoutes.issueToken.path}>
        <FormToken token={form_token} />
        <Field label={plain('panel.tokens.name', lang)} {...name}>
          <input value={field(typed?.fields ?? {}, 'name')} maxLength={100} {...inputOf(name)} />
        </Field>
        <fieldset class="plain" {...(faults.scopes && { 'aria-describedby': 'scopes-fault' })}>
          <legend>{plain('panel.tokens.scopes', lang)}</legend>
          {allScopes.map((scope) => (
            <label key={scope} class="choice">
              <input type="checkbox" name="scopes" value={scope} checked={chosen.includes(scope)} />{' '}
              <span>
                {plain(scopeWords[scope], lang)} <span class="soft">{scope}</span>
              </span>
            </label>
          ))}
          {faults.scopes && (
            <span class="fault" id="scopes-fault">
              {faults.scopes}
            </span>
          )}
        </fieldset>
        <button type="submit" class="first">
          {plain('panel.tokens.make', lang)}
        </button>
      </form>
    </section>
  );
}

/** The only time it is shown. */
export const NewToken = ({
  name,
  token,
  lang,
}: {
  readonly name: string;
  readonly token: string;
  readonly lang: Lang;
}) => (
  <>
    <Toolbar title={name} />
    <section class="card">
      <Field name="token" label={plain('panel.tokens.token', lang)}>
        <textarea id="token" readonly rows={2}>
          {token}
        </textarea>
      </Field>
      <p class="soft">{plain('panel.tokens.once', lang)}</p>
      <a class="button" href={panelRoutes.tokens.path}>
        {plain('panel.tokens.back', lang)}
      </a>
    </section>
  </>
);

/** Asked once, with what it will do. */
export const RevokeToken = ({
  row,
  visitor: { lang, form_token },
}: {
  readonly row: TokenRow;
  readonly visitor: Visitor;
}) => (
  <>
    <Toolbar title={`${plain('panel.tokens.revoke', lang)}: ${row.name}`} />
    <section class="card">
      <p>{plain('panel.tokens.revoke_sure', lang)}</p>
      <form method="post" action={`${panelRoutes.tokens.path}/${row.id}/revoke`} class="outcome">
        <FormToken token={form_token} />
        <a class="button" href={panelRoutes.tokens.path}>
          {plain('panel.team.keep', lang)}
        </a>
        <button type="submit" class="danger">
          {plain('panel.tokens.revoke', lang)}
        </button>
      </form>
    </section>
  </>
);
