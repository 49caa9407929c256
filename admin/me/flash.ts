import type { Refusal } from '../../core/booking/words.ts';

/** What the next page says: a key in a cookie, never a text. */
export const meFlashes = {
  'me.flash.booked': 'good',
  'me.flash.moved': 'good',
  'me.flash.cancelled': 'good',
  'me.flash.thanks': 'good',
  'me.flash.kept': 'good',
  'me.flash.language': 'good',
  'me.flash.taken': 'bad',
  'me.flash.late': 'bad',
  'me.flash.changed': 'warn',
  'me.flash.outdated': 'warn',
  'me.flash.closed': 'warn',
  'me.flash.not_allowed': 'bad',
  'me.flash.fixed': 'warn',
} as const;
export type MeFlash = keyof typeof meFlashes;
export const isMeFlash = (text: string | undefined): text is MeFlash =>
  text !== undefined && Object.hasOwn(meFlashes, text);

/** What somebody is told who did not get what they asked for, and whether other times help. */
export const refusals = {
  slot_taken: { flash: 'me.flash.taken', to: 'times' },
  stale: { flash: 'me.flash.outdated', to: 'event' },
  too_late: { flash: 'me.flash.late', to: 'times' },
  closed: { flash: 'me.flash.changed', to: 'times' },
  not_allowed: { flash: 'me.flash.not_allowed', to: 'event' },
  already_booked: { flash: 'me.flash.outdated', to: 'event' },
  not_booked: { flash: 'me.flash.outdated', to: 'event' },
  no_other_slot: { flash: 'me.flash.fixed', to: 'event' },
  max_moves: { flash: 'me.flash.fixed', to: 'event' },
  inside_cutoff: { flash: 'me.flash.fixed', to: 'event' },
  outdated: { flash: 'me.flash.outdated', to: 'event' },
  event_closed: { flash: 'me.flash.closed', to: 'event' },
} as const satisfies Record<Refusal, { readonly flash: MeFlash; readonly to: 'times' | 'event' }>;
