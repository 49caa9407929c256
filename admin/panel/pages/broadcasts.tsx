import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import { readMarkup } from '../../../core/messages/markup/read.ts';
import { textOfMarkup } from '../../../core/messages/markup/write.ts';
import { shortTime } from '../../../core/time/people.ts';
import type { BroadcastRow } from '../../broadcasts/ports.ts';
import type { Page } from '../ports/page.ts';
import { panelRoutes } from '../routes/index.ts';
import { audienceOf, stateOf } from '../view/broadcast-words.ts';
import { Badge, Empty, Table, Toolbar } from '../view/parts.tsx';
import type { Visitor } from '../visitor.ts';

type Props = { readonly page: Page<BroadcastRow>; readonly visitor: Visitor };

export function Broadcasts({ page, visitor: { lang, role } }: Props) {
  return (
    <>
      <Toolbar title={plain('panel.menu.broadcasts', lang)}>
        {role === 'admin' && (
          <a class="button first" href={panelRoutes.newBroadcast.path}>
            {plain('panel.broadcasts.new', lang)}
          </a>
        )}
      </Toolbar>
      {page.rows.length === 0 ? (
        <Empty text={plain('panel.broadcasts.empty', lang)} />
      ) : (
        <section class="card">
          <List rows={page.rows} lang={lang} />
        </section>
      )}
      {page.next !== undefined && (
        <a class="button" href={`${panelRoutes.broadcasts.path}?after=${page.next}`}>
          {plain('panel.bookings.more', lang)}
        </a>
      )}
    </>
  );
}

export const pathOf = (id: string): string => `${panelRoutes.broadcasts.path}/${id}`;

const List = ({ rows, lang }: { readonly rows: readonly BroadcastRow[]; readonly lang: Lang }) => (
  <Table
    caption={plain('panel.menu.broadcasts', lang)}
    keyOf={(row) => row.broadcast_id}
    rows={rows}
    columns={[
      {
        label: plain('panel.broadcasts.text', lang),
        cell: (row) => <a href={pathOf(row.broadcast_id)}>{beginning(row)}</a>,
      },
      {
        label: plain('panel.broadcasts.to', lang),
        cell: (row) => [audienceOf(row, lang), row.event].filter(Boolean).join(' · '),
      },
      {
        label: plain('panel.broadcasts.state', lang),
        cell: (row) => <Badge tone={stateOf(row, lang).tone}>{stateOf(row, lang).word}</Badge>,
      },
      { label: plain('panel.broadcasts.got', lang), cell: (row) => row.counts.sent || '–' },
      { label: plain('panel.broadcasts.when', lang), cell: (row) => shortTime(row.created_at, lang) },
    ]}
  />
);

const longest = 80;

/** What people read first, in one line. */
function beginning({ command }: BroadcastRow): string {
  const read = command.parse_mode === 'HTML' ? readMarkup(command.message_text) : undefined;
  const text = (read?.ok ? textOfMarkup(read.markup) : command.message_text).replaceAll(/\s+/g, ' ').trim();
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
