import { plain } from '../../../core/i18n/t.ts';
import { type ImportRow, type RowKind, rowKinds, type StoredImport } from '../ports/imports.ts';
import type { Page } from '../ports/page.ts';
import { panelRoutes } from '../routes/index.ts';
import { FormToken } from '../view/form.tsx';
import { faultWords, fieldWords, kindTones, kindWords } from '../view/import-words.ts';
import { Badge, Empty, Table, Toolbar } from '../view/parts.tsx';
import type { Visitor } from '../visitor.ts';

type Props = {
  readonly list: StoredImport;
  readonly page: Page<ImportRow>;
  readonly kind: RowKind | undefined;
  readonly visitor: Visitor;
};
type Lang = Visitor['lang'];

export function ImportPreview({ list, page, kind, visitor }: Props) {
  const { lang } = visitor;
  const at = `${panelRoutes.importPage.path}/${list.id}`;
  const next =
    page.next === undefined ? undefined : new URLSearchParams({ ...(kind && { kind }), after: page.next });
  return (
    <>
      <Toolbar title={plain('panel.checked.title', lang)}>
        <a class="button" href={panelRoutes.importPage.path}>
          {plain('panel.checked.back', lang)}
        </a>
      </Toolbar>
      <section class="card">
        <p class="soft">
          {plain('panel.checked.encoding', lang, {
            encoding: list.encoding,
            columns: list.columns.join(', '),
          })}{' '}
          {list.ignored.length > 0 &&
            plain('panel.checked.ignored', lang, { columns: list.ignored.join(', ') })}
        </p>
        <What list={list} visitor={visitor} />
      </section>
      {list.state !== 'reading' && <Kinds list={list} kind={kind} at={at} lang={lang} />}
      {page.rows.length === 0 ? (
        <Empty text={plain('panel.checked.none', lang)} />
      ) : (
        <section class="card">
          <Rows rows={page.rows} lang={lang} />
        </section>
      )}
      {next && (
        <a class="button" href={`${at}?${next.toString()}`}>
          {plain('panel.checked.more', lang)}
        </a>
      )}
    </>
  );
}

/** What writing would do, or has done. */
function What({ list, visitor }: Pick<Props, 'list' | 'visitor'>) {
  const { lang, form_token } = visitor;
  const count = list.counts.new + list.counts.changed;
  if (list.state === 'reading') {
    const label = plain('panel.checked.reading', lang, { done: list.read, all: list.size });
    return <HowFar list={list} of={[list.read, list.size]} label={label} lang={lang} />;
  }
  if (list.state === 'broken')
    return (
      <p class="flash bad" role="alert">
        {plain('panel.checked.broken', lang)}
      </p>
    );
  if (list.state === 'writing') {
    const done = list.written + list.meanwhile;
    const label = plain('panel.checked.writing', lang, { done, all: count });
    return <HowFar list={list} of={[done, count]} label={label} lang={lang} />;
  }
  if (list.state === 'written')
    return (
      <>
        <p>{plain('panel.checked.done', lang, { count: list.written })}</p>
        {list.meanwhile > 0 && (
          <p class="flash bad" role="alert">
            {plain('panel.checked.meanwhile', lang, { count: list.meanwhile })}
          </p>
        )}
        <a class="button first" href={panelRoutes.candidates.path}>
          {plain('panel.checked.to_list', lang)}
        </a>
      </>
    );
  if (count === 0) return <Nothing list={list} lang={lang} />;
  return (
    <form method="post" action={`${panelRoutes.importPage.path}/${list.id}`}>
      <FormToken token={form_token} />
      <p>{plain('panel.checked.note', lang)}</p>
      <button type="submit" class="first">
        {plain('panel.checked.write', lang, { count })}
      </button>
    </form>
  );
}

function Nothing({ list: { counts }, lang }: { readonly list: StoredImport; readonly lang: Lang }) {
  if (counts.wrong === 0 && counts.unchanged === 0) return <p>{plain('panel.checked.no_rows', lang)}</p>;
  if (counts.wrong === 0) return <p>{plain('panel.checked.nothing', lang)}</p>;
  return (
    <p class="flash bad" role="alert">
      {counts.unchanged === 0
        ? plain('panel.checked.all_wrong', lang)
        : plain('panel.checked.rest_wrong', lang, { count: counts.wrong })}
    </p>
  );
}

type Far = {
  readonly list: StoredImport;
  readonly of: readonly [done: number, all: number];
  readonly label: string;
  readonly lang: Lang;
};

/** It goes on by itself, whoever closes the page. */
const HowFar = ({ list, of: [done, all], label, lang }: Far) => (
  <div class="progress">
    <p role="status">
      <progress max={all} value={done} aria-label={label} />
      {label}
    </p>
    <p class="soft">{plain('panel.checked.goes_on', lang)}</p>
    <p>
      <a class="button" href={`${panelRoutes.importPage.path}/${list.id}`}>
        {plain('panel.checked.refresh', lang)}
      </a>
    </p>
  </div>
);

const Kinds = ({
  list,
  kind,
  at,
  lang,
}: Pick<Props, 'list' | 'kind'> & { readonly at: string; readonly lang: Lang }) => (
  <nav class="kinds actions" aria-label={plain('panel.checked.title', lang)}>
    {[undefined, ...rowKinds].map((one) => (
      <a
        key={one ?? 'all'}
        class="button"
        href={one ? `${at}?kind=${one}` : at}
        {...(one === kind && { 'aria-current': 'page' as const })}
      >
        {plain(one ? kindWords[one] : 'panel.checked.all', lang)}{' '}
        <span class="soft">
          {one ? list.counts[one] : rowKinds.reduce((sum, each) => sum + list.counts[each], 0)}
        </span>
      </a>
    ))}
  </nav>
);

const Rows = ({ rows, lang }: { readonly rows: readonly ImportRow[]; readonly lang: Lang }) => (
  <Table
    caption={plain('panel.checked.title', lang)}
    keyOf={(row) => `${row.line} ${row.said}`}
    rows={rows}
    columns={[
      { label: plain('panel.checked.who', lang), cell: (row) => row.said || '–' },
      { label: plain('panel.checked.row', lang), cell: (row) => row.line },
      {
        label: plain('panel.checked.what', lang),
        cell: (row) => <Badge tone={kindTones[row.kind]}>{plain(kindWords[row.kind], lang)}</Badge>,
      },
      { label: plain('panel.checked.why', lang), cell: (row) => <Details row={row} lang={lang} /> },
    ]}
  />
);

function Details({ row, lang }: { readonly row: ImportRow; readonly lang: Lang }) {
  const lines = [
    ...row.faults.map((fault) => faultWords(fault, row, lang)),
    ...row.changes.map(({ field, from, to }) =>
      plain('panel.checked.change', lang, {
        field: plain(fieldWords[field], lang),
        from: from || plain('panel.checked.nothing_before', lang),
        to,
      }),
    ),
  ];
  return (
    <>
      {lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
      {row.result && (
        <Badge tone={row.result === 'written' ? 'good' : 'warn'}>
          {plain(row.result === 'written' ? 'panel.checked.written' : 'panel.checked.left', lang)}
        </Badge>
      )}
    </>
  );
}
