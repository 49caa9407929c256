import type { Html } from '../../../core/i18n/html.ts';
import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import type { EventText } from '../../../core/messages/model.ts';
import { slotInFull, wherePlain } from '../../../core/messages/slot-text.ts';
import { longTime } from '../../../core/time/people.ts';
import { FormToken } from '../../panel/view/form.tsx';
import { Marked } from '../../panel/view/telegram.tsx';
import type { Invitation, OwnBooking } from '../ports.ts';
import type { Guest } from '../request.ts';
import { eventPath, meRoutes } from '../routes.ts';
import { PushCard } from './push.tsx';
import { Seen } from './times.tsx';
import { Appointment, Contact, fixedWords, stateOf, stateWords } from './words.tsx';

type Props = {
  readonly invitation: Invitation;
  readonly guest: Guest;
  readonly pushKey: string | undefined;
  /** What the company lets stand under it. */
  readonly ad: Html | null;
  readonly formKey: string;
  readonly lang: Lang;
};

/** One interview: what stands, and what can be done about it. */
export function EventPage({ invitation, guest, pushKey, ad, formKey, lang }: Props) {
  const { event, booking } = invitation;
  const state = stateWords[stateOf(invitation)];
  const at = eventPath(event.event_id);
  return (
    <>
      <p>
        <a href={meRoutes.home.path}>{plain('me.all', lang)}</a>
      </p>
      <section class="card">
        <h1>{event.title}</h1>
        <p>
          <span class={`badge ${state.tone}`}>{plain(state.text, lang)}</span>
        </p>
        {booking?.state === 'booked' ? (
          <Booked {...{ invitation, booking, guest, formKey, lang }} />
        ) : (
          <>
            {event.description && <p class="lines">{event.description}</p>}
            <Over booking={booking} lang={lang} />
            {event.open && booking?.state !== 'past' ? (
              <a class="button first" href={`${at}/times`}>
                {plain('me.choose', lang)}
              </a>
            ) : (
              booking === null && <p>{plain('me.closed', lang)}</p>
            )}
          </>
        )}
        <Contact event={event} lang={lang} />
      </section>
      {ad && (
        <aside class="card lines" aria-label={plain('me.ad', lang)}>
          <Marked html={ad} />
        </aside>
      )}
      <PushCard pushKey={pushKey} guest={guest} lang={lang} />
    </>
  );
}

function Over({ booking, lang }: { readonly booking: OwnBooking | null; readonly lang: Lang }) {
  if (booking?.state === 'past') return <p>{plain('me.past', lang)}</p>;
  if (booking?.state !== 'cancelled') return null;
  const mine = booking.cancelled_by === 'candidate';
  return <p>{plain(mine ? 'me.cancelled.you' : 'me.cancelled.others', lang)}</p>;
}

type BookedProps = Omit<Props, 'pushKey' | 'ad'> & { readonly booking: OwnBooking };

function Booked({ invitation, booking, guest, formKey, lang }: BookedProps) {
  const { event } = invitation;
  const at = eventPath(event.event_id);
  return (
    <>
      {booking.was && (
        <p class="flash warn">{plain('me.was', lang, { was: wasText(booking.was, event, lang) })}</p>
      )}
      {booking.slot && <Appointment slot={booking.slot} event={event} lang={lang} />}
      {booking.number && <p>{plain('me.number', lang, { number: booking.number })}</p>}
      {booking.proposed.length > 0 && <Proposal {...{ invitation, booking, guest, formKey, lang }} />}
      {booking.reminded && <Reply {...{ booking, guest, formKey, lang }} at={at} />}
      {booking.fixed && <p class="soft">{plain(fixedWords[booking.fixed], lang)}</p>}
      <p class="actions">
        {!booking.fixed && (
          <a class="button" href={`${at}/times`}>
            {plain('me.move', lang)}
          </a>
        )}
        <a class="button" href={`${at}/cancel`}>
          {plain('me.cancel', lang)}
        </a>
        <a class="button" href={`${at}/calendar.ics`}>
          {plain('me.calendar', lang)}
        </a>
      </p>
    </>
  );
}

/** A time that suits leads to the same question as any other; until it is answered the booked one stays. */
function Proposal({ invitation, booking, guest, formKey, lang }: BookedProps) {
  const at = eventPath(invitation.event.event_id);
  return (
    <section>
      <p>
        <strong>{plain('me.proposal.ask', lang)}</strong> {plain('me.proposal.stands', lang)}
      </p>
      <p class="actions">
        {booking.proposed.map((one) => (
          <a key={one.slot_id} class="button" href={`${at}/times/${one.slot_id}`}>
            {slotInFull(one, lang)}
          </a>
        ))}
      </p>
      <form method="post" action={`${at}/keep`} class="actions">
        <FormToken token={guest.form_token} />
        <input type="hidden" name="key" value={formKey} />
        <Seen invitation={invitation} />
        <button>{plain('me.proposal.keep', lang)}</button>
      </form>
    </section>
  );
}

const wasText = (was: NonNullable<OwnBooking['was']>, event: EventText, lang: Lang): string =>
  [longTime(was.starts_at, lang), wherePlain(was, event, lang)].filter(Boolean).join(', ');

type ReplyProps = Pick<BookedProps, 'booking' | 'guest' | 'formKey' | 'lang'> & { readonly at: string };

function Reply({ booking, guest, formKey, at, lang }: ReplyProps) {
  const { reply } = booking;
  return (
    <form method="post" action={`${at}/reply`} class="actions">
      <FormToken token={guest.form_token} />
      <input type="hidden" name="key" value={formKey} />
      <p>
        {reply === 'coming' && plain('me.replied.coming', lang)}
        {reply === 'late' && plain('me.replied.late', lang)}
        {reply !== 'coming' && reply !== 'late' && plain('me.reply.ask', lang)}
      </p>
      <button class={reply === null ? 'first' : ''} name="value" value="coming">
        {plain('me.reply.coming', lang)}
      </button>
      <button name="value" value="late">
        {plain('me.reply.late', lang)}
      </button>
    </form>
  );
}
