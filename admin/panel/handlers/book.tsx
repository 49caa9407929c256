import { randomUUID } from 'node:crypto';
import { plain } from '../../../core/i18n/t.ts';
import { type BookingId, eventId, isObjectId, userId } from '../../../core/shared/ids.ts';
import { longTime } from '../../../core/time/people.ts';
import type { CommandAnswer, Whose } from '../../ports.ts';
import { ChooseEvent } from '../pages/choose-event.tsx';
import { ChooseSlot, type SlotFaults } from '../pages/choose-slot.tsx';
import type { EventRow } from '../ports/events.ts';
import type { PanelReply } from '../reply.ts';
import { type Fields, field, type PanelHandlers } from '../request.ts';
import { refusalWords } from '../view/booking-words.ts';
import { toldWords } from '../view/told-words.ts';
import type { Visitor } from '../visitor.ts';
import { type BookingDeps, commandOf, found, nextKey, olderOne, withReason } from './booking.tsx';
import { choiceIn, choicesIn } from './choose-slot.ts';

type Names = 'moveBookingPage' | 'moveBooking' | 'bookPage' | 'bookFor';

type Request = {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Fields;
  readonly form: Fields;
  readonly visitor: Visitor;
  readonly trace_id: string;
};
type Asked = {
  readonly whose: Whose;
  /** Of a move: the booking that was looked at. */
  readonly booking?: BookingId;
  readonly title: string;
  readonly text: string;
  readonly button: string;
  readonly to: string;
  readonly back: string;
  readonly hidden?: Readonly<Record<string, string>>;
};

export const book = (deps: BookingDeps): Pick<PanelHandlers, Names> => ({
  async moveBookingPage(request) {
    const asked = await movingOf(deps, request);
    return asked ? page(deps, request, asked) : { not: 'found' };
  },

  async moveBooking(request) {
    const asked = await movingOf(deps, request);
    if (!asked) return { not: 'found' };
    const { latest } = asked;
    return latest ? carryOut(deps, request, asked, 'move') : refusedPage(deps, request, asked, olderOne);
  },

  async bookPage(request) {
    const { lang } = request.visitor;
    const asked = await bookingFor(deps, request, request.query);
    if (!asked) return { not: 'found' };
    if ('whose' in asked) return page(deps, request, asked);
    const shown = <ChooseEvent {...asked} lang={lang} />;
    return { page: shown, title: plain('panel.book.title', lang, { name: asked.name }), at: 'candidates' };
  },

  async bookFor(request) {
    const asked = await bookingFor(deps, request, request.form);
    if (!asked || !('whose' in asked)) return { not: 'found' };
    return carryOut(deps, request, asked, 'book');
  },
});

async function movingOf(
  { desk, notifications }: BookingDeps,
  request: Request,
): Promise<(Asked & { readonly latest: boolean }) | undefined> {
  const one = await found(desk, request);
  const { lang, company_id } = request.visitor;
  if (!one) return undefined;
  const told = toldWords(await notifications.rows(company_id), 'booking_rescheduled', one, lang);
  const at = `/bookings/${one.booking_id}`;
  const when = one.starts_at ?? one.previous_at;
  return {
    whose: one,
    booking: one.booking_id,
    latest: one.latest,
    title: plain('panel.move.title', lang),
    text: `${plain('panel.move.now', lang, {
      when: when === null ? plain('panel.booking.no_time', lang) : longTime(when, lang),
    })} ${told}`,
    button: plain('panel.move.do', lang),
    to: `${at}/move`,
    back: at,
  };
}

type Which = { readonly name: string; readonly at: string; readonly events: readonly EventRow[] };

