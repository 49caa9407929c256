import type { Key } from '../../../core/i18n/catalogue.ts';
import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import { isInUse } from '../../../core/notify/ads.ts';
import { type CellState, places } from '../../../core/notify/matrix.ts';
import { canBeSwitchedOff, type Place } from '../../../core/notify/settings.ts';
import {
  type NotifyChannel,
  type NotifyRole,
  type NotifyType,
  notifyChannels,
} from '../../../core/notify/words.ts';
import type { AdRow } from '../ports/notifications.ts';
import type { Texts } from './edits.tsx';

export const typeWords = {
  booking_created: 'panel.notify.type.created',
  booking_cancelled: 'panel.notify.type.cancelled',
  booking_rescheduled: 'panel.notify.type.rescheduled',
  booking_reminder: 'panel.notify.type.reminder',
  booking_done: 'panel.notify.type.done',
  slot_changed: 'panel.notify.type.slot_changed',
} as const satisfies Record<NotifyType, Key>;

export const toWords = {
  client: 'panel.notify.role.client',
  specialist: 'panel.notify.role.specialist',
  admin: 'panel.notify.role.admin',
} as const satisfies Record<NotifyRole, Key>;

export const channelWords = {
  all: 'panel.notify.channel.all',
  telegram: 'panel.notify.channel.telegram',
  web_push: 'panel.notify.channel.web_push',
} as const satisfies Record<NotifyChannel, Key>;

export const stateWords = {
  general: 'panel.notify.state.general',
  on: 'panel.notify.state.on',
  off: 'panel.notify.state.off',
} as const satisfies Record<CellState, Key>;

/** What a cell is called in a form, and in the audit log. */
export const cellName = ({ event_type, recipient_role }: Place, channel: NotifyChannel): string =>
  [event_type, recipient_role, channel].join('.');

export const cellWords = (
  { event_type, recipient_role }: Place,
  channel: NotifyChannel,
  lang: Lang,
): string =>
  [typeWords[event_type], toWords[recipient_role], channelWords[channel]]
    .map((key) => plain(key, lang))
    .join(' · ');

const named = new Map(
  places.flatMap((place) =>
    notifyChannels.map((channel) => [cellName(place, channel), { place, channel }] as const),
  ),
);

/** The same, of a name that was written down. */
export function namedCell(name: string, lang: Lang): string | undefined {
  const found = named.get(name);
  return found && cellWords(found.place, found.channel, lang);
}

/** What was settled for a cell, as it was written down: a state, and what people call the advertisement. */
export function namedState(value: string, lang: Lang): string {
  const [state = '', ...ad] = value.split(' · ');
  const known = (['general', 'on', 'off'] as const).find((one) => one === state);
  return known === undefined ? value : [plain(stateWords[known], lang), ...ad].join(' · ');
}

export function adState(ad: Pick<AdRow, 'active' | 'valid_until'>, now: number) {
  const used = isInUse({ content_tg: '', content_html: null, ...ad }, now);
  if (used) return { tone: 'good', key: 'panel.ads.in_use' } as const;
  return { tone: 'quiet', key: ad.active ? 'panel.ads.over' : 'panel.ads.off' } as const;
}

/** The whole table as texts: what can be compared. */
export type MatrixTexts = Texts<string>;
export type MatrixFaults = Readonly<Record<string, 'ad' | 'unknown_ad'>>;

export const stateField = (place: Place, channel: NotifyChannel): string =>
  `state.${cellName(place, channel)}`;
export const adField = (place: Place, channel: NotifyChannel): string => `ad.${cellName(place, channel)}`;

/** What can be chosen for a cell. */
export function statesFor(place: Place, channel: NotifyChannel): readonly CellState[] {
  const own: readonly CellState[] = canBeSwitchedOff(place) ? ['on', 'off'] : ['on'];
  return channel === 'all' ? own : ['general', ...own];
}
