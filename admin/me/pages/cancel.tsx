import { type CancelReason, cancelReasons } from '../../../core/booking/words.ts';
import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import { longTime } from '../../../core/time/people.ts';
import { FormToken } from '../../panel/view/form.tsx';
import type { Invitation } from '../ports.ts';
import type { Guest } from '../request.ts';
import { eventPath } from '../routes.ts';
import { Seen } from './times.tsx';

const reasonWords = {
  time: 'me.reason.time',
  found_other: 'me.reason.found_other',
  not_interested: 'me.reason.not_interested',
  ill: 'me.reason.ill',
  other: 'me.reason.other',
} as const satisfies Record<CancelReason, string>;

type Props = {
  readonly invitation: Invitation;
  readonly guest: Guest;
  readonly formKey: string;
  readonly lang: Lang;
};

/** Asks once. */
export function CancelPage({ invitation, guest, formKey, lang }: Props) {
  const { event, booking } = invitation;
  const at = eventPath(event.event_id);
  return (
    <section class="card">
      <h1>{plain('me.cancel.title', lang)}</h1>
      <p>
        {event.title}
        {booking?.slot && `, ${longTime(booking.slot.starts_at, lang)}`}
      </p>
      <form method="post" action={`${at}/cancel`}>
        <FormToken token={guest.form_token} />
        <input type="hidden" name="key" value={formKey} />
        <Seen invitation={invitation} />
        <fieldset class="plain">
          <legend>{plain('me.cancel.why', lang)}</legend>
          {cancelReasons.map((reason) => (
            <label key={reason} class="choice">
              <input type="radio" name="reason" value={reason} />
              <span>{plain(reasonWords[reason], lang)}</span>
            </label>
          ))}
        </fieldset>
        <div class="actions">
          <button class="danger">{plain('me.cancel.do', lang)}</button>
          <a class="button" href={at}>
            {plain('me.cancel.no', lang)}
          </a>
        </div>
      </form>
    </section>
  );
}
