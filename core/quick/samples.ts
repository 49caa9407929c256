// One of every answer to a quick command, for the preview page and for the tests that read all of it.
import type { Lang } from '../i18n/lang.ts';
import type { Message } from '../messages/message.ts';
import { userId } from '../shared/ids.ts';
import { slotInstants } from '../time/slot-instants.ts';
import type { Asker } from './command.ts';
import { projects } from './projects.ts';
import { servers } from './servers.ts';
import { tasks } from './tasks.ts';

const at = (day: string, time: string): string =>
  new Date(slotInstants(day, time, 0).starts_at).toISOString();
const now = Date.parse(at('2026-11-26', '09:00'));
const user_id = userId('00000000000000000000000a');
const candidate: Asker = { user_id, roles: ['candidate'], now };
const admin: Asker = { user_id, roles: ['admin'], now };

const booking = {
  number: 'K7M2Q',
  status: 'booked',
  starts_at: at('2026-11-26', '14:00'),
  location: 'Офис А',
  audience: '301',
} as const;
const mine = [
  { title: 'Собеседование в команду поддержки', status: 'open', booking },
  { title: 'Собеседование в продажи', status: 'open', booking: null },
  {
    title: 'Второй разговор',
    status: 'open',
    booking: { ...booking, status: 'pending', starts_at: null, number: null },
  },
  {
    title: 'Знакомство',
    status: 'closed',
    booking: { ...booking, status: 'done', starts_at: at('2026-11-20', '10:00') },
  },
] as const;
const bare = mine.map((one) => ({ ...one, booking: null }));

const running = {
  ...booking,
  event: 'Собеседование в команду поддержки',
  name: 'Иван Петров',
} as const;
const nothing = { choosing: 0, ahead: 0, over: 0, items: [] };
const noBroadcasts = { total: 0, items: [] };
const busy = {
  bookings: {
    choosing: 1,
    ahead: 30,
    over: 1,
    items: [
      { ...running, starts_at: at('2026-11-25', '10:00') },
      ...Array.from({ length: 18 }, () => running),
      { ...running, name: '', starts_at: null },
    ],
  },
  broadcasts: {
    total: 2,
    items: [
      { event: running.event, status: 'sending', settled: 120, total: 500 },
      { event: null, status: 'posting', settled: 0, total: 0 },
    ],
  },
};

const since = at('2026-11-26', '08:15');
const up = ['MongoDB', 'Redis', 'Temporal', 'Telegram'].map((name) => ({
  name,
  state: 'up' as const,
  since,
}));
const oneOfEach = ['bot', 'worker', 'admin'].map((role) => ({ role, running: 1, ready: 1 }));

export const quickSamples: Readonly<Record<string, (lang: Lang) => Message>> = {
  '/projects': (lang) => projects.say({ items: mine, next_cursor: null }, candidate, lang),
  '/projects, none': (lang) => projects.say({ items: [], next_cursor: null }, candidate, lang),
  '/projects of a coordinator': (lang) => projects.say({ items: bare, next_cursor: 'x' }, admin, lang),
  '/projects, not to be learnt now': (lang) => ({ text: projects.away(lang), keyboard: [] }),
  '/tasks': (lang) =>
    tasks.say(
      { bookings: { ...nothing, ahead: 1, items: [running] }, broadcasts: noBroadcasts },
      candidate,
      lang,
    ),
  '/tasks, none': (lang) => tasks.say({ bookings: nothing, broadcasts: noBroadcasts }, candidate, lang),
  '/tasks of a coordinator': (lang) => tasks.say(busy, admin, lang),
  '/tasks of a coordinator, nothing goes on': (lang) =>
    tasks.say({ bookings: nothing, broadcasts: noBroadcasts }, admin, lang),
  '/tasks, not to be learnt now': (lang) => ({ text: tasks.away(lang), keyboard: [] }),
  '/servers': (lang) => servers.say({ ok: true, services: up, roles: oneOfEach, queues: [] }, admin, lang),
  '/servers, not everything works': (lang) =>
    servers.say(
      {
        ok: false,
        services: [
          ...up.slice(0, 3),
          { name: 'RabbitMQ', state: 'down', since },
          { name: 'Telegram', state: 'off', since: null },
        ],
        roles: [
          { role: 'bot', running: 0, ready: 0 },
          { role: 'worker', running: 2, ready: 1 },
        ],
        queues: [
          { queue: 'bot.update.pending', waiting: 12, dead: 0 },
          { queue: 'notify.p2p', waiting: 0, dead: 3 },
          { queue: 'notify.broadcast', waiting: 0, dead: 0 },
        ],
      },
      admin,
      lang,
    ),
  '/servers of another company': (lang) =>
    servers.say(
      {
        ok: true,
        services: [{ name: 'Telegram', state: 'unknown', since: null }],
        roles: null,
        queues: null,
      },
      admin,
      lang,
    ),
  '/servers, not to be learnt now': (lang) => ({ text: servers.away(lang), keyboard: [] }),
};
