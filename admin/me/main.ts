import type { Db } from 'mongodb';
import { createOwnDesk } from '../../adapters/mongo/me/desk.ts';
import { createVisits } from '../../adapters/mongo/me/visits.ts';
import { createMessagingReader } from '../../adapters/mongo/messages/reader.ts';
import { createRulings } from '../../adapters/mongo/notify/rulings.ts';
import { createBotName } from '../../adapters/mongo/panel/bot-name.ts';
import { erase } from '../../adapters/mongo/people/erase.ts';
import { everythingAbout } from '../../adapters/mongo/people/everything.ts';
import { createPushSubscriptions } from '../../adapters/mongo/push/subscriptions.ts';
import { createThrottle } from '../../adapters/mongo/sign-in/throttle.ts';
import type { AdminConfig } from '../../config/load.ts';
import type { BookingCommands } from '../ports.ts';
import type { MeDeps } from './deps.ts';
import type { OwnAds } from './ports.ts';

const ownAds = (rulings: ReturnType<typeof createRulings>): OwnAds => ({
  under: async (event, news) => (await rulings.of(event, { news, role: 'client', way: 'web_push' })).ad,
});

type Neighbours = {
  readonly db: Db;
  readonly commands: BookingCommands;
  readonly clock: () => Promise<number>;
  readonly settings: Pick<AdminConfig, 'VAPID_PUBLIC_KEY' | 'PUSH_HOSTS' | 'ZAPIS_ENV'>;
};

/** Introduces the pages of people without Telegram to their neighbours. */
export const assembleMe = ({ db, commands, clock, settings }: Neighbours): MeDeps => ({
  visits: createVisits(db),
  desk: createOwnDesk(db, createMessagingReader(db)),
  ads: ownAds(createRulings(db)),
  browsers: createPushSubscriptions(db),
  data: { everythingAbout: everythingAbout(db), erase: erase(db) },
  commands,
  throttle: createThrottle(db),
  botUsername: createBotName(db).read,
  clock,
  pushKey: settings.VAPID_PUBLIC_KEY,
  pushHosts: { hosts: settings.PUSH_HOSTS, local: settings.ZAPIS_ENV !== 'production' },
});
