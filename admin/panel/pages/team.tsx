import { plain } from '../../../core/i18n/t.ts';
import { staffRoles } from '../../../core/staff/role-change.ts';
import { longTime } from '../../../core/time/people.ts';
import type { InviteFaults, Member } from '../ports/team.ts';
import { type Fields, field } from '../request.ts';
import { panelRoutes } from '../routes/index.ts';
import { Field, FormToken, inputOf } from '../view/form.tsx';
import { Badge, Table, Toolbar } from '../view/parts.tsx';
import { Stamp } from '../view/stamp.tsx';
import { roleHints, roleWords } from '../view/words.ts';
import type { Visitor } from '../visitor.ts';

type Typed = { readonly fields: Fields; readonly faults: InviteFaults };
type Props = {
  readonly members: readonly Member[];
  readonly visitor: Visitor;
  readonly typed?: Typed;
};
type One = { readonly member: Member; readonly visitor: Visitor };
type Lang = Visitor['lang'];

const pathOf = ({ user_id }: Member, what = '') => `${panelRoutes.team.path}/${user_id}${what}`;
const nameOf = ({ name, login }: Member, lang: Lang) => name || login || plain('panel.nameless', lang);

export const Team = ({ members, visitor, typed }: Props) => {
  const { lang } = visitor;
  return (
    <>
      <Toolbar title={plain('panel.menu.team', lang)} />
      <section class="card">
        <Table
          caption={plain('panel.menu.team', lang)}
          keyOf={(row) => row.user_id}
          rows={members}
          columns={[
            {
              label: plain('panel.team.name', lang),
              cell: (row) => <a href={pathOf(row)}>{nameOf(row, lang)}</a>,
            },
            { label: plain('panel.team.role', lang), cell: (row) => plain(roleWords[row.role], lang) },
            { label: plain('panel.team.ways', lang), cell: (row) => <Ways member={row} lang={lang} /> },
            {
              label: plain('panel.account.seen', lang),
              cell: ({ seen_at }) =>
                seen_at === null ? <>{plain('panel.team.never', lang)}</> : <Stamp at={seen_at} />,
            },
          ]}
        />
      </section>
      <Invite visitor={visitor} typed={typed} />
    </>
  );
};

/** By what somebody can come in. */
function Ways({ member, lang }: { readonly member: Member; readonly lang: Lang }) {
  const ways = [
    member.telegram_id !== null && 'Telegram',
    member.login !== null && plain('panel.team.way.password', lang, { login: member.login }),
    member.link_until !== null &&
      plain('panel.team.way.link', lang, { until: longTime(member.link_until, lang) }),
  ].filter((way) => way !== false);
  if (ways.length === 0) return <Badge tone="warn">{plain('panel.team.way.none', lang)}</Badge>;
  return <>{ways.join(' · ')}</>;
}

const RoleChoice = ({
  lang,
  chosen,
  fault,
}: {
  readonly lang: Lang;
  readonly chosen: string;
  readonly fault: string | undefined;
}) => (
  <select {...inputOf({ name: 'role', fault })}>
    {staffRoles.map((role) => (
      <option key={role} value={role} selected={role === chosen}>
        {`${plain(roleWords[role], lang)} – ${plain(roleHints[role], lang)}`}
      </option>
    ))}
  </select>
);

function Invite({
  visitor: { lang, form_token },
  typed,
}: Pick<Props, 'visitor'> & { typed: Typed | undefined }) {
  const { fields, faults } = typed ?? { fields: {}, faults: {} };
  const text = (name: 'name' | 'username' | 'telegram_id', label: string, hint?: string) => {
    const about = { name, fault: faults[name], ...(hint !== undefined && { hint }) };
    return (
      <Field label={label} {...about}>
        <input value={field(fields, name)} maxLength={100} {...inputOf(about)} />
      </Field>
    );
  };
  return (
    <section class="card">
      <h2>{plain('panel.team.invite', lang)}</h2>
      <p>{plain('panel.team.invite_how', lang)}</p>
      <form method="post" action={panelRoutes.invite.path}>
        <FormToken token={form_token} />
        {text('name', plain('panel.team.name', lang))}
        {text('username', plain('panel.team.username', lang), plain('panel.team.username_hint', lang))}
        {text('telegram_id', plain('panel.team.number', lang), plain('panel.team.number_hint', lang))}
        <Field name="role" label={plain('panel.team.role', lang)} fault={faults.role}>
          <RoleChoice lang={lang} chosen={field(fields, 'role') || 'specialist'} fault={faults.role} />
        </Field>
        <button type="submit" class="first">
          {plain('panel.team.invite_do', lang)}
        </button>
      </form>
    </section>
  );
}

export const MemberPage = ({
  member,
  visitor: { lang, form_token },
  fault,
}: One & { readonly fault?: string }) => (
  <>
    <Toolbar title={nameOf(member, lang)}>
      <Badge tone="info">{plain(roleWords[member.role], lang)}</Badge>
      <a class="button" href={`${panelRoutes.audit.path}?person=${member.user_id}`}>
        {plain('panel.team.acts', lang)}
      </a>
    </Toolbar>
    <section class="card">
      <p>
        {[member.username && `@${member.username}`, member.telegram_id].filter(Boolean).join(' · ')}
        {(member.username !== null || member.telegram_id !== null) && ' · '}
        <Ways member={member} lang={lang} />
      </p>
      <form method="post" action={pathOf(member, '/role')}>
        <FormToken token={form_token} />
        <Field name="role" label={plain('panel.team.role', lang)} fault={fault}>
          <RoleChoice lang={lang} chosen={member.role} fault={fault} />
        </Field>
        <button type="submit">{plain('panel.team.role_do', lang)}</button>
      </form>
    </section>
    <section class="card">
      <h2>{plain('panel.team.entry', lang)}</h2>
      <p>{plain('panel.team.new_link_how', lang)}</p>
      <form method="post" action={pathOf(member, '/link')}>
        <FormToken token={form_token} />
        <button type="submit">{plain('panel.team.new_link', lang)}</button>
      </form>
    </section>
    <section class="card actions">
      <a class="button" href={pathOf(member, '/reset')}>
        {plain('panel.team.reset', lang)}
      </a>
      <a class="button" href={pathOf(member, '/remove')}>
        {plain('panel.team.remove', lang)}
      </a>
    </section>
  </>
);

const sureTexts = {
  reset: { title: 'panel.team.reset', text: 'panel.team.reset_sure' },
  remove: { title: 'panel.team.remove', text: 'panel.team.remove_sure' },
} as const;

/** Asked once, with what it will do. */
export const SureOf = ({
  what,
  member,
  visitor: { lang, form_token },
}: One & { readonly what: 'reset' | 'remove' }) => (
  <>
    <Toolbar title={`${plain(sureTexts[what].title, lang)}: ${nameOf(member, lang)}`} />
    <section class="card">
      <p>{plain(sureTexts[what].text, lang)}</p>
      <form method="post" action={pathOf(member, `/${what}`)} class="outcome">
        <FormToken token={form_token} />
        <a class="button" href={pathOf(member)}>
          {plain('panel.team.keep', lang)}
        </a>
        <button type="submit" class="danger">
          {plain(sureTexts[what].title, lang)}
        </button>
      </form>
    </section>
  </>
);
