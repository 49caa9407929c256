import type { PanelRouteName, panelRoutes } from '../../admin/panel/routes/index.ts';
import { dayAfter, dayOf } from '../../core/time/slot-instants.ts';
import type { Sown } from './sown.ts';

type Table = typeof panelRoutes;
type PageName = {
  [Name in PanelRouteName]: Table[Name]['method'] extends 'get' ? Name : never;
}[PanelRouteName];

const none: readonly string[] = [];
/** As long as what they list: written while they are read, and no page. */
const file = none;

/** Where each page is opened; a page without a row does not compile. */
export const addresses = (sown: Sown): Readonly<Record<PageName, readonly string[]>> => {
  const { largest, usual, empty, booking, person, staff, broadcast, draft, token, ad } = sown;
  const [slot] = usual.times;
  const events = (then = '') => `/events/${usual.id}${then}`;
  const first = largest.times[0];
  return {
    home: ['/'],
    signIn: ['/sign-in'],
    signInByLink: ['/sign-in/link?token=none'],
    account: ['/account'],
    today: ['/today', `/today?day=${dayAfter(dayOf(Date.now()), -3)}`],
    events: ['/events', '/events?archived=1'],
    newEvent: ['/events/new'],
    event: [events(), `/events/${largest.id}`],
    editEvent: [events('/edit'), `/events/${largest.id}/edit`],
    eventStatus: [events('/status?to=closed'), `/events/${largest.id}/status?to=closed`],
    eventCopy: [events('/copy')],
    eventRemoval: [events('/remove'), `/events/${empty.id}/remove`],
    planSlots: [events('/slots/new')],
    slot: [events(`/slots/${slot?.id}`), `/events/${largest.id}/slots/${first?.id}`],
    slotRemoval: [events(`/slots/${slot?.id}/remove`)],
    peopleToMove: [events(`/slots/${slot?.id}/people`)],
    peopleMove: [`/events/${largest.id}/moves/${sown.move}`],
    bookings: [
      '/bookings',
      `/bookings?after=${booking}`,
      `/bookings?event=${largest.id}`,
      `/bookings?event=${usual.id}&status=booked`,
      ...['booked', 'pending', 'done', 'no_show', 'cancelled'].map((status) => `/bookings?status=${status}`),
      '/bookings?q=anna',
      `/bookings?q=${sown.number}`,
    ],
    bookingsFile: file,
    broadcasts: ['/broadcasts'],
    newBroadcast: ['/broadcasts/new'],
    broadcast: [`/broadcasts/${broadcast}`, `/broadcasts/${draft}`],
    editBroadcast: [`/broadcasts/${draft}/edit`],
    askBroadcast: [`/broadcasts/${broadcast}/ask?step=recall`],
    conversations: [
      '/conversations',
      ...['unread', 'mine', 'closed', 'all'].map((which) => `/conversations?which=${which}`),
      '/conversations?q=anna',
      '/conversations?q=parking',
    ],
    conversation: [`/conversations/${person}`, `/conversations/${person}?before=100`],
    conversationFile: file,
    readyAnswers: ['/conversations/answers'],
    readyAnswer: [`/conversations/answers/${sown.ready}`],
    dead: ['/dead', '/dead?state=retried'],
    deadMessage: [`/dead/one?id=${encodeURIComponent(sown.dead)}`],
    workflows: ['/workflows'],
    booking: [`/bookings/${booking}`],
    moveBookingPage: [`/bookings/${booking}/move`],
    cancelBookingPage: [`/bookings/${booking}/cancel`],
    bookPage: [`/candidates/${person}/book`, `/candidates/${person}/book?event=${usual.id}`],
    figures: ['/figures', `/figures?event=${largest.id}`],
    feeds: ['/calendars'],
    feedFile: [`/calendar/${sown.feed}.ics`],
    search: ['/search?q=anna', '/search?q=interviews', `/search?q=${sown.number.toLowerCase()}`],
    importPage: ['/candidates/import'],
    importPreview: [`/candidates/import/${sown.list}`],
    candidates: [
      '/candidates',
      ...['allowed', 'blocked', 'unreachable', 'booked', 'not_booked'].map((who) => `/candidates?who=${who}`),
      '/candidates?q=vera+orl',
      `/candidates?after=${person}`,
    ],
    candidatesFile: file,
    invitesPage: ['/candidates/invites'],
    candidate: [`/candidates/${person}`],
    blockPage: [`/candidates/${person}/block`],
    exportCandidate: [`/candidates/${person}/export.json`],
    erasePage: [`/candidates/${person}/erase`],
    system: ['/system'],
    team: ['/team'],
    member: [`/team/${staff}`],
    askReset: [`/team/${staff}/reset`],
    askRemove: [`/team/${staff}/remove`],
    settings: ['/settings'],
    notifications: ['/notifications'],
    notificationPreview: ['/notifications/preview?type=booking_reminder&role=client'],
    newAd: ['/notifications/ads/new'],
    editAd: [`/notifications/ads/${ad}`],
    askRemoveAd: [`/notifications/ads/${ad}/remove`],
    tokens: ['/tokens'],
    askRevoke: [`/tokens/${token}/revoke`],
    audit: [
      '/audit',
      '/audit?kind=event',
      '/audit?kind=booking',
      `/audit?day=${dayOf(Date.now())}`,
      '/audit?person=system',
    ],
    auditFile: file,
  };
};
