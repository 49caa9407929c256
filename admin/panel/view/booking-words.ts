import type { Notice } from '../../../contracts/workflows/notices.ts';
import type { PressKind } from '../../../core/booking/press.ts';
import type { Screen } from '../../../core/booking/screen.ts';
import type { CancelReason, Informed, InitiatedBy, Refusal } from '../../../core/booking/words.ts';
import type { Key } from '../../../core/i18n/catalogue.ts';
import type { News, NotifyRole, Way } from '../../../core/notify/words.ts';
import type { DeliveryState } from '../ports/booking.ts';

/** Why it was not done, and what to do now. */
export const refusalWords = {
  slot_taken: 'panel.refused.slot_taken',
  too_late: 'panel.refused.too_late',
  closed: 'panel.refused.closed',
  not_allowed: 'panel.refused.not_allowed',
  stale: 'panel.refused.stale',
  already_booked: 'panel.refused.already_booked',
  not_booked: 'panel.refused.not_booked',
  no_other_slot: 'panel.refused.no_other_slot',
  max_moves: 'panel.refused.max_moves',
  inside_cutoff: 'panel.refused.inside_cutoff',
  outdated: 'panel.refused.outdated',
  event_closed: 'panel.refused.event_closed',
  outcome_unknown: 'panel.refused.outcome_unknown',
} as const satisfies Record<Refusal | 'outcome_unknown', Key>;

export const actorWords = {
  candidate: 'panel.actor.candidate',
  specialist: 'panel.role.specialist',
  admin: 'panel.role.admin',
  system: 'panel.actor.system',
  viewer: 'panel.role.viewer',
} as const satisfies Record<InitiatedBy['role'] | 'viewer', Key>;

export const reasonWords = {
  time: 'panel.reason.time',
  found_other: 'panel.reason.found_other',
  not_interested: 'panel.reason.not_interested',
  ill: 'panel.reason.ill',
  other: 'panel.reason.other',
} as const satisfies Record<CancelReason, Key>;

export const deliveryWords = {
  claimed: 'panel.delivery.claimed',
  sent: 'panel.delivery.sent',
  blocked: 'panel.delivery.blocked',
  failed: 'panel.delivery.failed',
  unknown: 'panel.delivery.unknown',
} as const satisfies Record<DeliveryState, Key>;

export function informedWord(informed: Informed) {
  if (informed === 'switched_off') return 'panel.booking.switched_off';
  return informed ? 'panel.booking.informed' : 'panel.booking.not_informed';
}

export const tapWords = {
  sign_up: 'panel.tap.sign_up',
  choose: 'panel.tap.choose',
  confirm: 'panel.tap.confirm',
  back: 'panel.tap.back',
  page: 'panel.tap.page',
  none_fits: 'panel.tap.none_fits',
  wish: 'panel.tap.wish',
  move: 'panel.tap.move',
  keep: 'panel.tap.keep',
  accept: 'panel.tap.accept',
  cancel: 'panel.tap.cancel',
  cancel_reason: 'panel.tap.cancel_reason',
  cancel_back: 'panel.tap.cancel_back',
  reply: 'panel.tap.reply',
  show: 'panel.tap.show',
  calendar: 'panel.tap.calendar',
} as const satisfies Record<PressKind, Key>;

const screens = {
  slots: 'panel.screen.slots',
  chosen: 'panel.screen.chosen',
  booked: 'panel.screen.booked',
  none_fits: 'panel.screen.none_fits',
  cancel_ask: 'panel.screen.cancel_ask',
  cancel_other: 'panel.screen.cancel_other',
  cancelled: 'panel.screen.cancelled',
  reminder: 'panel.screen.reminder',
  proposal: 'panel.screen.proposal',
  changed: 'panel.screen.changed',
  refused: 'panel.screen.refused',
  unbooked: 'panel.screen.unbooked',
  past: 'panel.screen.past',
  closed: 'panel.screen.closed',
  nudge: 'panel.screen.nudge',
} as const satisfies Record<Screen['kind'], Key>;
type ScreenWord = (typeof screens)[keyof typeof screens];
export const screenWord = (kind: string): ScreenWord | undefined =>
  Object.entries(screens).find(([name]) => name === kind)?.[1];

/** By what the workflow calls its timers. */
const timers = {
  'hold runs out': 'panel.ahead.hold',
  'reason for cancelling not written': 'panel.ahead.reason',
  'still nothing chosen': 'panel.ahead.unbooked',
  nudge: 'panel.ahead.nudge',
  'nothing left to book': 'panel.ahead.event_end',
  reminder: 'panel.ahead.reminder',
  'interview ends': 'panel.ahead.slot_end',
  'outcome may be undone': 'panel.ahead.undo_over',
  'outcome is missing': 'panel.ahead.give_up',
} as const satisfies Record<string, Key>;
export const timerWord = (why: string): (typeof timers)[keyof typeof timers] | undefined =>
  Object.entries(timers).find(([name]) => name === why)?.[1];

const news = {
  booking_created: 'panel.message.created',
  booking_cancelled: 'panel.message.cancelled',
  booking_unbooked: 'panel.message.unbooked',
  booking_rescheduled: 'panel.message.rescheduled',
  proposal_asked: 'panel.message.proposed',
  proposal_declined: 'panel.message.kept',
  booking_reminder: 'panel.screen.reminder',
  booking_done: 'panel.message.done',
  slot_changed: 'panel.message.place',
} as const satisfies Record<News, Key>;

const notices = {
  day: 'panel.message.day',
  chase: 'panel.message.chase',
  held: 'panel.message.held',
} as const satisfies Record<Notice['kind'], Key>;

const messages = {
  broadcast: 'panel.message.announcement',
  calendar: 'panel.message.calendar',
  request: 'panel.message.answer',
  no_event: 'panel.message.answer',
} as const satisfies Record<string, Key>;
type Words = typeof messages & typeof news & typeof notices;
type MessageWord = ScreenWord | Words[keyof Words] | 'panel.message.other';

const wordIn = <Word extends Key>(words: Readonly<Record<string, Word>>, code: string): Word | undefined =>
  Object.entries(words).find(([name]) => name === code)?.[1];

/** As the ledger has it: `anchor:booked` and `note:unbooked` show a screen, `notify:booking_created:admin` tells news. */
export function messageWord(what: string): MessageWord {
  const [kind = '', code = ''] = what.split(':');
  const found: MessageWord | undefined =
    kind === 'notify'
      ? wordIn(news, code)
      : kind === 'notice'
        ? wordIn(notices, code)
        : (wordIn(messages, what) ?? screenWord(code));
  return found ?? 'panel.message.other';
}

export const wayWords = {
  telegram: 'panel.way.telegram',
  web_push: 'panel.way.web_push',
} as const satisfies Record<Way, Key>;

export const heardWords = {
  client: actorWords.candidate,
  specialist: actorWords.specialist,
  admin: actorWords.admin,
} as const satisfies Record<NotifyRole, Key>;
