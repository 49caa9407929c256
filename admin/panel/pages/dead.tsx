import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import { shortTime } from '../../../core/time/people.ts';
import { type DeadRow, type DeadState, deadStates } from '../ports/dead.ts';
import type { Page } from '../ports/page.ts';
import { panelRoutes } from '../routes/index.ts';
import { FormToken } from '../view/form.tsx';
import { Badge, Empty, Table, type Tone, Toolbar } from '../view/parts.tsx';
import { deadStateWords, deadWords } from '../view/words.ts';
import type { Visitor } from '../visitor.ts';

const tones: Readonly<Record<DeadState, Tone>> = { waiting: 'bad', retried: 'good', discarded: 'quiet' };

type ListProps = { readonly page: Page<DeadRow>; readonly state: DeadState; readonly lang: Lang };

export const DeadList = ({ page, state, lang }: ListProps) => (
  <>
    <Toolbar title={plain('panel.menu.dead', lang)} />
    <p class="soft">{plain('panel.dead.what', lang)}</p>
    <nav class="tabs" aria-label={plain('panel.dead.states', lang)}>
      {deadStates.map((one) => (
        <a
          key={one}
          href={address({ state: one })}
          {...(one === state && { 'aria-current': 'page' as const })}
        >
          {plain(deadWords[one], lang)}
        </a>
      ))}
    </nav>
    {page.rows.length === 0 ? (
      <Empty text={plain(state === 'waiting' ? 'panel.dead.none_waiting' : 'panel.dead.none', lang)} />
    ) : (
      <section class="card">
        <Table
          caption={plain('panel.menu.dead', lang)}
          keyOf={(row) => row.id}
          rows={page.rows}
          columns={[
            {
              label: plain('panel.dead.reason', lang),
              cell: (row) => <a href={pathOf(row)}>{row.reason}</a>,
            },
            { label: plain('panel.dead.queue', lang), cell: (row) => row.queue },
            { label: plain('panel.dead.died', lang), cell: (row) => shortTime(row.died_at, lang) },
          ]}
        />
      </section>
    )}
    {page.next !== undefined && (
      <a class="button" href={address({ state, after: page.next })}>
        {plain('panel.bookings.more', lang)}
      </a>
    )}
  </>
);

const address = (query: { readonly state: string; readonly after?: string }): string =>
  `${panelRoutes.dead.path}?${new URLSearchParams(query)}`;

const pathOf = ({ id }: DeadRow): string => `${panelRoutes.deadMessage.path}?${new URLSearchParams({ id })}`;

export function DeadPage({ message, visitor }: { readonly message: DeadRow; readonly visitor: Visitor }) {
  const { lang } = visitor;
  return (
    <>
      <Toolbar title={message.reason}>
        <Badge tone={tones[message.state]}>{plain(deadStateWords[message.state], lang)}</Badge>
      </Toolbar>
      <section class="card">
        <dl class="facts">
          <dt>{plain('panel.dead.queue', lang)}</dt>
          <dd>{message.queue}</dd>
          <dt>{plain('panel.dead.died', lang)}</dt>
          <dd>{shortTime(message.died_at, lang)}</dd>
          <dt>{plain('panel.dead.message_id', lang)}</dt>
          <dd>{message.message_id ?? '–'}</dd>
          {message.settled_at !== null && (
            <>
              <dt>{plain(deadStateWords[message.state], lang)}</dt>
              <dd>{[shortTime(message.settled_at, lang), message.settled_by].filter(Boolean).join(', ')}</dd>
            </>
          )}
        </dl>
        <h2>{plain('panel.dead.body', lang)}</h2>
        <pre class="raw">{readable(message.body)}</pre>
        {message.state === 'waiting' && <Settle id={message.id} visitor={visitor} />}
      </section>
    </>
  );
}

const Settle = ({ id, visitor }: { readonly id: string; readonly visitor: Visitor }) => (
  <form method="post" action={panelRoutes.settleDead.path} class="actions">
    <FormToken token={visitor.form_token} />
    <input type="hidden" name="id" value={id} />
    <button type="submit" name="how" value="retried" class="first">
      {plain('panel.dead.retry', visitor.lang)}
    </button>
    <details class="ask">
      <summary>{plain('panel.dead.discard', visitor.lang)}</summary>
      <p>{plain('panel.dead.discard_what', visitor.lang)}</p>
      <button type="submit" name="how" value="discarded" class="danger">
        {plain('panel.dead.discard', visitor.lang)}
      </button>
    </details>
  </form>
);

/** More than this nobody reads on a page. */
const mostShown = 20_000;

function readable(body: Buffer): string {
  const text = body.toString('utf8');
  try {
    return JSON.stringify(JSON.parse(text), null, 2).slice(0, mostShown);
  } catch {
    return text.slice(0, mostShown);
  }
}
