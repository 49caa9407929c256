// A button of a specialist or a coordinator. Role and booking are looked up at every press, whatever the button says.
import { ApplicationFailure } from '@temporalio/common';
import type { RequestInput } from '../../contracts/workflows/request.ts';
import type { SeenTime } from '../../core/booking/machine/happening.ts';
import type { Html } from '../../core/i18n/html.ts';
import type { Lang } from '../../core/i18n/lang.ts';
import { t } from '../../core/i18n/t.ts';
import {
  cancelQuestion,
  cardMessage,
  hiddenMessage,
  menuMessage,
  noCardMessage,
  slotsQuestion,
} from '../../core/messages/staff/card.ts';
import { isMarked, proposeQuestion } from '../../core/messages/staff/propose.ts';
import { refusedText } from '../../core/messages/staff/refused.ts';
import { assertNever } from '../../core/shared/assert-never.ts';
import type { BookingPress, StaffPress } from '../../core/staff/press.ts';
import type { Reply } from '../person/reply.ts';
import { dayReply } from './lists.ts';
import type { Seen, Seer, StaffDeps } from './ports.ts';

type Asked = Pick<RequestInput, 'chat_id' | 'update_id' | 'trace_id'>;
type Looked = { readonly seer: Seer; readonly lang: Lang; readonly asked: Asked };

export async function pressed(deps: StaffDeps, press: StaffPress, looked: Looked): Promise<Reply> {
  const { seer, lang } = looked;
  if (press.kind === 'day') return dayReply(deps, seer, press, lang);
  const seen = await deps.desk.booking(seer, press.booking_id);
  if (press.kind === 'hide') return { said: 'staff_hidden', hide: hiddenMessage(seen?.card ?? null, lang) };
  if (!seen) return { said: 'staff_no_booking', message: noCardMessage(lang) };
  if (press.kind === 'card') return card(seen, lang, 'staff_card');
  if (press.kind === 'menu' || press.rev === null) return menu(deps, seen, press, looked);
  // An outcome names its own end: who is shown another one has been told so by the update's answer.
  if (press.rev !== seen.card.rev) return changed(press, seen, looked);
  return act(deps, press, seen, looked);
}

const card = ({ card: shown }: Seen, lang: Lang, said: string, text?: Html): Reply => ({
  said,
  message: cardMessage(shown, lang, text && { text }),
});

const carriedOut = ({ card: shown }: Seen, press: Done, lang: Lang): Reply => ({
  said: `staff_${press.kind}`,
  message: cardMessage(shown, lang, { text: done(press, lang), outcome: press.kind === 'outcome' }),
});

/** The same tap is looked at again when its first answer got lost: what changed the booking was this very press. */
function changed(press: BookingPress, seen: Seen, { lang, asked }: Looked): Reply {
  return isDone(press) && seen.changed_by === asked.trace_id
    ? carriedOut(seen, press, lang)
    : card(seen, lang, 'staff_changed', t('staff.changed', lang));
}

async function menu(
  deps: StaffDeps,
  { card: shown }: Seen,
  press: BookingPress,
  { seer, lang }: Looked,
): Promise<Reply> {
  const return_to = 'return_to' in press ? press.return_to : 'card';
  const how = { duty: seer.duty, now: await deps.now(), return_to, panel: deps.panelUrl };
  return { said: 'staff_menu', message: menuMessage(shown, how, lang) };
}

async function act(
  deps: StaffDeps,
  press: Exclude<BookingPress, { kind: 'card' | 'hide' | 'menu' }>,
  seen: Seen,
  looked: Looked,
): Promise<Reply> {
  const { lang } = looked;
  switch (press.kind) {
    case 'cancel':
      return { said: 'staff_cancel_asked', message: cancelQuestion(seen.card, press.return_to, lang) };
    case 'slots': {
      const page = await deps.freeSlots(seen, press.page, await deps.now());
      return { said: 'staff_slots', message: slotsQuestion(seen.card, page, lang) };
    }
    case 'propose':
    case 'send_proposal':
      return proposal(deps, press, seen, looked);
    case 'withdraw':
      // Whoever moves bookings themselves asks nothing, and has nothing to take back.
      return looked.seer.duty === 'specialist'
        ? carryOut(deps, press, seen, looked)
        : card(seen, lang, 'staff_card');
    case 'confirm_cancel':
    case 'move_to':
    case 'outcome':
      return carryOut(deps, press, seen, looked);
    default:
      return assertNever(press);
  }
}

