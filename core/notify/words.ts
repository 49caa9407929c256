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
export type Way = Exclude<NotifyChannel, 'all'>;

/** What somebody is told. `unbooked`: the old time was given up and no new one was chosen. */
export type News = NotifyType | 'booking_unbooked';

/** The settings know no type of its own for it: to staff it is a booking that is gone. */
export const settingOf = (news: News): NotifyType =>
  news === 'booking_unbooked' ? 'booking_cancelled' : news;
