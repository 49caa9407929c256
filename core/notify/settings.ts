import type { News, NotifyChannel, NotifyRole, NotifyType, Way } from './words.ts';
import { settingOf, ways } from './words.ts';

export type Setting = {
  readonly event_type: NotifyType;
  readonly recipient_role: NotifyRole;
  readonly channel: NotifyChannel;
  readonly enabled: boolean;
  readonly ad_template_id: string | null;
};
export type Place = Pick<Setting, 'event_type' | 'recipient_role'>;
/** One kind of message to one kind of person, by the way it goes. */
export type Cell = { readonly news: News; readonly role: NotifyRole; readonly way: Way };

/** What holds until a company says otherwise. */
const off: readonly Place[] = [
  { event_type: 'booking_done', recipient_role: 'client' },
  { event_type: 'booking_done', recipient_role: 'specialist' },
  { event_type: 'booking_reminder', recipient_role: 'admin' },
  { event_type: 'slot_changed', recipient_role: 'admin' },
];

/** Their booking and its reminder are what a candidate relies on. */
const always: readonly Place[] = [
  { event_type: 'booking_created', recipient_role: 'client' },
  { event_type: 'booking_reminder', recipient_role: 'client' },
];

const has = (list: readonly Place[], { event_type, recipient_role }: Place): boolean =>
  list.some((one) => one.event_type === event_type && one.recipient_role === recipient_role);

export const canBeSwitchedOff = (cell: Place): boolean => !has(always, cell);
export const isOnByDefault = (cell: Place): boolean => !has(off, cell);

/** The ways by which candidates hear nothing new of it. */
export const silentWays = (rows: readonly Setting[], news: News): readonly Way[] =>
  ways.filter((way) => !rulingOf(rows, { news, role: 'client', way }).enabled);

export type Ruling = { readonly enabled: boolean; readonly ad_template_id: string | null };

/** The row for this very channel wins over the one for all; what neither says is the default. */
export function rulingOf(rows: readonly Setting[], { news, role, way }: Cell): Ruling {
  const cell = { event_type: settingOf(news), recipient_role: role };
  const of = (channel: NotifyChannel) => rows.find((row) => has([row], cell) && row.channel === channel);
  const row = of(way) ?? of('all');
  if (!row) return { enabled: isOnByDefault(cell), ad_template_id: null };
  return { enabled: row.enabled || !canBeSwitchedOff(cell), ad_template_id: row.ad_template_id };
}
