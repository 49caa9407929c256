import { bookingWorkflowId } from '../../../contracts/workflows/booking.ts';
import { eventId, userId } from '../../../core/shared/ids.ts';
import { type Candidate, labels, open, slotLabels } from '../../support/journey.ts';
import { type By, type Guest, patient, type Stage } from './stage.ts';

const acts = ['booking_created', 'booking_rescheduled', 'booking_cancelled'] as const;
export type Act = (typeof acts)[number];
export const isAct = (what: string): what is Act => acts.some((one) => one === what);

/** Where a booking is made, and where it is moved to. */
export type Times = { readonly id: string; readonly slots: readonly string[] };
/** `decide`: the last thing the one who acts does, after all the menus on the way. */
type Played = { readonly decide: () => Promise<unknown> };

const slotAt = ({ slots }: Times, act: Act): string => slots[act === 'booking_created' ? 0 : 1] ?? '';

/** Everybody by the way they really have: taps, cards, their own pages, the API, the operators’ console. */
export async function play(stage: Stage, act: Act, by: By, who: Candidate, times: Times): Promise<Played> {
  if (by === 'client') return own[act](who, times);
  if (by === 'admin' && act !== 'booking_created') return { decide: () => byCard(stage, act, who.name) };
  if (by === 'specialist' && act === 'booking_cancelled') return { decide: () => fromWeek(stage, who.name) };
  return { decide: () => byDesk(stage, act, by, who, times) };
}

/** The same with somebody who has no Telegram. */
export async function playWith(stage: Stage, act: Act, by: By, who: Guest, times: Times): Promise<void> {
  if (by !== 'client') return byDesk(stage, act, by, who, times);
  const at = `/me/events/${times.id}`;
  if (act === 'booking_cancelled')
    await who.pages.send(await who.pages.get(`${at}/cancel`), { reason: 'ill' });
  else await who.pages.send(await who.pages.get(`${at}/times/${slotAt(times, act)}`), {});
}

async function byDesk(
  stage: Stage,
  act: Act,
  by: By,
  { userId: user }: { readonly userId: string },
  times: Times,
): Promise<void> {
  if (act === 'booking_created') {
    const body = { slot_id: slotAt(times, act), user_id: user };
    await stage.ask(by, 'POST', '/api/bookings', body);
    return;
  }
  if (by === 'system' && act === 'booking_cancelled') {
    const id = bookingWorkflowId(eventId(times.id), userId(user));
    await stage.temporal.client.workflow.getHandle(id).cancel();
    return;
  }
  const booking = await stage.bookingOf(user);
  const path = `/api/bookings/${String(booking?._id)}`;
  if (act === 'booking_rescheduled')
    await stage.ask(by, 'POST', `${path}/move`, { slot_id: slotAt(times, act) });
  else await stage.ask(by, 'POST', `${path}/cancel`, {});
}

const choose = async (who: Candidate, time: RegExp): Promise<Played> => {
  const list = await who.chat().waitForText(/Please choose a time|has been cleared/, patient);
  await who.tap(slotLabels(list).find((label) => time.test(label)) ?? 'no such time');
  await who.chat().waitForText('The seat is held', patient);
  return { decide: () => who.tap('Confirm') };
};

const own: Readonly<Record<Act, (who: Candidate, times: Times) => Promise<Played>>> = {
  async booking_created(who, times) {
    await open(who, times.id);
    return choose(who, /14:00/);
  },
  async booking_rescheduled(who) {
    await who.sends('/reschedule');
    await who.chat().waitForText('has been cleared', patient);
    return choose(who, /16:00/);
  },
  async booking_cancelled(who) {
    await who.sends('/cancel');
    await who.chat().waitForText('Cancel your booking?', patient);
    return { decide: () => who.tap('I am ill') };
  },
};

/** A coordinator finds somebody by their name, and acts from the card. */
async function byCard({ olga }: Stage, act: Act, name: string): Promise<void> {
  await olga.sends(name);
  const found = await olga.chat().waitForText(`For “${name}”`, patient);
  const { message_id } = found;
  await olga.tap(labels(found)[0]?.[0] ?? '', { message_id });
  const seen = (text: RegExp) =>
    olga
      .chat()
      .waitFor((all) => all.find((one) => one.message_id === message_id && text.test(one.text ?? '')), {
        ...patient,
        what: String(text),
      });
  await seen(/^📅 Booking /);
  if (act === 'booking_rescheduled') {
    await olga.tap('🔁 Move', { message_id });
    const times = await seen(/To which time\?/);
    await olga.tap(labels(times)[0]?.[0] ?? '', { message_id });
    await seen(/^Done: the booking is moved/);
    return;
  }
  await olga.tap('❌ Cancel the booking', { message_id });
  await seen(/Cancel this booking\?/);
  await olga.tap('Yes, cancel it', { message_id });
  await seen(/^Done: the booking is cancelled/);
}

/** An interviewer has no search: their week lists whom they will see. */
async function fromWeek({ sergei }: Stage, name: string): Promise<void> {
  await sergei.sends('/week');
  const { message_id } = await sergei.chat().waitForText('Seven days', patient);
  const seen = (fits: (text: string, labels: readonly string[]) => boolean, what: string) =>
    sergei
      .chat()
      .waitFor(
        (all) => all.find((one) => one.message_id === message_id && fits(one.text ?? '', labels(one).flat())),
        { ...patient, what },
      );
  const named = (all: readonly string[]) => all.find((label) => label.includes(name));
  let list = await seen((text) => text.includes('Seven days'), 'the week');
  while (named(labels(list).flat()) === undefined) {
    const before = list.text;
    await sergei.tap('Later ›', { message_id });
    list = await seen((text) => text.includes('Seven days') && text !== before, 'the next page');
  }
  await sergei.tap(named(labels(list).flat()) ?? '', { message_id });
  await seen((text) => text.startsWith('📅 Booking ') && text.includes(name), 'the card');
  await sergei.tap('❌ Cancel the booking', { message_id });
  await seen((text) => text.includes('Cancel this booking?'), 'the question');
  await sergei.tap('Yes, cancel it', { message_id });
  await seen((text) => text.startsWith('Done: the booking is cancelled'), 'that it is done');
}
