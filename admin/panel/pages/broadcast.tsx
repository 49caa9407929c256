import type { RecipientState } from '../../../core/broadcasts/words.ts';
import type { Key } from '../../../core/i18n/catalogue.ts';
import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import { shortTime } from '../../../core/time/people.ts';
import type { BroadcastRow, BroadcastShown, TroubleRow } from '../../broadcasts/ports.ts';
import type { Page } from '../ports/page.ts';
import { audienceOf, reasonOf, recipientKeys, stateOf, troubleOf } from '../view/broadcast-words.ts';
import { FormToken } from '../view/form.tsx';
import { Badge, Table, Toolbar } from '../view/parts.tsx';
import { TelegramMessage } from '../view/telegram.tsx';
import type { Visitor } from '../visitor.ts';
import { pathOf } from './broadcasts.tsx';

type Props = {
  readonly broadcast: BroadcastShown;
  readonly troubles: Page<TroubleRow>;
  readonly visitor: Visitor;
};

export function BroadcastPage({ broadcast, troubles, visitor }: Props) {
  const { lang } = visitor;
  const { tone, word } = stateOf(broadcast, lang);
  return (
    <>
      <Toolbar title={[audienceOf(broadcast, lang), broadcast.event].filter(Boolean).join(' · ')}>
        <Badge tone={tone}>{word}</Badge>
      </Toolbar>
      {broadcast.status === 'stored' && (
        <p class="soft">
          {plain(broadcast.just_handed_over ? 'panel.broadcast.begins' : 'panel.broadcast.not_begun', lang)}
        </p>
      )}
      <Progress broadcast={broadcast} lang={lang} />
      {visitor.role === 'admin' && <Steer broadcast={broadcast} visitor={visitor} />}
      {troubles.rows.length > 0 && <Troubles broadcast={broadcast} page={troubles} lang={lang} />}
      <section class="card">
        <h2>{plain('panel.broadcasts.text', lang)}</h2>
        <TelegramMessage command={broadcast.command} lang={lang} />
        <p class="soft">{shortTime(broadcast.created_at, lang)}</p>
      </section>
    </>
  );
}

const states = Object.keys(recipientKeys) as RecipientState[];

/** The numbers, all in one place: whoever redraws the page redraws this. */
function Progress({ broadcast, lang }: { readonly broadcast: BroadcastShown; readonly lang: Lang }) {
  const { counts, counting, reason, never_started } = broadcast;
  const shown = { ...counts, failed: counts.failed - never_started };
  const all = states.reduce((sum, state) => sum + counts[state], 0);
  const left = counts.waiting + counts.claimed;
  if (all === 0 && reason === null && !counting) return null;
  return (
    <section class="card progress" id="broadcast-progress">
      <h2>{plain('panel.broadcast.progress', lang)}</h2>
      {counting && (
        <p>
          {/* No share of what nobody has counted yet. */}
          <progress aria-label={plain('panel.broadcast.progress', lang)} />
          {plain('panel.broadcast.counting', lang, { done: all - left, all })}
        </p>
      )}
      {!counting && all > 0 && (
        <p>
          <progress max={all} value={all - left} aria-label={plain('panel.broadcast.progress', lang)} />
          {plain('panel.broadcast.of', lang, { done: all - left, all })}
        </p>
      )}
      <dl class="facts">
        {states
          .filter((state) => shown[state] > 0)
          .flatMap((state) => [
            <dt key={state}>{plain(recipientKeys[state], lang)}</dt>,
            <dd key={`${state}-count`} id={`recipients-${state}`}>
              {shown[state]}
            </dd>,
          ])}
        {never_started > 0 && [
          <dt key="never">{plain('panel.recipient.never_started', lang)}</dt>,
          <dd key="never-count" id="recipients-never-started">
            {never_started}
          </dd>,
        ]}
        {reason !== null && [
          <dt key="reason">{plain('panel.broadcast.reason', lang)}</dt>,
          <dd key="reason-text">{reasonOf({ reason }, lang)}</dd>,
        ]}
      </dl>
      {never_started > 0 && <p class="soft">{plain('panel.broadcast.never_started_hint', lang)}</p>}
    </section>
  );
}

export type Step = 'pause' | 'resume' | 'retry' | 'cancel' | 'recall';

/** What can be done to it now; what cannot be undone asks on a page of its own. */
export function stepsOf({ status, counts, recalled_at, command }: BroadcastRow): readonly Step[] {
  const isOver = status === 'done' || status === 'cancelled';
  const failed = counts.failed + counts.unknown > 0;
  const isOut =
    command.target === 'unbooked' || command.target === 'list' ? counts.sent > 0 : status === 'posted';
  return [
    ...(status === 'sending' ? (['pause'] as const) : []),
    ...(status === 'paused' ? (['resume'] as const) : []),
    ...(isOver && failed && recalled_at === null ? (['retry'] as const) : []),
    ...(['stored', 'sending', 'paused'].includes(status) ? (['cancel'] as const) : []),
    ...(isOut && recalled_at === null ? (['recall'] as const) : []),
  ];
}

