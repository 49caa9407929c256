import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import type { EventRow } from '../ports/events.ts';
import { Badge, Empty } from '../view/parts.tsx';
import { eventWords } from '../view/words.ts';

type Props = {
  readonly name: string;
  readonly at: string;
  readonly events: readonly EventRow[];
  readonly lang: Lang;
};

export const ChooseEvent = ({ name, at, events, lang }: Props) => (
  <section class="card">
    <h1>{plain('panel.book.title', lang, { name })}</h1>
    <p>{plain('panel.book.choose_event', lang)}</p>
    {events.length === 0 && <Empty text={plain('panel.book.no_events', lang)} />}
    <ul class="names">
      {events.map(({ event_id, title, status, seats, taken }) => (
        <li key={event_id} class="line">
          <a href={`${at}?event=${event_id}`}>{title}</a>{' '}
          <Badge tone={status === 'open' ? 'good' : 'quiet'}>{plain(eventWords[status], lang)}</Badge>{' '}
          <span class="soft">{plain('panel.slot.free', lang, { free: Math.max(0, seats - taken) })}</span>
        </li>
      ))}
    </ul>
  </section>
);
