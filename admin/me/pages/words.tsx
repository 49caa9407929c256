import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import { contactOf, webAddress } from '../../../core/messages/links.ts';
import type { EventText, SlotLine } from '../../../core/messages/model.ts';
import { wherePlain } from '../../../core/messages/slot-text.ts';
import { longTime } from '../../../core/time/people.ts';
import type { Invitation, OwnBooking } from '../ports.ts';

const minuteMs = 60_000;

export const stateWords = {
  booked: { text: 'me.state.booked', tone: 'good' },
  cancelled: { text: 'me.state.cancelled', tone: 'warn' },
  past: { text: 'me.state.past', tone: '' },
  free: { text: 'me.state.free', tone: 'info' },
  closed: { text: 'me.state.closed', tone: '' },
} as const;

export function stateOf({ event, booking }: Invitation): keyof typeof stateWords {
  if (booking === null) return event.open ? 'free' : 'closed';
  return booking.state;
}

export const fixedWords = {
  max_moves: 'me.fixed.max_moves',
  too_late: 'me.fixed.too_late',
  closed: 'me.fixed.closed',
} as const satisfies Record<NonNullable<OwnBooking['fixed']>, string>;

/** In the company’s time; a script adds the reader’s own, where that is another. */
export const When = ({
  at,
  lang,
  text = longTime(at, lang),
}: {
  readonly at: number;
  readonly lang: Lang;
  readonly text?: string;
}) => (
  <>
    <time dateTime={new Date(at).toISOString()} data-own={plain('me.yours', lang, { time: '{}' })}>
      {text}
    </time>
    <span class="own-time soft" hidden />
  </>
);

type Props = { readonly slot: SlotLine; readonly event: EventText; readonly lang: Lang };

/** When, where, how to get there, what to bring: as the bot writes it. */
export function Appointment({ slot, event, lang }: Props) {
  const minutes = Math.round((slot.ends_at - slot.starts_at) / minuteMs);
  const place = wherePlain(slot, event, lang);
  const map = webAddress(event.place.map_url);
  const online = webAddress(event.place.online_url);
  return (
    <div class="appointment">
      <p class="when">
        <When at={slot.starts_at} lang={lang} />
        <span class="soft">{plain('slot.length', lang, { minutes })}</span>
      </p>
      {place && <p>{place}</p>}
      {event.place.address && <p class="soft">{event.place.address}</p>}
      {(map ?? online) !== undefined && (
        <p class="actions">
          {map !== undefined && <Out to={map} text={plain('slot.map', lang)} />}
          {online !== undefined && <Out to={online} text={plain('slot.online', lang)} />}
        </p>
      )}
      {event.bring && <p>{plain('me.bring', lang, { things: event.bring })}</p>}
    </div>
  );
}

const Out = ({ to, text }: { readonly to: string; readonly text: string }) => (
  <a href={to} target="_blank" rel="noopener noreferrer">
    {text}
  </a>
);

export function Contact({ event, lang }: { readonly event: EventText; readonly lang: Lang }) {
  const contact = contactOf(event.contact);
  return contact === undefined ? null : (
    <p>
      <Out to={contact.url} text={`${plain('me.contact', lang)}: ${contact.shown}`} />
    </p>
  );
}