type Proposing = Extract<BookingPress, { kind: 'propose' | 'send_proposal' }>;

/** Of an interviewer only: coordinators move a booking themselves. What is free is read anew at each press. */
async function proposal(deps: StaffDeps, press: Proposing, seen: Seen, looked: Looked): Promise<Reply> {
  const { seer, lang } = looked;
  if (seer.duty !== 'specialist' || seen.card.status !== 'booked') return card(seen, lang, 'staff_card');
  const found = await deps.desk.proposable(seer, seen, await deps.now());
  if (found.kind === 'fixed') return card(seen, lang, 'staff_fixed', t('staff.propose_fixed', lang));
  const { slots } = found;
  const marked = slots.filter((slot) => isMarked(press, slot));
  const isGone = marked.length < press.marks.length;
  if (press.kind === 'send_proposal' && !isGone)
    return carryOut(deps, { ...press, times: marked }, seen, looked);
  const choice = { slots, marks: press.marks, page: press.kind === 'propose' ? press.page : 0 };
  const above = isGone ? t('staff.propose_gone', lang) : undefined;
  return { said: 'staff_propose', message: proposeQuestion(seen.card, choice, lang, above) };
}

type Doing =
  | Extract<BookingPress, { kind: 'confirm_cancel' | 'move_to' | 'outcome' | 'withdraw' }>
  | (Extract<BookingPress, { kind: 'send_proposal' }> & { readonly times: readonly SeenTime[] });
/** As it stands on its button. */
type Done = Extract<BookingPress, { kind: Doing['kind'] }>;
const isDone = (press: BookingPress): press is Done =>
  press.kind === 'confirm_cancel' ||
  press.kind === 'move_to' ||
  press.kind === 'outcome' ||
  press.kind === 'withdraw' ||
  press.kind === 'send_proposal';

/** Done again it is the same command: the update's key is made from the tap. */
async function carryOut(deps: StaffDeps, press: Doing, seen: Seen, looked: Looked): Promise<Reply> {
  const { seer, lang } = looked;
  const answer = await ask(deps, press, seen, looked);
  // The tap is answered again until the workflow has said what came of it.
  if (!answer.ok && answer.reason === 'outcome_unknown')
    throw ApplicationFailure.create({ type: 'BookingAway', message: 'the booking has not answered yet' });
  const now = (await deps.desk.booking(seer, press.booking_id)) ?? seen;
  if (answer.ok) return carriedOut(now, press, lang);
  return card(now, lang, `staff_refused_${answer.reason}`, refusedText(answer.reason, lang));
}

function ask(deps: StaffDeps, press: Doing, seen: Seen, { seer, asked }: Looked) {
  const command = {
    key: `tg:${asked.chat_id}:${asked.update_id}`,
    trace_id: asked.trace_id,
    initiated_by: { user_id: seer.user_id, role: seer.duty, channel: 'tg_bot' },
    booking_id: press.booking_id,
  } as const;
  // Two who press at once looked at the same time: the second of them moves nothing that the first has moved.
  const slot = seen.card.status === 'booked' ? seen.card.slot : null;
  const at = { seen: slot && { slot_id: slot.slot_id, starts_at: slot.starts_at } };
  const { commands } = deps;
  switch (press.kind) {
    case 'confirm_cancel':
      return commands.cancel(seen, { ...command, ...at });
    case 'move_to':
      return seen.card.status === 'booked'
        ? commands.move(seen, { ...command, ...at, slot_id: press.slot_id })
        : commands.book(seen, { ...command, ...at, slot_id: press.slot_id });
    case 'send_proposal':
      return commands.propose(seen, {
        ...command,
        ...at,
        times: press.times.map(({ slot_id, starts_at }) => ({ slot_id, starts_at })),
      });
    case 'withdraw':
      return commands.withdraw(seen, { ...command, ...at });
    case 'outcome':
      return commands.outcome(seen, { ...command, outcome: press.outcome });
    default:
      return assertNever(press);
  }
}

function done(press: Done, lang: Lang): Html {
  if (press.kind === 'confirm_cancel') return t('staff.said.cancelled', lang);
  if (press.kind === 'move_to') return t('staff.said.moved', lang);
  if (press.kind === 'send_proposal') return t('staff.said.proposed', lang);
  if (press.kind === 'withdraw') return t('staff.said.withdrawn', lang);
  return press.outcome === 'undone' ? t('staff.said.undone', lang) : t('staff.said.outcome', lang);
}
