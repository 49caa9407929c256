import type { RestartRun } from '../ports/booking.ts';
import type { PanelHandlers } from '../request.ts';
import { actBy } from '../visitor.ts';
import { type BookingDeps, found } from './booking.tsx';

type Deps = Pick<BookingDeps, 'desk' | 'looker' | 'audit'> & { readonly restart: RestartRun };

export const bookingRestart = ({
  desk,
  looker,
  audit,
  restart,
}: Deps): Pick<PanelHandlers, 'restartBooking'> => ({
  async restartBooking(request) {
    const one = await found(desk, request);
    if (!one) return { not: 'found' };
    const go_to = `/bookings/${one.booking_id}`;
    const { state } = await looker.look(one);
    if (state === 'away') return { go_to, flash: 'panel.flash.restart_away' };
    if (state !== 'stuck') return { go_to, flash: 'panel.flash.not_stuck' };
    await restart(one);
    const about = { what: 'person.restarted', target: one.user_id } as const;
    await audit.write({ ...actBy(request), ...about });
    return { go_to, flash: 'panel.flash.restarted' };
  },
});
