import type { workflowTypes } from '../../../contracts/workflows/types.ts';
import type { Reply } from '../../../core/booking/words.ts';
import type { EventFault } from '../../../core/events/form.ts';
import type { Key } from '../../../core/i18n/catalogue.ts';
import type { PasswordFault } from '../../../core/staff/sign-in.ts';
import type { DeskHours } from '../../../core/time/desk-hours.ts';
import type { SettingTexts } from '../pages/settings.tsx';
import type { BookingRow } from '../ports/bookings.ts';
import type { DeadState } from '../ports/dead.ts';
import type { EventRow } from '../ports/events.ts';
import type { EndedRun } from '../ports/workflows.ts';
import type { StaffRole } from '../visitor.ts';
import type { Tone } from './parts.tsx';

/** Words for codes, key by key: a text that nobody names here is found unused. */
export const roleWords = {
  admin: 'panel.role.admin',
  specialist: 'panel.role.specialist',
  viewer: 'panel.role.viewer',
} as const satisfies Record<StaffRole, Key>;

export const roleHints = {
  admin: 'panel.team.hint.admin',
  specialist: 'panel.team.hint.specialist',
  viewer: 'panel.team.hint.viewer',
} as const satisfies Record<StaffRole, Key>;

export const messages = {
  found: { title: 'panel.not_found.title', text: 'panel.not_found.text' },
  allowed: { title: 'panel.not_allowed.title', text: 'panel.not_allowed.text' },
  away: { title: 'panel.fault.away.title', text: 'panel.fault.away.text' },
  long: { title: 'panel.fault.long.title', text: 'panel.fault.long.text' },
  ours: { title: 'panel.fault.ours.title', text: 'panel.fault.ours.text' },
} as const;

export const bookingWords = {
  pending: 'panel.booking.pending',
  booked: 'panel.booking.booked',
  done: 'panel.status.done',
  no_show: 'panel.status.no_show',
  cancelled: 'panel.booking.cancelled',
} as const satisfies Record<BookingRow['status'], Key>;

export const bookingTones = {
  pending: 'quiet',
  booked: 'info',
  done: 'good',
  no_show: 'bad',
  cancelled: 'warn',
} as const satisfies Record<BookingRow['status'], Tone>;

export const replyWords = {
  coming: 'panel.reply.coming',
  late: 'panel.reply.late',
  cannot: 'panel.reply.cannot',
} as const satisfies Record<Reply, Key>;

export const eventWords = {
  draft: 'panel.event.draft',
  open: 'panel.event.open',
  closed: 'panel.event.closed',
  archived: 'panel.event.archived',
} as const satisfies Record<EventRow['status'], Key>;

/** Of one message; `deadWords` are the tabs’. */
export const deadStateWords = {
  waiting: 'panel.dead.waits',
  retried: 'panel.dead.retried',
  discarded: 'panel.dead.discarded',
} as const;
export const deadWords = {
  waiting: 'panel.dead.waiting',
  retried: 'panel.dead.retried',
  discarded: 'panel.dead.discarded',
} as const satisfies Record<DeadState, Key>;

export const endingWords = {
  failed: 'panel.workflows.failed',
  timed_out: 'panel.workflows.timed_out',
  terminated: 'panel.workflows.terminated',
} as const satisfies Record<EndedRun['how'], Key>;

export const workflowWords = {
  bookingWorkflow: 'panel.workflows.kind.booking',
  requestWorkflow: 'panel.workflows.kind.request',
  conversationWorkflow: 'panel.workflows.kind.conversation',
  broadcastWorkflow: 'panel.workflows.kind.broadcast',
  broadcastTestWorkflow: 'panel.workflows.kind.broadcast_test',
  peopleMoveWorkflow: 'panel.workflows.kind.people_move',
  importWorkflow: 'panel.workflows.kind.import',
  slotChangeWorkflow: 'panel.workflows.kind.slot_change',
  eventChangeWorkflow: 'panel.workflows.kind.event_change',
  wishesWorkflow: 'panel.workflows.kind.wishes',
  signInWorkflow: 'panel.workflows.kind.sign_in',
  webhookWorkflow: 'panel.workflows.kind.webhook',
  reconcileWorkflow: 'panel.workflows.kind.reconcile',
  closingWorkflow: 'panel.workflows.kind.closing',
  noticesWorkflow: 'panel.workflows.kind.notices',
  pruningWorkflow: 'panel.workflows.kind.pruning',
} as const satisfies Record<(typeof workflowTypes)[number], Key>;

export const accountFaults = {
  short: 'panel.account.fault.short',
  long: 'panel.account.fault.long',
  same_as_login: 'panel.account.fault.same',
} as const satisfies Record<PasswordFault, Key>;

export const settingWords = {
  contact: { label: 'panel.settings.contact', hint: 'panel.settings.contact_hint' },
  place: { label: 'panel.settings.place', hint: undefined },
  address: { label: 'panel.settings.address', hint: undefined },
  map: { label: 'panel.settings.map', hint: undefined },
  cutoff: { label: 'panel.settings.cutoff', hint: undefined },
  hold: { label: 'panel.settings.hold', hint: undefined },
  same_day: { label: 'panel.form.same_day', hint: 'panel.form.same_day.hint' },
  day_before: { label: 'panel.form.day_before', hint: 'panel.form.day_before.hint' },
  before: { label: 'panel.form.before', hint: 'panel.form.before.hint' },
  quiet_from: { label: 'panel.settings.quiet_from', hint: 'panel.settings.quiet_hint' },
  quiet_to: { label: 'panel.settings.quiet_to', hint: undefined },
  desk_from: { label: 'panel.settings.desk_from', hint: 'panel.settings.desk_hint' },
  desk_to: { label: 'panel.settings.desk_to', hint: undefined },
  desk_days: { label: 'panel.settings.desk_days', hint: undefined },
} as const satisfies Record<keyof SettingTexts, { readonly label: Key; readonly hint: Key | undefined }>;

export const settingFaults = {
  missing: 'panel.settings.fault.missing',
  too_long: 'panel.settings.fault.too_long',
  not_a_link: 'panel.settings.fault.link',
  not_a_contact: 'panel.settings.fault.contact',
  not_a_chat: 'panel.settings.fault.contact',
  not_a_number: 'panel.settings.fault.number',
  no_such_choice: 'panel.settings.fault.choice',
} as const satisfies Record<EventFault['fault'], Key>;

export const deskDayWords = {
  all: 'panel.settings.desk_days.all',
  mon_fri: 'panel.settings.desk_days.mon_fri',
  mon_sat: 'panel.settings.desk_days.mon_sat',
} as const satisfies Record<DeskHours['days'], Key>;
