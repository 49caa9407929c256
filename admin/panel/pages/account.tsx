import type { Key } from '../../../core/i18n/catalogue.ts';
import { plain } from '../../../core/i18n/t.ts';
import { type NoticeChoice, noticeChoices } from '../../../core/notify/preference.ts';
import { browserName } from '../../../core/staff/browser-name.ts';
import { longestName } from '../../../core/staff/sign-in.ts';
import type { OwnSession } from '../ports/staff.ts';
import { panelRoutes } from '../routes/index.ts';
import { Field, FormToken, inputOf } from '../view/form.tsx';
import { Badge, Table, Toolbar } from '../view/parts.tsx';
import { Stamp } from '../view/stamp.tsx';
import type { Visitor } from '../visitor.ts';

export type PasswordFaults = {
  readonly login?: string;
  readonly current?: string;
  readonly password?: string;
};
/** What was typed into one of the two forms, and what is wrong with it. */
export type AccountTyped =
  | { readonly login: string; readonly faults: PasswordFaults }
  | { readonly name: string; readonly wrong: string };
type Props = {
  readonly visitor: Visitor;
  /** Empty: nobody has named them yet. */
  readonly name: string;
  readonly notices: NoticeChoice;
  readonly sessions: readonly OwnSession[];
  /** undefined: there is no password yet. */
  readonly login: string | undefined;
  readonly typed: AccountTyped | undefined;
};

export const Account = (props: Props) => {
  const { visitor, sessions } = props;
  const { lang } = visitor;
  return (
    <>
      <Toolbar title={plain('panel.account.title', lang)} />
      <Name {...props} />
      {visitor.role !== 'viewer' && <Notices {...props} />}
      <Password {...props} />
      <section class="card">
        <h2>{plain('panel.account.sessions', lang)}</h2>
        <Table
          caption={plain('panel.account.sessions', lang)}
          keyOf={(row) => row.id}
          rows={sessions}
          columns={[
            {
              label: plain('panel.account.browser', lang),
              cell: (row) => browserName(row.browser) || plain('panel.account.some_browser', lang),
            },
            {
              label: plain('panel.account.since', lang),
              cell: (row) => <Stamp at={row.created_at} />,
            },
            {
              label: plain('panel.account.seen', lang),
              cell: (row) => <Stamp at={row.seen_at} />,
            },
            {
              label: plain('panel.account.end', lang),
              cell: (row) =>
                row.id === visitor.session_id ? (
                  <Badge tone="good">{plain('panel.account.this_one', lang)}</Badge>
                ) : (
                  <End
                    name="session"
                    value={row.id}
                    text={plain('panel.account.end', lang)}
                    visitor={visitor}
                  />
                ),
            },
          ]}
        />
        {sessions.length > 1 && (
          <End name="others" value="yes" text={plain('panel.account.end_others', lang)} visitor={visitor} />
        )}
      </section>
    </>
  );
};

const End = ({
  name,
  value,
  text,
  visitor,
}: {
  readonly name: string;
  readonly value: string;
  readonly text: string;
  readonly visitor: Visitor;
}) => (
  <form method="post" action={panelRoutes.endSession.path}>
    <FormToken token={visitor.form_token} />
    <button type="submit" name={name} value={value}>
      {text}
    </button>
  </form>
);

function Name({ visitor: { lang, form_token }, name, typed }: Props) {
  const wrong = typed && 'wrong' in typed ? typed : undefined;
  const about = { name: 'name', hint: plain('panel.account.name_hint', lang), fault: wrong?.wrong };
  return (
    <section class="card">
      <form method="post" action={panelRoutes.setName.path}>
        <FormToken token={form_token} />
        <Field label={plain('panel.account.name', lang)} {...about}>
          <input
            autocomplete="name"
            required
            maxLength={longestName}
            value={wrong?.name ?? name}
            {...inputOf(about)}
          />
        </Field>
        <button type="submit" class="first">
          {plain('panel.account.save_name', lang)}
        </button>
      </form>
    </section>
  );
}

const noticeWords = {
  instant: 'panel.account.notices.instant',
  hourly: 'panel.account.notices.hourly',
  off: 'panel.account.notices.off',
} as const satisfies Record<NoticeChoice, Key>;

const Notices = ({ visitor: { lang, form_token }, notices }: Props) => (
  <section class="card">
    <form method="post" action={panelRoutes.setNotices.path}>
      <FormToken token={form_token} />
      <fieldset>
        <legend>{plain('panel.account.notices', lang)}</legend>
        <p>{plain('panel.account.notices_how', lang)}</p>
        {noticeChoices.map((one) => (
          <label key={one} class="choice">
            <input type="radio" name="notices" value={one} checked={one === notices} />
            {plain(noticeWords[one], lang)}
          </label>
        ))}
      </fieldset>
      <button type="submit">{plain('panel.account.save_notices', lang)}</button>
    </form>
  </section>
);

function Password({ visitor, login, typed }: Props) {
  const { lang, form_token } = visitor;
  const before = typed && 'faults' in typed ? typed : undefined;
  const faults: PasswordFaults = before?.faults ?? {};
  const hints = [
    plain('panel.account.login_hint', lang),
    plain('panel.account.password_hint', lang),
  ] as const;
  return (
    <section class="card">
      <h2>{plain('panel.account.password', lang)}</h2>
      <p>{plain(login === undefined ? 'panel.account.no_password' : 'panel.account.has_password', lang)}</p>
      <form method="post" action={panelRoutes.setPassword.path}>
        <FormToken token={form_token} />
        <Field name="login" label={plain('panel.sign_in.login', lang)} hint={hints[0]} fault={faults.login}>
          <input
            autocomplete="username"
            autocapitalize="none"
            required
            maxLength={32}
            value={before?.login ?? login}
            {...inputOf({ name: 'login', hint: hints[0], fault: faults.login })}
          />
        </Field>
        {login !== undefined && (
          <Field name="current" label={plain('panel.account.current', lang)} fault={faults.current}>
            <input
              type="password"
              autocomplete="current-password"
              required
              {...inputOf({ name: 'current', fault: faults.current })}
            />
          </Field>
        )}
        <Field
          name="password"
          label={plain('panel.account.new', lang)}
          hint={hints[1]}
          fault={faults.password}
        >
          <input
            type="password"
            autocomplete="new-password"
            required
            {...inputOf({ name: 'password', hint: hints[1], fault: faults.password })}
          />
        </Field>
        <button type="submit" class="first">
          {plain('panel.account.save', lang)}
        </button>
      </form>
    </section>
  );
}
