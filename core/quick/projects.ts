import { blocks, bold, line, lines } from '../i18n/html.ts';
import type { Lang } from '../i18n/lang.ts';
import { t } from '../i18n/t.ts';
import { slotInFull } from '../messages/slot-text.ts';
import { everyone } from '../people/roles.ts';
import { type Asker, mostLines, type QuickCommand } from './command.ts';

type Booking = {
  readonly number: string | null;
  readonly status: 'pending' | 'booked' | 'cancelled' | 'done' | 'no_show';
  readonly starts_at: string | null;
  readonly location: string | null;
  readonly audience: string | null;
};
type Project = {
  readonly title: string;
  readonly status: 'draft' | 'open' | 'closed' | 'archived';
  readonly booking: Booking | null;
};
type Projects = { readonly items: readonly Project[]; readonly next_cursor: string | null };

/** The events somebody is concerned with, and their booking in each. */
export const projects: QuickCommand<'projects', Projects> = {
  roles: everyone,
  does: 'command.projects',
  call: {
    route: 'projects',
    query: ({ user_id }) => ({ user_id, limit: String(mostLines) }),
  },
  say: ({ items, next_cursor: more }, asker, lang) => ({
    text: blocks(
      t('quick.projects.title', lang),
      items.length === 0 && t('quick.projects.none', lang),
      ...items.map((one) => lines(bold(line(one.title, 128)), stateOf(one, asker, lang))),
      more !== null && t('quick.projects.more', lang, { shown: items.length }),
    ),
    keyboard: [],
  }),
  away: (lang) => t('quick.projects.away', lang),
};

/** A booking says more than its event; how an interview ended is nobody's to say here. */
function stateOf({ status, booking }: Project, { roles, now }: Asker, lang: Lang) {
  if (booking && booking.status !== 'cancelled') {
    const { starts_at, number } = booking;
    if (booking.status === 'pending' || starts_at === null) return t('quick.booking.choosing', lang);
    const slot = { ...booking, starts_at: Date.parse(starts_at) };
    const when = slotInFull(slot, lang);
    if (booking.status !== 'booked' || slot.starts_at <= now) return t('quick.booking.over', lang, { when });
    return t('quick.booking.booked', lang, { when, number: number ?? '–' });
  }
  if (status === 'open' && roles.includes('candidate')) return t('quick.projects.open_to_you', lang);
  return t('quick.projects.status', lang, { status });
}
