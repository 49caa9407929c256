import { cleanLine } from '../i18n/clean.ts';
import { blocks, type Html, line, lines } from '../i18n/html.ts';
import type { Lang } from '../i18n/lang.ts';
import { plain, t } from '../i18n/t.ts';
import { slotInFull } from '../messages/slot-text.ts';
import { longTime } from '../time/people.ts';
import { type Asker, mostLines, type QuickCommand } from './command.ts';

type RunningBooking = {
  readonly event: string;
  readonly name: string;
  readonly number: string | null;
  readonly starts_at: string | null;
  readonly location: string | null;
  readonly audience: string | null;
};
type RunningBroadcast = {
  readonly event: string | null;
  readonly status: string;
  readonly settled: number;
  readonly total: number;
};
type Tasks = {
  readonly bookings: {
    readonly choosing: number;
    readonly ahead: number;
    readonly over: number;
    readonly items: readonly RunningBooking[];
  };
  readonly broadcasts: { readonly total: number; readonly items: readonly RunningBroadcast[] };
};

/** What goes on: of the whole company for coordinators, their own for candidates. */
export const tasks: QuickCommand<'tasks', Tasks> = {
  roles: ['admin', 'candidate'],
  does: 'command.tasks',
  call: { route: 'tasks', query: ({ user_id }) => ({ status: 'running', user_id }) },
  say: (answer, asker, lang) => ({
    text: asker.roles.includes('admin') ? allOf(answer, lang) : ownOf(answer, asker, lang),
    keyboard: [],
  }),
  away: (lang) => t('quick.tasks.away', lang),
};

function ownOf({ bookings: { items } }: Tasks, asker: Asker, lang: Lang): Html {
  if (items.length === 0) return t('no_event.booking', lang);
  return blocks(
    t('quick.tasks.title', lang),
    ...items.slice(0, mostLines).map((one) => lines(line(one.event, 128), ownState(one, asker, lang))),
  );
}

function ownState(one: RunningBooking, { now }: Asker, lang: Lang): Html {
  if (one.starts_at === null) return t('quick.booking.choosing', lang);
  const slot = { ...one, starts_at: Date.parse(one.starts_at) };
  const when = slotInFull(slot, lang);
  if (slot.starts_at <= now) return t('quick.booking.over', lang, { when });
  return t('quick.booking.booked', lang, { when, number: one.number ?? '–' });
}

function allOf({ bookings, broadcasts }: Tasks, lang: Lang): Html {
  const { choosing, ahead, over, items } = bookings;
  const all = choosing + ahead + over;
  if (all + broadcasts.total === 0) return t('quick.tasks.none', lang);
  return blocks(
    t('quick.tasks.title', lang),
    all > 0 && lines(t('quick.tasks.bookings', lang, { ahead, choosing, over }), ...shownOf(items, lang)),
    items.length > 0 && all > shown(items).length && t('quick.tasks.more', lang),
    broadcasts.total > 0 &&
      lines(
        t('quick.tasks.broadcasts', lang, { total: broadcasts.total }),
        ...broadcasts.items.slice(0, mostLines).map((one) => broadcastLine(one, lang)),
      ),
  );
}

const shown = (items: readonly RunningBooking[]) => items.slice(0, mostLines);

const shownOf = (items: readonly RunningBooking[], lang: Lang): readonly Html[] =>
  shown(items).map(({ starts_at, name, event }) =>
    line(
      [
        starts_at === null ? plain('quick.tasks.choosing', lang) : longTime(Date.parse(starts_at), lang),
        cleanLine(name, 96),
        cleanLine(event, 64),
      ]
        .filter((part) => part !== '')
        .join(' · '),
    ),
  );

const broadcastLine = ({ event, status, settled, total }: RunningBroadcast, lang: Lang): Html =>
  line(
    [
      event === null ? '' : cleanLine(event, 64),
      plain('quick.tasks.broadcast', lang, { status }),
      total > 0 ? plain('quick.tasks.settled', lang, { settled, total }) : '',
    ]
      .filter((part) => part !== '')
      .join(' · '),
  );
