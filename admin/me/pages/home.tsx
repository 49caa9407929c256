import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import type { Invitation } from '../ports.ts';
import type { Guest } from '../request.ts';
import { eventPath } from '../routes.ts';
import { PushCard } from './push.tsx';
import { stateOf, stateWords, When } from './words.tsx';

type Props = {
  readonly guest: Guest;
  readonly invitations: readonly Invitation[];
  readonly pushKey: string | undefined;
  readonly lang: Lang;
};

export const Home = ({ guest, invitations, pushKey, lang }: Props) => (
  <>
    <h1>{plain('me.title', lang)}</h1>
    {guest.name && <p>{plain('me.hello', lang, { name: guest.name })}</p>}
    {invitations.length === 0 && <p class="card">{plain('me.none', lang)}</p>}
    {invitations.map((one) => (
      <Card key={one.event.event_id} one={one} lang={lang} />
    ))}
    {invitations.length > 0 && <PushCard pushKey={pushKey} guest={guest} lang={lang} />}
  </>
);

function Card({ one, lang }: { readonly one: Invitation; readonly lang: Lang }) {
  const { event, booking } = one;
  const state = stateWords[stateOf(one)];
  return (
    <section class="card">
      <h2>{event.title}</h2>
      <p>
        <span class={`badge ${state.tone}`}>{plain(state.text, lang)}</span>
      </p>
      {booking?.state === 'booked' && booking.slot && (
        <p class="when">
          <When at={booking.slot.starts_at} lang={lang} />
        </p>
      )}
      <a class="button first" href={eventPath(event.event_id)}>
        {plain('me.open', lang)} <span class="unseen">{event.title}</span>
      </a>
    </section>
  );
}
