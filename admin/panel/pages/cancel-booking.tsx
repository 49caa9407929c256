import { cancelReasons } from '../../../core/booking/words.ts';
import { plain } from '../../../core/i18n/t.ts';
import { longTime } from '../../../core/time/people.ts';
import type { OneBooking } from '../ports/booking.ts';
import { reasonWords } from '../view/booking-words.ts';
import { Field, FormToken, inputOf } from '../view/form.tsx';
import type { Visitor } from '../visitor.ts';

type Props = {
  readonly booking: OneBooking;
  /** Whether they are told of it. */
  readonly told: string;
  readonly visitor: Visitor;
  readonly formKey: string;
};

/** Asks once, and says what will happen. */
export function CancelPage({ booking, told, visitor, formKey }: Props) {
  const { lang, form_token } = visitor;
  const at = `/bookings/${booking.booking_id}`;
  const name = booking.name || plain('panel.nameless', lang);
  return (
    <section class="card">
      <h1>{plain('panel.cancel.title', lang)}</h1>
      <p>
        {booking.starts_at === null
          ? plain('panel.cancel.what_no_time', lang, { name })
          : plain('panel.cancel.what', lang, { name, when: longTime(booking.starts_at, lang) })}
      </p>
      <p>{told}</p>
      <form method="post" action={`${at}/cancel`}>
        <FormToken token={form_token} />
        <input type="hidden" name="key" value={formKey} />
        <Field name="reason" label={plain('panel.cancel.reason', lang)}>
          <select {...inputOf({ name: 'reason' })}>
            <option value="">{plain('panel.cancel.reason_none', lang)}</option>
            {cancelReasons.map((code) => (
              <option key={code} value={code}>
                {plain(reasonWords[code], lang)}
              </option>
            ))}
          </select>
        </Field>
        <div class="actions">
          <button type="submit" class="danger">
            {plain('panel.cancel.do', lang)}
          </button>
          <a class="button" href={at}>
            {plain('panel.cancel.back', lang)}
          </a>
        </div>
      </form>
    </section>
  );
}
