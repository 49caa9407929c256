import { subjects } from '../../../core/audit/act.ts';
import { plain } from '../../../core/i18n/t.ts';
import type { AuditPerson, AuditQuery, AuditRow } from '../ports/audit.ts';
import type { Page } from '../ports/page.ts';
import { panelRoutes } from '../routes/index.ts';
import { fieldWords, subjectWords, valueWords, verbWords } from '../view/audit-words.ts';
import { Field, inputOf } from '../view/form.tsx';
import { namedCell, namedState } from '../view/notification-words.ts';
import { Empty, Table, Toolbar } from '../view/parts.tsx';
import { Stamp } from '../view/stamp.tsx';
import { roleWords } from '../view/words.ts';
import type { Visitor } from '../visitor.ts';

type Lang = Visitor['lang'];
type Props = {
  readonly page: Page<AuditRow>;
  readonly query: AuditQuery;
  readonly people: readonly AuditPerson[];
  readonly lang: Lang;
};

export const Audit = ({ page, query, people, lang }: Props) => (
  <>
    <Toolbar title={plain('panel.menu.audit', lang)}>
      {page.rows.length > 0 && (
        <a class="button" href={address(panelRoutes.auditFile.path, { ...query, after: undefined })}>
          {plain('panel.audit.file', lang)}
        </a>
      )}
    </Toolbar>
    <Filters query={query} people={people} lang={lang} />
    {page.rows.length === 0 ? (
      <Empty text={plain('panel.audit.empty', lang)} />
    ) : (
      <section class="card">
        <Table
          caption={plain('panel.menu.audit', lang)}
          keyOf={(row) => row.id}
          rows={page.rows}
          columns={[
            { label: plain('panel.audit.what', lang), cell: (row) => <What row={row} lang={lang} /> },
            { label: plain('panel.audit.change', lang), cell: (row) => <Change row={row} lang={lang} /> },
            {
              label: plain('panel.audit.who', lang),
              cell: (row) => <Who row={row} query={query} lang={lang} />,
            },
            { label: plain('panel.audit.when', lang), cell: (row) => <Stamp at={row.at} /> },
          ]}
        />
      </section>
    )}
    {page.next !== undefined && (
      <a class="button" href={address(panelRoutes.audit.path, { ...query, after: page.next })}>
        {plain('panel.audit.more', lang)}
      </a>
    )}
  </>
);

type Cell = { readonly row: AuditRow; readonly lang: Lang };

function What({ row, lang }: Cell) {
  const verb = verbWords[row.verb];
  return (
    <span>
      {plain(subjectWords[row.subject], lang)}: {verb ? plain(verb, lang) : row.verb}
      {row.title && <span class="soft"> · {namedCell(row.title, lang) ?? dated(row.title)}</span>}
    </span>
  );
}

/** The log keeps days as programs sort them; people read them as everywhere else, by Moscow’s clock. */
const dated = (text: string): string =>
  text.replaceAll(/\b(\d{4})-(\d\d)-(\d\d)\b/g, '$3.$2.$1').replaceAll(/(\d\d:\d\d) MSK\b/g, '$1');

function Change({ row: { before, after, reason }, lang }: Cell) {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const shown = (name: string, value: string | number | boolean | null | undefined) => {
    if (value === null || value === undefined || value === '') return plain('panel.audit.nothing', lang);
    if (namedCell(name, lang) !== undefined) return namedState(String(value), lang);
    const word = valueWords[name]?.[String(value)];
    return word ? plain(word, lang) : dated(String(value));
  };
  return (
    <ul class="names">
      {fields.map((name) => {
        const word = fieldWords[name];
        return (
          <li key={name}>
            <span class="soft">{word ? plain(word, lang) : (namedCell(name, lang) ?? name)}:</span>{' '}
            {name in before && <>{shown(name, before[name])} → </>}
            {shown(name, after[name])}
          </li>
        );
      })}
      {reason !== null && <li>{plain('panel.audit.reason', lang, { reason })}</li>}
    </ul>
  );
}

function Who({ row: { by }, query, lang }: Cell & { readonly query: AuditQuery }) {
  if (by.program !== null) return <>{plain('panel.audit.token', lang, { name: by.program })}</>;
  if (by.user_id === null) return <>{plain('panel.audit.system', lang)}</>;
  const role = by.role === 'candidate' || by.role === 'system' ? undefined : roleWords[by.role];
  const to = address(panelRoutes.audit.path, { ...query, after: undefined, person: by.user_id });
  return (
    <span>
      <a href={to}>{by.name || plain('panel.nameless', lang)}</a>
      {role && <span class="soft"> · {plain(role, lang)}</span>}
    </span>
  );
}

const Filters = ({ query, people, lang }: Omit<Props, 'page'>) => (
  <form method="get" action={panelRoutes.audit.path} class="filters card">
    <Field name="person" label={plain('panel.audit.who', lang)}>
      <select {...inputOf({ name: 'person' })}>
        <option value="">{plain('panel.audit.anyone', lang)}</option>
        <option value="system" selected={query.person === 'system'}>
          {plain('panel.audit.system', lang)}
        </option>
        {people.map(({ user_id, name }) => (
          <option key={user_id} value={user_id} selected={user_id === query.person}>
            {name || plain('panel.nameless', lang)}
          </option>
        ))}
      </select>
    </Field>
    <Field name="kind" label={plain('panel.audit.kind', lang)}>
      <select {...inputOf({ name: 'kind' })}>
        <option value="">{plain('panel.audit.any_kind', lang)}</option>
        {subjects.map((subject) => (
          <option key={subject} value={subject} selected={subject === query.subject}>
            {plain(subjectWords[subject], lang)}
          </option>
        ))}
      </select>
    </Field>
    <Field name="day" label={plain('panel.audit.day', lang)}>
      <input type="date" value={query.day ?? ''} {...inputOf({ name: 'day' })} />
    </Field>
    <button type="submit" class="first">
      {plain('panel.audit.show', lang)}
    </button>
  </form>
);

/** The same list, as a link: what is not asked for does not stand in it. */
function address(
  path: string,
  { person, subject, day, after }: Omit<AuditQuery, 'person'> & { readonly person: string | undefined },
): string {
  const parts = new URLSearchParams();
  if (person !== undefined) parts.set('person', person);
  if (subject !== undefined) parts.set('kind', subject);
  if (day !== undefined) parts.set('day', day);
  if (after !== undefined) parts.set('after', after);
  return parts.size === 0 ? path : `${path}?${parts.toString()}`;
}
