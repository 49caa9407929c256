import { plain } from '../../../core/i18n/t.ts';
import type { Page } from '../ports/page.ts';
import { type PeopleQuery, type PersonRow, peopleFilters } from '../ports/people.ts';
import { panelRoutes } from '../routes/index.ts';
import { Field, inputOf } from '../view/form.tsx';
import { Badge, Empty, Table, Toolbar } from '../view/parts.tsx';
import { peopleFilterWords, reachTones, reachWords } from '../view/people-words.ts';
import type { Visitor } from '../visitor.ts';

type Props = {
  readonly page: Page<PersonRow>;
  readonly query: PeopleQuery;
  readonly visitor: Visitor;
};

export function People({ page, query, visitor }: Props) {
  const { lang, role } = visitor;
  const narrowed = query.text !== '' || query.filter !== undefined || query.after !== undefined;
  return (
    <>
      <Toolbar title={plain('panel.menu.candidates', lang)}>
        {role === 'admin' && (
          <>
            <a class="button first" href="/candidates/import">
              {plain('panel.people.import', lang)}
            </a>
            <a class="button" href={panelRoutes.invitesPage.path}>
              {plain('panel.people.invites', lang)}
            </a>
            <a class="button" href={address(panelRoutes.candidatesFile.path, { ...query, after: undefined })}>
              {plain('panel.people.file', lang)}
            </a>
          </>
        )}
      </Toolbar>
      <Filters query={query} lang={lang} />
      {page.rows.length === 0 ? (
        <Empty text={plain(narrowed ? 'panel.people.empty' : 'panel.people.empty_all', lang)} />
      ) : (
        <section class="card">
          <PeopleTable rows={page.rows} lang={lang} />
        </section>
      )}
      {page.next !== undefined && (
        <a class="button" href={address(panelRoutes.candidates.path, { ...query, after: page.next })}>
          {plain('panel.people.more', lang)}
        </a>
      )}
    </>
  );
}

type Lang = Visitor['lang'];

export const PeopleTable = ({ rows, lang }: { readonly rows: readonly PersonRow[]; readonly lang: Lang }) => (
  <Table
    caption={plain('panel.menu.candidates', lang)}
    keyOf={(row) => row.user_id}
    rows={rows}
    columns={[
      {
        label: plain('panel.bookings.who', lang),
        cell: ({ user_id, name, username }) => (
          <>
            <a href={`${panelRoutes.candidates.path}/${user_id}`}>{name || plain('panel.nameless', lang)}</a>
            {username && name !== `@${username}` && <span class="soft"> @{username}</span>}
          </>
        ),
      },
      { label: plain('panel.people.contact', lang), cell: ({ phone }) => phone ?? '–' },
      {
        label: plain('panel.people.access', lang),
        cell: ({ allowed }) => (
          <Badge tone={allowed ? 'good' : 'bad'}>
            {plain(allowed ? 'panel.people.allowed' : 'panel.people.blocked', lang)}
          </Badge>
        ),
      },
      {
        label: plain('panel.people.reach', lang),
        cell: ({ reachable }) => (
          <Badge tone={reachTones[reachable]}>{plain(reachWords[reachable], lang)}</Badge>
        ),
      },
      { label: plain('panel.people.booked', lang), cell: ({ booked }) => booked || '–' },
    ]}
  />
);

const Filters = ({ query, lang }: { readonly query: PeopleQuery; readonly lang: Lang }) => (
  <form method="get" action={panelRoutes.candidates.path} class="filters two card">
    <Field name="q" label={plain('panel.people.search', lang)}>
      <input type="search" value={query.text} {...inputOf({ name: 'q' })} />
    </Field>
    <Field name="who" label={plain('panel.people.filter', lang)}>
      <select {...inputOf({ name: 'who' })}>
        <option value="">{plain('panel.people.all', lang)}</option>
        {peopleFilters.map((one) => (
          <option key={one} value={one} selected={one === query.filter}>
            {plain(peopleFilterWords[one], lang)}
          </option>
        ))}
      </select>
    </Field>
    <button type="submit" class="first">
      {plain('panel.people.show', lang)}
    </button>
  </form>
);

function address(path: string, { text, filter, after }: PeopleQuery): string {
  const parts = new URLSearchParams();
  if (text !== '') parts.set('q', text);
  if (filter !== undefined) parts.set('who', filter);
  if (after !== undefined) parts.set('after', after);
  return parts.size === 0 ? path : `${path}?${parts.toString()}`;
}
