import type { Place, Setting } from '../../../core/notify/settings.ts';
import type { NotifyChannel } from '../../../core/notify/words.ts';
import type { NotifyDesk } from '../../ports/notifications.ts';

export type AdRow = {
  readonly id: string;
  readonly name: string;
  readonly content_tg: string;
  readonly content_html: string | null;
  readonly active: boolean;
  readonly valid_until: number | null;
  readonly rev: number;
};

/** What the page changes about one kind of message. */
export type Settle = {
  readonly place: Place;
  readonly channel: NotifyChannel;
  /** The row as it was read, and as it shall be; undefined: none. */
  readonly was: Setting | undefined;
  readonly wanted: Setting | undefined;
};

/** Of one company; another's are not there. */
export type PanelNotifications = Pick<NotifyDesk, 'addAd' | 'changeAd' | 'removeAd'> & {
  rows(company: string): Promise<readonly Setting[]>;
  /** False: the row is not as it was read any more, and nothing was written. */
  settle(company: string, change: Settle): Promise<boolean>;
  allAds(company: string): Promise<readonly AdRow[]>;
};
