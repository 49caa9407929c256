import type { Subject, Verb } from '../../../core/audit/act.ts';
import type { Key } from '../../../core/i18n/catalogue.ts';
import type { StaffRole } from '../visitor.ts';
import { roleWords } from './words.ts';

type Words<Word extends Key> = Readonly<Record<string, Word>>;

export const subjectWords = {
  booking: 'panel.audit.subject.booking',
  event: 'panel.audit.subject.event',
  slot: 'panel.audit.subject.slot',
  person: 'panel.audit.subject.person',
  staff: 'panel.audit.subject.staff',
  session: 'panel.audit.subject.session',
  token: 'panel.audit.subject.token',
  settings: 'panel.audit.subject.settings',
  broadcast: 'panel.audit.subject.broadcast',
  message: 'panel.audit.subject.message',
  webhook: 'panel.audit.subject.webhook',
  notification: 'panel.audit.subject.notification',
  ad: 'panel.audit.subject.ad',
  conversation: 'panel.audit.subject.conversation',
  answer: 'panel.audit.subject.answer',
  group: 'panel.audit.subject.group',
} as const satisfies Record<Subject, Key>;

const acts = {
  created: 'panel.audit.verb.created',
  changed: 'panel.audit.verb.changed',
  removed: 'panel.audit.verb.removed',
  opened: 'panel.audit.verb.opened',
  closed: 'panel.audit.verb.closed',
  archived: 'panel.audit.verb.archived',
  copied: 'panel.audit.verb.copied',
  imported: 'panel.audit.verb.imported',
  exported: 'panel.audit.verb.exported',
  erased: 'panel.audit.verb.erased',
  invited: 'panel.audit.verb.invited',
  blocked: 'panel.audit.verb.blocked',
  unblocked: 'panel.audit.verb.unblocked',
  role_changed: 'panel.audit.verb.role_changed',
  renamed: 'panel.audit.verb.renamed',
  password_set: 'panel.audit.verb.password_set',
  secret_changed: 'panel.audit.verb.secret_changed',
  signed_in: 'panel.audit.verb.signed_in',
  ended: 'panel.audit.verb.ended',
  revoked: 'panel.audit.verb.revoked',
  started: 'panel.audit.verb.started',
  paused: 'panel.audit.verb.paused',
  resumed: 'panel.audit.verb.resumed',
  cancelled: 'panel.audit.verb.cancelled',
  recalled: 'panel.audit.verb.recalled',
  retried: 'panel.audit.verb.retried',
  resent: 'panel.audit.verb.resent',
  replayed: 'panel.audit.verb.replayed',
  restarted: 'panel.audit.verb.restarted',
  discarded: 'panel.audit.verb.discarded',
  answered: 'panel.audit.verb.answered',
  claimed: 'panel.audit.verb.claimed',
  released: 'panel.audit.verb.released',
  handed_over: 'panel.audit.verb.handed_over',
} as const satisfies Record<Verb, Key>;

/** What happens to bookings besides. */
const ofBookings = {
  rescheduled: 'panel.audit.verb.rescheduled',
  unbooked: 'panel.audit.verb.unbooked',
  reminder: 'panel.audit.verb.reminder',
  done: 'panel.audit.verb.done',
  outcome: 'panel.audit.verb.outcome',
  proposal: 'panel.audit.verb.proposal',
  reply: 'panel.audit.verb.reply',
  arrived: 'panel.audit.verb.arrived',
  place_changed: 'panel.audit.verb.place_changed',
  finished: 'panel.audit.verb.finished',
  given_up: 'panel.audit.verb.given_up',
} as const satisfies Record<string, Key>;

/** A verb of a version before or after this one is shown as it is written. */
export const verbWords: Words<(typeof acts)[Verb] | (typeof ofBookings)[keyof typeof ofBookings]> = {
  ...acts,
  ...ofBookings,
};

const fields = {
  name: 'panel.audit.field.name',
  role: 'panel.audit.field.role',
  starts_at: 'panel.audit.field.starts_at',
  location: 'panel.audit.field.location',
  room: 'panel.audit.field.room',
  detail: 'panel.audit.field.detail',
  status: 'panel.audit.field.status',
  title: 'panel.audit.field.title',
  scopes: 'panel.audit.field.scopes',
  seats: 'panel.audit.field.seats',
  contact: 'panel.settings.contact',
  place: 'panel.settings.place',
  address: 'panel.settings.address',
  map: 'panel.settings.map',
  cutoff: 'panel.settings.cutoff',
  hold: 'panel.settings.hold',
  reminders: 'panel.form.reminders',
  day: 'panel.slot.day',
  time: 'panel.slot.time',
  minutes: 'panel.plan.minutes',
  capacity: 'panel.plan.capacity',
  active: 'panel.slot.active',
  specialist: 'panel.slot.specialist',
  slots: 'panel.audit.field.slots',
  people: 'panel.audit.field.people',
  description: 'panel.form.description',
  online: 'panel.form.online',
  bring: 'panel.form.bring',
  audience: 'panel.form.audience',
  channel: 'panel.form.channel',
  policy: 'panel.form.policy',
  moves: 'panel.form.moves',
  nudge: 'panel.form.nudge',
  same_day: 'panel.form.same_day',
  day_before: 'panel.form.day_before',
  quiet_from: 'panel.settings.quiet_from',
  quiet_to: 'panel.settings.quiet_to',
  notices: 'panel.account.notices',
  before: 'panel.form.before',
  by: 'panel.audit.field.by',
  browser: 'panel.audit.field.browser',
  content_tg: 'panel.ads.content_tg',
  content_html: 'panel.ads.content_html',
  until: 'panel.ads.until',
  text: 'panel.ready.text',
} as const satisfies Record<string, Key>;

/** The same for fields. */
export const fieldWords: Words<(typeof fields)[keyof typeof fields]> = fields;

const entries = {
  link: 'panel.audit.by.link',
  code: 'panel.audit.by.code',
  password: 'panel.audit.by.password',
} as const satisfies Record<string, Key>;

/** Values that are codes of ours, by field. */
export const valueWords: Readonly<
  Record<string, Words<(typeof entries)[keyof typeof entries] | (typeof roleWords)[StaffRole]>>
> = { by: entries, role: roleWords };
