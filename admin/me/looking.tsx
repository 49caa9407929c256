import { randomUUID } from 'node:crypto';
import type { Html } from '../../core/i18n/html.ts';
import { plain } from '../../core/i18n/t.ts';
import { adBlock } from '../../core/messages/ad.ts';
import { calendarFile } from '../../core/messages/calendar.ts';
import { newsOfStanding } from '../../core/notify/news-of-standing.ts';
import { longTime } from '../../core/time/people.ts';
import { invitationIn, type MeDeps } from './deps.ts';
import type { MeFlash } from './flash.ts';
import { CancelPage } from './pages/cancel.tsx';
import { EventPage } from './pages/event.tsx';
import { Home } from './pages/home.tsx';
import { message } from './pages/message.tsx';
import { ConfirmPage, TimesPage } from './pages/times.tsx';
import type { GuestRequest, MeHandlers, MeReply } from './request.ts';
import { eventPath, meRoutes } from './routes.ts';

type Names = 'home' | 'event' | 'times' | 'confirm' | 'cancelPage' | 'calendar';

export const lost = ({ lang }: Pick<GuestRequest, 'lang'>): MeReply => ({
  ...message('lost', lang, { to: meRoutes.home.path, text: plain('me.home', lang) }),
  status: 404,
});

/** Pages only show: what is pressed on them is decided by the booking’s workflow. */
export const looking = (deps: MeDeps): Pick<MeHandlers, Names> => ({
  async home({ guest, lang }) {
    const invitations = await deps.desk.invitations(guest.user_id, await deps.clock());
    const page = <Home {...{ guest, invitations, lang, pushKey: deps.pushKey }} />;
    return { page, title: plain('me.title', lang) };
  },

  async event(request) {
    const found = await invitationIn(deps, request);
    if (!found) return lost(request);
    const { guest, lang } = request;
    const shown = { guest, lang, pushKey: deps.pushKey, ad: await adUnder(deps, found) };
    const page = <EventPage {...shown} invitation={found.one} formKey={randomUUID()} />;
    return { page, title: found.one.event.title };
  },

  async times(request) {
    const found = await invitationIn(deps, request);
    if (!found) return lost(request);
    const { whose, one, now } = found;
    if (!mayChoose(one)) return { go_to: eventPath(whose.event_id), flash: whyNot(one) };
    const slots = await deps.desk.free(whose, now);
    const page = <TimesPage invitation={one} slots={slots} lang={request.lang} />;
    return { page, title: plain('me.choose.title', request.lang) };
  },

  async confirm(request) {
    const found = await invitationIn(deps, request);
    if (!found) return lost(request);
    const { whose, one, now } = found;
    const at = eventPath(whose.event_id);
    if (!mayChoose(one)) return { go_to: at, flash: whyNot(one) };
    // Back from having booked it.
    if (one.booking?.state === 'booked' && one.booking.slot?.slot_id === request.params['slot'])
      return { go_to: at };
    const slot = (await deps.desk.free(whose, now)).find(({ slot_id }) => slot_id === request.params['slot']);
    if (!slot) return { go_to: `${at}/times`, flash: 'me.flash.taken' };
    const { guest, lang } = request;
    const page = <ConfirmPage {...{ slot, guest, lang }} invitation={one} formKey={randomUUID()} />;
    return { page, title: longTime(slot.starts_at, lang) };
  },

  async cancelPage(request) {
    const found = await invitationIn(deps, request);
    if (!found) return lost(request);
    const { whose, one } = found;
    // Its page says what stands instead, and mostly it was cancelled just now.
    if (one.booking?.state !== 'booked') return { go_to: eventPath(whose.event_id) };
    const { guest, lang } = request;
    const page = <CancelPage {...{ guest, lang }} invitation={one} formKey={randomUUID()} />;
    return { page, title: plain('me.cancel.title', lang) };
  },

  async calendar(request) {
    const found = await invitationIn(deps, request);
    const booking = found?.one.booking;
    if (!found || booking?.state !== 'booked' || !booking.slot) return lost(request);
    const { booking_id, rev: sequence, changed_at, number, slot } = booking;
    const { event } = found.one;
    return {
      file: calendarFile(
        { booking_id, sequence, changed_at, number, slot, event, cancelled: false },
        request.lang,
      ),
    };
  },
});

type Found = NonNullable<Awaited<ReturnType<typeof invitationIn>>>;

/** Where somebody with Telegram has it under their message. */
async function adUnder({ ads }: MeDeps, { whose, one, now }: Found): Promise<Html | null> {
  const news = one.booking && newsOfStanding(one.booking);
  return news ? adBlock(await ads.under(whose.event_id, news), 'web_push', now) : null;
}

const mayChoose = ({ event, booking }: Found['one']): boolean =>
  booking?.state === 'booked' ? booking.fixed === null : event.open && booking?.state !== 'past';

const whyNot = ({ booking }: Found['one']): MeFlash =>
  booking?.state === 'booked' ? 'me.flash.fixed' : 'me.flash.closed';
