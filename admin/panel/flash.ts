/** What the next page may say about what was just done: a key in a cookie, never a text. */
export const flashKeys = [
  'panel.flash.signed_out',
  'panel.flash.outcome_recorded',
  'panel.flash.outcome_refused',
  'panel.flash.dead_retried',
  'panel.flash.dead_discarded',
  'panel.flash.dead_settled_before',
  'panel.flash.password_set',
  'panel.flash.session_ended',
  'panel.flash.moved',
  'panel.flash.cancelled',
  'panel.flash.resent',
  'panel.flash.booked',
  'panel.flash.already_booked',
  'panel.flash.arrived',
  'panel.flash.token_revoked',
  'panel.flash.member_removed',
  'panel.flash.role_changed',
] as const;
export type FlashKey = (typeof flashKeys)[number];
