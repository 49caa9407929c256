import type { ComponentChildren } from 'preact';
import type { Key } from '../../../core/i18n/catalogue.ts';
import { plain } from '../../../core/i18n/t.ts';
import type { EventDetails, People } from '../ports/event-desk.ts';
import { eventPath } from '../routes/events.ts';
import { Carried, Names } from '../view/edits.tsx';
import { FormToken } from '../view/form.tsx';
import { Toolbar } from '../view/parts.tsx';
import type { Visitor } from '../visitor.ts';

type AskProps = {
  readonly title: string;
  readonly back: string;
  /** What the button does; absent: it cannot be done, and the page says why. */
  readonly act?: {
    readonly label: string;
    readonly danger?: boolean;
    readonly values?: Record<string, string>;
  };
  /** What could be done instead. */
  readonly instead?: ComponentChildren;
  readonly visitor: Visitor;
  readonly children: ComponentChildren;
};

/** A page that asks once, or says why not. */
export const Ask = ({ title, back, act, instead, visitor, children }: AskProps) => (
  <>
    <Toolbar title={title} />
    <form method="post" class="card">
      {children}
      <FormToken token={visitor.form_token} />
      {act?.values && <Carried values={act.values} />}
      <div class="buttons">
        {act && (
          <button type="submit" class={act.danger ? 'danger' : 'first'}>
            {act.label}
          </button>
        )}
        {instead}
        <a class="button" href={back}>
          {plain('panel.form.back', visitor.lang)}
        </a>
      </div>
    </form>
  </>
);

export const statuses = ['open', 'closed', 'archived'] as const;
export type NewStatus = (typeof statuses)[number];

export const statusWords = {
  open: { title: 'panel.status.open.title', text: 'panel.status.open.text', act: 'panel.event.to_open' },
  closed: {
    title: 'panel.status.closed.title',
    text: 'panel.status.closed.text',
    act: 'panel.event.to_closed',
  },
  archived: {
    title: 'panel.status.archived.title',
    text: 'panel.status.archived.text',
    act: 'panel.event.to_archived',
  },
} as const satisfies Record<NewStatus, Record<'title' | 'text' | 'act', Key>>;

type StatusProps = {
  readonly event: EventDetails;
  readonly to: NewStatus;
  /** Who is booked ahead. */
  readonly booked: People;
  readonly free: number;
  readonly visitor: Visitor;
};

export function StatusPage({ event, to, booked, free, visitor }: StatusProps) {
  const { lang } = visitor;
  const words = statusWords[to];
  const refused = to === 'archived' && booked.count > 0;
  const act = { label: plain(words.act, lang), values: { to } };
  return (
    <Ask
      title={plain(words.title, lang)}
      back={eventPath(event.event_id)}
      visitor={visitor}
      {...(!refused && { act })}
    >
      <h2>{event.title}</h2>
      {refused ? (
        <>
          <p>{plain('panel.status.archived.not', lang, { count: booked.count })}</p>
          <Names {...booked} lang={lang} />
        </>
      ) : (
        <>
          <p>{plain(words.text, lang)}</p>
          {to === 'closed' && <p>{plain('panel.status.booked', lang, { count: booked.count })}</p>}
          {to === 'open' && free === 0 && <p>{plain('panel.status.open.no_slots', lang)}</p>}
        </>
      )}
    </Ask>
  );
}

type RemovalProps = {
  readonly event: EventDetails;
  readonly slots: number;
  readonly people: People;
  readonly visitor: Visitor;
};

/** FR10: with bookings it lists the people and deletes nothing. */
export function EventRemovalPage({ event, slots, people, visitor }: RemovalProps) {
  const { lang } = visitor;
  const why = whyNot(event, people);
  const act = { label: plain('panel.event.remove', lang), danger: true };
  return (
    <Ask
      title={plain('panel.remove.event.title', lang)}
      back={eventPath(event.event_id)}
      visitor={visitor}
      {...(!why && { act })}
    >
      <h2>{event.title}</h2>
      {why === 'booked' && (
        <>
          <p role="alert">{plain('panel.remove.event.not', lang, { count: people.count })}</p>
          <Names {...people} lang={lang} />
          <p>{plain('panel.remove.event.instead', lang)}</p>
        </>
      )}
      {why === 'open' && <p role="alert">{plain('panel.remove.event.open', lang)}</p>}
      {!why && <p>{plain('panel.remove.event.text', lang, { slots })}</p>}
    </Ask>
  );
}

function whyNot({ status }: EventDetails, { count }: People): 'booked' | 'open' | undefined {
  if (count > 0) return 'booked';
  return status === 'open' ? 'open' : undefined;
}
