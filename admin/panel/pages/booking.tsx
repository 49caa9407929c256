import type { ComponentChildren } from 'preact';
import { plain } from '../../../core/i18n/t.ts';
import { longTime } from '../../../core/time/people.ts';
import type { Look, OneBooking, TimelineRow } from '../ports/booking.ts';
import { conversationPath } from '../routes/conversations.ts';
import { panelRoutes } from '../routes/index.ts';
import { actorWords, informedWord, reasonWords, screenWord } from '../view/booking-words.ts';
import { FormToken } from '../view/form.tsx';
import { Badge, Facts, Toolbar } from '../view/parts.tsx';
import { bookingTones, bookingWords, replyWords } from '../view/words.ts';
import type { Visitor } from '../visitor.ts';
import { Timeline } from './timeline.tsx';

type Props = {
  readonly booking: OneBooking;
  readonly rows: readonly TimelineRow[];
  readonly look: Look;
  readonly now: number;
  readonly visitor: Visitor;
  readonly formKey: string;
  readonly link: string | undefined;
  readonly refused: string | undefined;
};

export function BookingPage({ booking, rows, look, now, visitor, formKey, link, refused }: Props) {
  const { lang } = visitor;
  const title =
    booking.number === null
      ? plain('panel.booking.title_unnumbered', lang)
      : plain('panel.booking.title', lang, { number: booking.number });
  return (
    <>
      <Toolbar title={title}>
        <Badge tone={bookingTones[booking.status]}>{plain(bookingWords[booking.status], lang)}</Badge>
      </Toolbar>
      {refused && (
        <p class="flash bad" role="alert">
          {refused}
        </p>
      )}
      {look.state === 'stuck' && <Stuck booking={booking} visitor={visitor} />}
      <section class="card">
        <Facts rows={factsOf(booking, look, visitor)} />
        <Actions booking={booking} now={now} visitor={visitor} formKey={formKey} />
        {link && (
          <p class="soft">
            <a href={link} target="_blank" rel="noopener">
              {plain('panel.booking.workflow', lang)}
            </a>
          </p>
        )}
      </section>
      <section class="card">
        <h2>{plain('panel.booking.history', lang)}</h2>
        {look.state === 'away' && <p class="soft">{plain('panel.booking.away', lang)}</p>}
        <Timeline rows={rows} lang={lang} />
      </section>
    </>
  );
}

type StuckProps = { readonly booking: OneBooking; readonly visitor: Visitor };

const Stuck = ({ booking, visitor: { lang, role, form_token } }: StuckProps) => (
  <section class="card" role="alert">
    <h2>{plain('panel.booking.stuck', lang)}</h2>
    <p>{plain('panel.booking.stuck_what', lang)}</p>
    {role === 'admin' && (
      <form method="post" action={`${panelRoutes.bookings.path}/${booking.booking_id}/restart`}>
        <FormToken token={form_token} />
        <p>{plain('panel.booking.restart_what', lang)}</p>
        <button type="submit" class="danger">
          {plain('panel.booking.restart', lang)}
        </button>
      </form>
    )}
  </section>
);

type Fact = readonly [string, ComponentChildren];

function factsOf(booking: OneBooking, look: Look, { lang, role }: Visitor): readonly Fact[] {
  const { starts_at, previous_at, reply, cancelled, informed } = booking;
  const place = [booking.location, booking.room].filter(Boolean).join(', ');
  const sees = look.state === 'open' ? screenWord(look.screen) : undefined;
  return [
    [plain('panel.booking.who', lang), <Who booking={booking} lang={lang} role={role} />],
    [
      plain('panel.bookings.event', lang),
      role === 'specialist' ? (
        booking.event
      ) : (
        <a href={`${panelRoutes.events.path}/${booking.event_id}`}>{booking.event}</a>
      ),
    ],
    [
      plain('panel.booking.when', lang),
      starts_at === null ? plain('panel.booking.no_time', lang) : longTime(starts_at, lang),
    ],
    ...(previous_at === null
      ? []
      : [['', plain('panel.booking.was_at', lang, { when: longTime(previous_at, lang) })] as const]),
    ...(place === '' ? [] : [[plain('panel.booking.where', lang), place] as const]),
    ...(booking.status === 'booked'
      ? [
          [
            plain('panel.booking.reply', lang),
            booking.arrived
              ? plain('panel.today.arrived', lang)
              : plain(reply ? replyWords[reply] : 'panel.booking.no_reply', lang),
          ] as const,
        ]
      : []),
    ...(booking.moves > 0 ? [[plain('panel.booking.moves', lang), booking.moves] as const] : []),
    ...(booking.outcome === 'missing'
      ? [[plain('panel.bookings.status', lang), plain('panel.booking.outcome_missing', lang)] as const]
      : []),
    ...(cancelled === null
      ? []
      : [
          [
            plain('panel.booking.cancelled_by', lang),
            [
              plain(actorWords[cancelled.role], lang),
              cancelled.reason && plain(reasonWords[cancelled.reason], lang),
              cancelled.text,
            ]
              .filter(Boolean)
              .join(', '),
          ] as const,
        ]),
    ...(informed === null
      ? []
      : [
          [
            plain('panel.booking.told', lang),
            <Badge tone={informed === true ? 'good' : 'warn'}>{plain(informedWord(informed), lang)}</Badge>,
          ] as const,
        ]),
    ...(sees ? [[plain('panel.booking.screen', lang), plain(sees, lang)] as const] : []),
  ];
}

