import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import type { SlotLine } from '../../../core/messages/model.ts';
import { wherePlain } from '../../../core/messages/slot-text.ts';
import { clockTimeZoned, dayTitle, longTime } from '../../../core/time/people.ts';
import { dayOf } from '../../../core/time/slot-instants.ts';
import { FormToken } from '../../panel/view/form.tsx';
import type { Invitation } from '../ports.ts';
import type { Guest } from '../request.ts';
import { eventPath } from '../routes.ts';
import { Appointment, Contact, When } from './words.tsx';

type Props = {
  readonly invitation: Invitation;
  readonly slots: readonly SlotLine[];
  readonly lang: Lang;
};

/** What is free at this moment, by day. */
export function TimesPage({ invitation, slots, lang }: Props) {
  const { event, booking } = invitation;
  const at = eventPath(event.event_id);
  const now = booking?.state === 'booked' ? booking.slot : null;
  const days = Map.groupBy(slots, (slot) => dayOf(slot.starts_at));
  return (
    <>
      <p>
        <a href={at}>{event.title}</a>
      </p>
      <h1>{plain('me.choose.title', lang)}</h1>
      {now && <p>{plain('me.choose.now', lang, { time: longTime(now.starts_at, lang) })}</p>}
      {slots.length === 0 && (
        <div class="card">
          <p>{plain('me.choose.none', lang)}</p>
          <Contact event={event} lang={lang} />
        </div>
      )}
      {[...days].map(([day, some]) => (
        <section key={day} class="card times">
          <h2>{dayTitle(day, lang)}</h2>
          <ul>
            {some.map((slot) => (
              <li key={slot.slot_id}>
                <a class="button" href={`${at}/times/${slot.slot_id}`}>
                  <span class="unseen">{dayTitle(day, lang)}, </span>
                  <strong>
                    <When at={slot.starts_at} text={clockTimeZoned(slot.starts_at, lang)} lang={lang} />
                  </strong>
                  <span class="soft">{wherePlain(slot, event, lang)}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

type ConfirmProps = {
  readonly invitation: Invitation;
  readonly slot: SlotLine;
  readonly guest: Guest;
  readonly formKey: string;
  readonly lang: Lang;
};

/** What the person saw goes with the form: anything else that stands by then is told instead of done. */
export function ConfirmPage({ invitation, slot, guest, formKey, lang }: ConfirmProps) {
  const { event, booking } = invitation;
  const at = eventPath(event.event_id);
  const now = booking?.state === 'booked' ? booking.slot : null;
  return (
    <section class="card">
      <h1>{plain(now ? 'me.confirm.move' : 'me.confirm.book', lang)}</h1>
      <p>{event.title}</p>
      <Appointment slot={slot} event={event} lang={lang} />
      {now && <p>{plain('me.confirm.instead', lang, { time: longTime(now.starts_at, lang) })}</p>}
      <p class="soft">{plain('me.confirm.loose', lang)}</p>
      <form method="post" action={`${at}/times/${slot.slot_id}`} class="actions">
        <FormToken token={guest.form_token} />
        <input type="hidden" name="key" value={formKey} />
        <input type="hidden" name="starts_at" value={slot.starts_at} />
        <Seen invitation={invitation} />
        <button class="first">{plain('me.confirm.do', lang)}</button>
        <a class="button" href={`${at}/times`}>
          {plain('me.confirm.back', lang)}
        </a>
      </form>
    </section>
  );
}

export function Seen({ invitation: { booking } }: { readonly invitation: Invitation }) {
  const slot = booking?.state === 'booked' ? booking.slot : null;
  return <input type="hidden" name="seen" value={slot ? `${slot.slot_id}@${slot.starts_at}` : ''} />;
}
