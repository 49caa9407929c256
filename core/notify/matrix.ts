import { rolesOf } from './recipients.ts';
import { canBeSwitchedOff, isOnByDefault, type Place, type Setting } from './settings.ts';
import { type NotifyChannel, notifyTypes } from './words.ts';

/** Whom something is told at all, in the order of the page. */
export const places: readonly Place[] = notifyTypes.flatMap((event_type) =>
  rolesOf[event_type].map((recipient_role) => ({ event_type, recipient_role })),
);

/** `general`: as the row for all channels has it. */
export type CellState = 'general' | 'on' | 'off';
export type SettledCell = { readonly state: CellState; readonly ad: string | null };

export const isSame = (place: Place, other: Place): boolean =>
  place.event_type === other.event_type && place.recipient_role === other.recipient_role;

export const rowOf = (rows: readonly Setting[], place: Place, channel: NotifyChannel): Setting | undefined =>
  rows.find((row) => isSame(row, place) && row.channel === channel);

export function cellOf(rows: readonly Setting[], place: Place, channel: NotifyChannel): SettledCell {
  const row = rowOf(rows, place, channel);
  if (row) return { state: row.enabled || !canBeSwitchedOff(place) ? 'on' : 'off', ad: row.ad_template_id };
  if (channel !== 'all') return { state: 'general', ad: null };
  return { state: isOnByDefault(place) ? 'on' : 'off', ad: null };
}

/** The row that says so; undefined: it is so without one. */
export function rowFor(
  place: Place,
  channel: NotifyChannel,
  { state, ad }: SettledCell,
): Setting | undefined {
  if (state === 'general') return undefined;
  const enabled = state === 'on' || !canBeSwitchedOff(place);
  if (channel === 'all' && ad === null && enabled === isOnByDefault(place)) return undefined;
  return { ...place, channel, enabled, ad_template_id: ad };
}