const stepKeys = {
  pause: 'panel.broadcast.pause',
  resume: 'panel.broadcast.resume',
  retry: 'panel.broadcast.retry',
  cancel: 'panel.broadcast.cancel',
  recall: 'panel.broadcast.recall',
} as const satisfies Record<Step, Key>;

function Steer({ broadcast, visitor }: { readonly broadcast: BroadcastShown; readonly visitor: Visitor }) {
  const { lang, form_token } = visitor;
  const path = pathOf(broadcast.broadcast_id);
  const steps = stepsOf(broadcast);
  if (broadcast.status === 'stored')
    return (
      <form method="post" action={`${path}/send`} class="actions">
        <FormToken token={form_token} />
        {!broadcast.just_handed_over && (
          <button type="submit">{plain('panel.broadcast.send_again', lang)}</button>
        )}
        <a class="button" href={`${path}/ask?step=cancel`}>
          {plain(stepKeys.cancel, lang)}
        </a>
      </form>
    );
  if (steps.length === 0) return null;
  return (
    <form method="post" action={`${path}/steer`} class="actions">
      <FormToken token={form_token} />
      {steps.map((step) =>
        step === 'pause' || step === 'resume' ? (
          <button key={step} type="submit" name="step" value={step}>
            {plain(stepKeys[step], lang)}
          </button>
        ) : (
          <a key={step} class="button" href={`${path}/ask?step=${step}`}>
            {plain(stepKeys[step], lang)}
          </a>
        ),
      )}
    </form>
  );
}

type AskProps = {
  readonly broadcast: BroadcastShown;
  readonly step: 'retry' | 'cancel' | 'recall';
  readonly visitor: Visitor;
};

/** Says what it will do, and asks once. */
export function AskBroadcast({ broadcast, step, visitor }: AskProps) {
  const { lang, form_token } = visitor;
  const { counts, never_started } = broadcast;
  return (
    <>
      <Toolbar title={plain(stepKeys[step], lang)} />
      <form method="post" action={`${pathOf(broadcast.broadcast_id)}/steer`} class="card">
        <FormToken token={form_token} />
        {step === 'cancel' && <p>{plain('panel.broadcast.cancel_what', lang)}</p>}
        {step === 'recall' && <p>{plain('panel.broadcast.recall_what', lang)}</p>}
        {step === 'retry' && (
          <p>
            {plain('panel.recipient.failed', lang)}: {counts.failed - never_started}
          </p>
        )}
        {step === 'retry' && never_started > 0 && (
          <p>
            {plain('panel.recipient.never_started', lang)}: {never_started}
          </p>
        )}
        {step === 'retry' && counts.unknown > 0 && (
          <p>
            <label>
              <input type="checkbox" name="unknown" value="yes" />{' '}
              {plain('panel.broadcast.retry_unknown', lang)} ({counts.unknown})
            </label>
          </p>
        )}
        <div class="actions">
          <button type="submit" name="step" value={step} class={step === 'retry' ? 'first' : 'danger'}>
            {plain(stepKeys[step], lang)}
          </button>
          <a class="button" href={pathOf(broadcast.broadcast_id)}>
            {plain('panel.form.back', lang)}
          </a>
        </div>
      </form>
    </>
  );
}

type TroublesProps = {
  readonly broadcast: BroadcastShown;
  readonly page: Page<TroubleRow>;
  readonly lang: Lang;
};

const Troubles = ({ broadcast, page, lang }: TroublesProps) => (
  <section class="card">
    <h2>{plain('panel.broadcast.troubles', lang)}</h2>
    <Table
      caption={plain('panel.broadcast.troubles', lang)}
      keyOf={(row) => row.user_id}
      rows={page.rows}
      columns={[
        {
          label: plain('panel.broadcast.who', lang),
          cell: ({ name, username }) =>
            [name || plain('panel.nameless', lang), username && `@${username}`].filter(Boolean).join(' '),
        },
        {
          label: plain('panel.broadcasts.state', lang),
          cell: (row) => troubleOf(row, lang),
        },
        { label: plain('panel.broadcast.why', lang), cell: (row) => reasonOf(row, lang) },
      ]}
    />
    {page.next !== undefined && (
      <a class="button" href={`${pathOf(broadcast.broadcast_id)}?after=${page.next}`}>
        {plain('panel.bookings.more', lang)}
      </a>
    )}
  </section>
);
