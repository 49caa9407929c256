import { plain } from '../../../core/i18n/t.ts';
import { bookingId, isObjectId, type UserId } from '../../../core/shared/ids.ts';
import { dayOf, isDay } from '../../../core/time/slot-instants.ts';
import type { BookingCommands, Command } from '../../ports.ts';
import { Today } from '../pages/today.tsx';
import type { BookingDesk } from '../ports/booking.ts';
import type { PanelReader } from '../ports/reader.ts';
import { field, type PanelHandlers } from '../request.ts';
import { scopeOf, type Visitor } from '../visitor.ts';

export type TodayDeps = {
  readonly reader: PanelReader;
  readonly desk: Pick<BookingDesk, 'booking'>;
  readonly commands: Pick<BookingCommands, 'outcome' | 'arrived'>;
  /** By the clock people live by: in the sandbox it may be ahead. */
  readonly clock: () => Promise<number>;
};

/** A specialist sees, and decides about, no slots but their own. */
const ownOnly = ({ role, user_id }: Visitor): UserId | undefined =>
  role === 'specialist' ? user_id : undefined;

/** What one press on a day’s page says of somebody. */
const said = ['arrived', 'done', 'no_show', 'undone'] as const;

export const today = ({
  reader,
  desk,
  commands,
  clock,
}: TodayDeps): Pick<PanelHandlers, 'today' | 'recordOutcome'> => ({
  async today({ lang, query, visitor }) {
    const now = await clock();
    const asked = field(query, 'day');
    const day = isDay(asked) ? asked : dayOf(now);
    const own = ownOnly(visitor);
    const [rows, free] = await Promise.all([
      reader.day(visitor.company_id, day, own),
      own === undefined ? [] : reader.ownSlots(visitor.company_id, day, own),
    ]);
    return {
      page: <Today rows={rows} free={free} day={day} today={dayOf(now)} now={now} visitor={visitor} />,
      title: plain('panel.menu.today', lang),
      at: 'today',
      live: true,
    };
  },

  async recordOutcome({ form, visitor, trace_id }) {
    const what = said.find((one) => one === field(form, 'outcome'));
    const [day, booking] = [field(form, 'day'), field(form, 'booking')];
    const known = isDay(day) ? await reader.day(visitor.company_id, day, ownOnly(visitor)) : [];
    const row = isObjectId(booking) ? known.find((one) => one.booking_id === bookingId(booking)) : undefined;
    if (!what || !row) return { not: 'found' };
    // Their workflow acts on the latest booking in an event: an older one of the same day stays what it is.
    const one = await desk.booking(scopeOf(visitor), row.booking_id);
    if (!one?.latest) return { go_to: `/today?day=${day}`, flash: 'panel.flash.outcome_refused' };
    const whose = { event_id: row.event_id, user_id: row.user_id };
    const command: Command = {
      booking_id: row.booking_id,
      key: `panel:${trace_id}`,
      trace_id,
      initiated_by: {
        user_id: visitor.user_id,
        role: visitor.role === 'specialist' ? 'specialist' : 'admin',
        channel: 'panel',
      },
    };
    const answer = await (what === 'arrived'
      ? commands.arrived(whose, command)
      : commands.outcome(whose, { ...command, outcome: what }));
    const flash = answer.ok ? 'panel.flash.outcome_recorded' : 'panel.flash.outcome_refused';
    return { go_to: `/today?day=${day}`, flash };
  },
});