/** Without an event: which there are to choose from. */
async function bookingFor(
  { desk, reader }: BookingDeps,
  { params, visitor }: Request,
  fields: Fields,
): Promise<Asked | Which | undefined> {
  const { id = '' } = params;
  const { lang, company_id } = visitor;
  const person = isObjectId(id) ? await desk.called(company_id, userId(id)) : undefined;
  if (!person) return undefined;
  const at = `/candidates/${id}`;
  const name = person.name || plain('panel.nameless', lang);
  const wanted = field(fields, 'event');
  if (!isObjectId(wanted)) {
    const events = (await reader.events(company_id)).filter(
      ({ status, slots }) => slots > 0 && (status === 'open' || status === 'closed'),
    );
    return { name, at: `${at}/book`, events };
  }
  const event = await reader.event(company_id, eventId(wanted));
  if (!event) return undefined;
  return {
    whose: { event_id: event.event_id, user_id: userId(id) },
    title: plain('panel.book.title', lang, { name }),
    text: `${event.title}. ${plain('panel.book.told', lang)}`,
    button: plain('panel.book.do', lang),
    to: `${at}/book`,
    back: at,
    hidden: { event: event.event_id },
  };
}

type Again = {
  readonly faults?: SlotFaults;
  readonly refused?: string | undefined;
  readonly key?: string;
  readonly status?: number;
};

/** The free times as they are at this moment; what was chosen and typed stays. */
async function page(
  { reader, clock }: BookingDeps,
  { form, visitor }: Request,
  { whose, ...words }: Asked,
  { faults = {}, refused, key = randomUUID(), status = 200 }: Again = {},
): Promise<PanelReply> {
  const slots = choicesIn(await reader.ahead(whose.event_id, whose.user_id, await clock()));
  const chosen = { slot: field(form, 'slot'), reason: field(form, 'reason') };
  const shown = (
    <ChooseSlot
      {...words}
      slots={slots}
      chosen={chosen}
      faults={faults}
      refused={refused}
      formKey={key}
      visitor={visitor}
    />
  );
  return { page: shown, title: words.title, at: 'bookings', status };
}

async function carryOut(
  deps: BookingDeps,
  request: Request,
  asked: Asked,
  what: 'book' | 'move',
): Promise<PanelReply> {
  const { visitor, form } = request;
  const { lang } = visitor;
  const now = await deps.clock();
  const all = await deps.reader.ahead(asked.whose.event_id, asked.whose.user_id, now);
  const choice = choiceIn(form, all);
  if ('faults' in choice) {
    const faults = Object.fromEntries(
      Object.entries(choice.faults).map(([name, key]) => [name, plain(key, lang)]),
    );
    return page(deps, request, asked, { faults, status: 422 });
  }
  const { slot, reason } = choice;
  const { event_id, user_id } = asked.whose;
  const command = await withReason(
    deps.notes,
    commandOf(request, what, event_id, user_id, slot.slot_id, reason),
    { company: visitor.company_id, user_id, event_id, text: reason, by: visitor.user_id, at: now },
  );
  const meant = asked.booking === undefined ? {} : { booking_id: asked.booking };
  const answer = await deps.commands[what](
    { event_id, user_id },
    { ...command, ...meant, slot_id: slot.slot_id },
  );
  return answer.ok
    ? {
        go_to: `/bookings/${answer.booking.booking_id}`,
        flash: what === 'book' ? 'panel.flash.booked' : 'panel.flash.moved',
      }
    : refusedPage(deps, request, asked, answer);
}

async function refusedPage(
  deps: BookingDeps,
  request: Request,
  asked: Asked,
  answer: Extract<CommandAnswer, { readonly ok: false }>,
): Promise<PanelReply> {
  const refused = plain(refusalWords[answer.reason], request.visitor.lang);
  if (answer.reason === 'already_booked') {
    // The one thing to do about it is on that booking's own page.
    const id = await deps.desk.activeOf(request.visitor.company_id, asked.whose);
    if (id !== undefined) return { go_to: `/bookings/${id}`, flash: 'panel.flash.already_booked' };
  }
  return page(deps, request, asked, { refused, key: nextKey(request.form, answer), status: 409 });
}