type WhoProps = Pick<Props, 'booking'> & Pick<Visitor, 'lang' | 'role'>;

/** With a way to them, for those who may look at people. */
function Who({ booking: { user_id, name, username }, lang, role }: WhoProps) {
  const who = name || plain('panel.nameless', lang);
  const account = username && name !== `@${username}` && <span class="soft"> @{username}</span>;
  if (role === 'specialist')
    return (
      <>
        {who}
        {account}
      </>
    );
  return (
    <>
      <a href={`/candidates/${user_id}`}>{who}</a>
      {account}
      {' · '}
      <a href={conversationPath(user_id)}>
        {plain(role === 'admin' ? 'panel.talk.write' : 'panel.talk.read', lang)}
      </a>
    </>
  );
}

type ActionsProps = Pick<Props, 'booking' | 'now' | 'visitor' | 'formKey'>;

function Actions({ booking, now, visitor, formKey }: ActionsProps) {
  const { lang, role } = visitor;
  if (role === 'viewer' || !booking.latest) return null;
  const at = `/bookings/${booking.booking_id}`;
  const { status, starts_at, active, telegram_id } = booking;
  const begun = starts_at !== null && now >= starts_at;
  const upcoming = active && (status === 'booked' || booking.previous_at !== null) && !begun;
  const admin = role === 'admin';
  return (
    <div class="actions no-print">
      {admin && upcoming && (
        <a class="button first" href={`${at}/move`}>
          {plain('panel.booking.move', lang)}
        </a>
      )}
      {admin && upcoming && (
        <a class="button" href={`${at}/cancel`}>
          {plain('panel.booking.cancel', lang)}
        </a>
      )}
      {admin && !active && status === 'cancelled' && (
        <a class="button" href={`/candidates/${booking.user_id}/book?event=${booking.event_id}`}>
          {plain('panel.booking.book_again', lang)}
        </a>
      )}
      {status === 'booked' && !booking.arrived && (
        <Press to={`${at}/arrived`} visitor={visitor} formKey={formKey}>
          <button type="submit">{plain('panel.booking.arrived', lang)}</button>
        </Press>
      )}
      {starts_at !== null && begun && status !== 'cancelled' && (
        <Press to={`${at}/outcome`} visitor={visitor} formKey={formKey}>
          {status === 'booked' ? (
            <>
              <button type="submit" name="outcome" value="done" class="first">
                {plain('panel.today.came', lang)}
              </button>
              <button type="submit" name="outcome" value="no_show">
                {plain('panel.today.no_show', lang)}
              </button>
            </>
          ) : (
            <button type="submit" name="outcome" value="undone">
              {plain('panel.today.undo', lang)}
            </button>
          )}
        </Press>
      )}
      {admin && telegram_id !== null && (
        <Press to={`${at}/resend`} visitor={visitor} formKey={formKey}>
          <button type="submit">{plain('panel.booking.resend', lang)}</button>
        </Press>
      )}
    </div>
  );
}

const Press = ({
  to,
  visitor,
  formKey,
  children,
}: Pick<Props, 'visitor' | 'formKey'> & { readonly to: string; readonly children: ComponentChildren }) => (
  <form method="post" action={to} class="actions">
    <FormToken token={visitor.form_token} />
    <input type="hidden" name="key" value={formKey} />
    {children}
  </form>
);
