import { createHash, randomUUID } from 'node:crypto';
import { noteRef } from '../../../core/booking/notes.ts';
import type { CancelReason } from '../../../core/booking/words.ts';
import { cancelReasons } from '../../../core/booking/words.ts';
import { cleanLines } from '../../../core/i18n/clean.ts';
import { plain } from '../../../core/i18n/t.ts';
import { bookingId, isObjectId } from '../../../core/shared/ids.ts';
import type { AuditWriter, BookingCommands, Command, CommandAnswer, StaffNotes } from '../../ports.ts';
import { BookingPage } from '../pages/booking.tsx';
import { CancelPage } from '../pages/cancel-booking.tsx';
import type { BookingDesk, BookingLooker, OneBooking, TimelineRow } from '../ports/booking.ts';
import type { PanelNotifications } from '../ports/notifications.ts';
import type { PanelReader } from '../ports/reader.ts';
import type { PanelReply } from '../reply.ts';
import { type Fields, field, type PanelHandlers } from '../request.ts';
import { refusalWords } from '../view/booking-words.ts';
import { toldWords } from '../view/told-words.ts';
import { actBy, scopeOf, type Visitor } from '../visitor.ts';
import { merged } from './timeline.ts';

export type BookingDeps = {
  readonly desk: BookingDesk;
  readonly looker: BookingLooker;
  readonly notes: StaffNotes;
  readonly reader: PanelReader;
  readonly commands: BookingCommands;
  readonly audit: AuditWriter;
  /** What is said before it is done: whether the candidate is told of it. */
  readonly notifications: Pick<PanelNotifications, 'rows'>;
  readonly clock: () => Promise<number>;
  /** Where one workflow is looked at; nowhere, unless it is configured. */
  readonly workflowLink: (workflowId: string) => string | undefined;
};

type Names =
  | 'booking'
  | 'cancelBookingPage'
  | 'cancelBooking'
  | 'resendBooking'
  | 'outcomeOfBooking'
  | 'arrivedForBooking';
type Asked = {
  readonly params: Readonly<Record<string, string>>;
  readonly form: Fields;
  readonly visitor: Visitor;
  readonly trace_id: string;
};

const outcomes = ['done', 'no_show', 'undone'] as const;

export const found = async (
  desk: BookingDesk,
  { params, visitor }: Pick<Asked, 'params' | 'visitor'>,
): Promise<OneBooking | undefined> => {
  const { id = '' } = params;
  return isObjectId(id) ? desk.booking(scopeOf(visitor), bookingId(id)) : undefined;
};

/** Of a form: the same form pressed twice is the same command; another choice in it is another one. */
export function commandOf(
  { form, visitor, trace_id }: Asked,
  what: string,
  ...chosen: readonly string[]
): Command {
  const parts = [visitor.user_id, field(form, 'key'), what, ...chosen];
  const key = createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32);
  const role = visitor.role === 'specialist' ? 'specialist' : 'admin';
  return {
    key: `panel:${key}`,
    trace_id,
    initiated_by: { user_id: visitor.user_id, role, channel: 'panel' },
  };
}

/** Of what is done to one booking, and to no other that may have begun. */
const commandFor = (
  { booking_id }: OneBooking,
  asked: Asked,
  what: string,
  ...chosen: readonly string[]
): Command => ({ ...commandOf(asked, what, booking_id, ...chosen), booking_id });

const longestReason = 500;
export const reasonIn = (form: Fields): string => cleanLines(field(form, 'reason'), longestReason);

/** Keeps the words, and gives the command what refers to them. */
export async function withReason(
  notes: StaffNotes,
  command: Command,
  about: Omit<Parameters<StaffNotes['keep']>[0], 'id'>,
): Promise<Command> {
  if (about.text === '') return command;
  const id = command.key.slice('panel:'.length);
  await notes.keep({ id, ...about });
  return { ...command, override_reason: noteRef.write(id) };
}

/** After no answer the form stays what it was: the same key learns what came of it. */
export const nextKey = (form: Fields, answer: CommandAnswer): string =>
  !answer.ok && answer.reason === 'outcome_unknown' ? field(form, 'key') : randomUUID();

/**
 * Their workflow acts on the latest booking in an event: what is asked of an older one must not be done to that. Of one that
 * begins between this look and the command the workflow itself knows, by the id that goes with it.
 */
export const olderOne = { ok: false, reason: 'not_booked', booking: null } as const satisfies CommandAnswer;

