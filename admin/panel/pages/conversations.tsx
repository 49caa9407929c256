import { longestWaitMs } from '../../../core/conversations/waiting.ts';
import { cleanLine, cut } from '../../../core/i18n/clean.ts';
import { plain } from '../../../core/i18n/t.ts';
import { shortTime } from '../../../core/time/people.ts';
import { type TalkFilter, type TalkQuery, type TalkRow, talkFilters } from '../ports/conversations.ts';
import type { Page } from '../ports/page.ts';
import { conversationPath } from '../routes/conversations.ts';
import { panelRoutes } from '../routes/index.ts';
import { Field, inputOf } from '../view/form.tsx';
import { Badge, Empty, Table, Toolbar } from '../view/parts.tsx';
import { emptyTalkWords, fileWords, talkFilterWords } from '../view/talk-words.ts';
import type { Visitor } from '../visitor.ts';

type HeadProps = { readonly query: TalkQuery; readonly visitor: Visitor };

/** What is typed into: the list below is redrawn without it. */
export function InboxHead({ query, visitor: { lang, role } }: HeadProps) {
  return (
    <>
      <Toolbar title={plain('panel.menu.conversations', lang)}>
        {role === 'admin' && (
          <a class="button" href={panelRoutes.readyAnswers.path}>
            {plain('panel.ready.title', lang)}
          </a>
        )}
      </Toolbar>
      <form method="get" action={panelRoutes.conversations.path} class="filters one card">
        <Field name="q" label={plain('panel.talks.search', lang)}>
          <input type="search" value={query.text} {...inputOf({ name: 'q' })} />
        </Field>
        <button type="submit" class="first">
          {plain('panel.talks.find', lang)}
        </button>
      </form>
      <nav class="tabs" aria-label={plain('panel.talks.filter', lang)}>
        {talkFilters.map((one) => (
          <a
            key={one}
            href={address({ ...query, filter: one, after: undefined })}
            {...(one === query.filter && { 'aria-current': 'page' as const })}
          >
            {plain(talkFilterWords[one], lang)}
          </a>
        ))}
      </nav>
    </>
  );
}

type Props = HeadProps & { readonly page: Page<TalkRow>; readonly now: number };

export function Inbox({ page, query, now, visitor: { lang } }: Props) {
  const empty = query.text === '' && query.after === undefined ? emptyTalkWords[query.filter] : undefined;
  return (
    <>
      {page.rows.length === 0 ? (
        <Empty text={plain(empty ?? 'panel.talks.none_found', lang)} />
      ) : (
        <section class="card">
          <Rows rows={page.rows} now={now} lang={lang} />
        </section>
      )}
      {page.next !== undefined && (
        <a class="button" href={address({ ...query, after: page.next })}>
          {plain('panel.talks.more', lang)}
        </a>
      )}
    </>
  );
}

type Lang = Visitor['lang'];
type RowsProps = { readonly rows: readonly TalkRow[]; readonly now: number; readonly lang: Lang };

const Rows = ({ rows, now, lang }: RowsProps) => (
  <Table
    caption={plain('panel.menu.conversations', lang)}
    keyOf={(row) => row.user_id}
    rows={rows}
    columns={[
      {
        label: plain('panel.bookings.who', lang),
        cell: ({ user_id, name, username, unread, closed }) => (
          <>
            <a href={conversationPath(user_id)}>{name || plain('panel.nameless', lang)}</a>
            {username && name !== `@${username}` && <span class="soft"> @{username}</span>}{' '}
            {unread && <Badge tone="info">{plain('panel.talks.new', lang)}</Badge>}
            {closed && <Badge tone="quiet">{plain('panel.talks.is_closed', lang)}</Badge>}
          </>
        ),
      },
      {
        label: plain('panel.talks.last', lang),
        cell: ({ last, last_at }) => (
          <span class="said">
            <LastWords last={last} lang={lang} /> <span class="soft">{shortTime(last_at, lang)}</span>
          </span>
        ),
      },
      {
        label: plain('panel.talks.waits', lang),
        cell: ({ waiting_since: since }) =>
          since === null ? (
            '–'
          ) : (
            <Badge tone={now - since > longestWaitMs ? 'bad' : 'warn'}>
              {plain('panel.talks.since', lang, { when: shortTime(since, lang) })}
            </Badge>
          ),
      },
      {
        label: plain('panel.talks.claimed', lang),
        cell: ({ claimed_by }) =>
          claimed_by ? claimed_by.name || plain('panel.nameless', lang) : plain('panel.talks.nobody', lang),
      },
    ]}
  />
);

/** Enough to know what it is about. */
const mostShown = 140;

function LastWords({ last, lang }: { readonly last: TalkRow['last']; readonly lang: Lang }) {
  if (last === null) return <span class="soft">–</span>;
  const file = last.file && plain(fileWords[last.file.kind], lang);
  const words = [file, cleanLine(last.text, mostShown)].filter(Boolean).join(': ');
  return (
    <span>
      {last.from === 'staff' && <span class="soft">{plain('panel.talks.answered', lang)} </span>}
      {cut(words, mostShown)}
    </span>
  );
}

/** The same list, as a link: what is usual does not stand in it. */
function address({ text, filter, after }: TalkQuery): string {
  const usual: TalkFilter = text === '' ? 'open' : 'all';
  const parts = new URLSearchParams();
  if (text !== '') parts.set('q', text);
  if (filter !== usual) parts.set('which', filter);
  if (after !== undefined) parts.set('after', after);
  const { path } = panelRoutes.conversations;
  return parts.size === 0 ? path : `${path}?${parts.toString()}`;
}
