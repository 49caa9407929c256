// The words of notification-system §4 and §5: what is told, to whom, how.

export const notifyTypes = [
  'booking_created',
  'booking_cancelled',
  'booking_rescheduled',
  'booking_reminder',
  'booking_done',
  'slot_changed',
] as const;
export type NotifyType = (typeof notifyTypes)[number];

export const notifyRoles = ['client', 'specialist', 'admin'] as const;
export type NotifyRole = (typeof notifyRoles)[number];

export const notifyChannels = ['all', 'telegram', 'web_push'] as const;
export type NotifyChannel = (typeof notifyChannels)[number];
/** By which a message really goes. */
export const ways = ['telegram', 'web_push'] as const satisfies readonly NotifyChannel[];
export type Way = (typeof ways)[number];

/** What somebody is told besides. `unbooked`: the old time was given up and no new one was chosen. */
export const unsettled = ['booking_unbooked', 'proposal_asked', 'proposal_declined'] as const;
export type News = NotifyType | (typeof unsettled)[number];

/** The settings know no types of their own for these: to staff one is a booking that is gone, the others are about a move. */
export function settingOf(news: News): NotifyType {
  switch (news) {
    case 'booking_unbooked':
      return 'booking_cancelled';
    case 'proposal_asked':
    case 'proposal_declined':
      return 'booking_rescheduled';
    default:
      return news;
  }
}