export const booking = (deps: BookingDeps): Pick<PanelHandlers, Names> => {
  const { desk, commands } = deps;
  const page = async (one: OneBooking, visitor: Visitor, refused?: CommandAnswer, key?: string) =>
    draw(deps, one, visitor, refused, key);
  /** What stands now, with why it was not done. */
  const after = async (
    request: Asked,
    answer: CommandAnswer,
    flash: Extract<PanelReply, { readonly go_to: string }>['flash'],
  ): Promise<PanelReply> => {
    const one = await found(desk, request);
    if (!one) return { not: 'found' };
    if (!answer.ok) return page(one, request.visitor, answer, nextKey(request.form, answer));
    return { go_to: `/bookings/${one.booking_id}`, ...(flash && { flash }) };
  };
  return {
    async booking(request) {
      const one = await found(desk, request);
      return one ? page(one, request.visitor) : { not: 'found' };
    },

    async cancelBookingPage({ visitor, params, lang }) {
      const one = await found(desk, { visitor, params });
      if (!one) return { not: 'found' };
      const rows = await deps.notifications.rows(visitor.company_id);
      const told = toldWords(rows, 'booking_cancelled', one, lang);
      const shown = <CancelPage booking={one} told={told} visitor={visitor} formKey={randomUUID()} />;
      return { page: shown, title: plain('panel.cancel.title', lang), at: 'bookings' };
    },

    async cancelBooking(request) {
      const one = await found(desk, request);
      if (!one) return { not: 'found' };
      const said = field(request.form, 'reason');
      const reason: CancelReason | undefined = cancelReasons.find((code) => code === said);
      const command = commandFor(one, request, 'cancel', said);
      const answer = one.latest
        ? await commands.cancel(one, { ...command, ...(reason && { reason }) })
        : olderOne;
      return after(request, answer, 'panel.flash.cancelled');
    },

    async resendBooking(request) {
      const one = await found(desk, request);
      if (!one) return { not: 'found' };
      const command = commandFor(one, request, 'resend');
      const answer = one.latest ? await commands.resend(one, command) : olderOne;
      if (answer.ok)
        await deps.audit.write({
          ...actBy(request),
          what: 'message.resent',
          target: one.booking_id,
          ...(one.number !== null && { title: one.number }),
          key: command.key,
        });
      return after(request, answer, 'panel.flash.resent');
    },

    async outcomeOfBooking(request) {
      const one = await found(desk, request);
      const outcome = outcomes.find((word) => word === field(request.form, 'outcome'));
      if (!one || !outcome) return { not: 'found' };
      const command = commandFor(one, request, 'outcome', outcome);
      const answer = one.latest ? await commands.outcome(one, { ...command, outcome }) : olderOne;
      return after(request, answer, 'panel.flash.outcome_recorded');
    },

    async arrivedForBooking(request) {
      const one = await found(desk, request);
      if (!one) return { not: 'found' };
      const command = commandFor(one, request, 'arrived');
      const answer = one.latest ? await commands.arrived(one, command) : olderOne;
      return after(request, answer, 'panel.flash.arrived');
    },
  };
};

async function draw(
  { desk, looker, clock, workflowLink }: BookingDeps,
  one: OneBooking,
  visitor: Visitor,
  refused: CommandAnswer | undefined,
  key?: string,
): Promise<PanelReply> {
  const [history, look, now] = await Promise.all([
    desk.history(visitor.company_id, one),
    looker.look(one),
    clock(),
  ]);
  const { lang, role } = visitor;
  const rows = merged(history, look);
  const link = role === 'admin' ? workflowLink(`booking:${one.event_id}:${one.user_id}`) : undefined;
  return {
    page: (
      <BookingPage
        booking={one}
        rows={rows}
        look={look}
        now={now}
        visitor={visitor}
        formKey={key ?? formKeyOf(one, visitor, history)}
        link={link}
        refused={refused && !refused.ok ? plain(refusalWords[refused.reason], lang) : undefined}
      />
    ),
    title:
      one.number === null
        ? plain('panel.booking.title_unnumbered', lang)
        : plain('panel.booking.title', lang, { number: one.number }),
    at: 'bookings',
    ...(refused && !refused.ok ? { status: 409 } : { live: isUnderWay(rows, now) ? 'moving' : true }),
  };
}

/**
 * The page is drawn again and again while somebody looks: its forms are the same ones until something was done, so that a
 * press that meets a redraw is still the same press.
 */
function formKeyOf(
  { booking_id }: OneBooking,
  { user_id }: Visitor,
  history: readonly TimelineRow[],
): string {
  const done = history.filter(({ kind }) => kind === 'change' || kind === 'staff').length;
  return createHash('sha256').update([user_id, booking_id, done].join('\n')).digest('base64url');
}

const justNowMs = 30_000;

/** Something happened a moment ago, and whom it concerns is being told. */
const isUnderWay = (rows: readonly TimelineRow[], now: number): boolean =>
  rows.some(({ kind, at }) => kind !== 'ahead' && at <= now && now - at < justNowMs);
