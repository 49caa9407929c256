import { createBookingActivities } from './booking/activities.ts';
import type { BookingDeps } from './booking/ports.ts';
import { createBroadcastActivities } from './broadcast/activities.ts';
import type { BroadcastDeps } from './broadcast/ports.ts';
import { createChangeActivities } from './changes/activities.ts';
import type { BookingSignals, ChangeStore, SlotAnnouncer } from './changes/ports.ts';
import { type ClosingDeps, createClosingActivities } from './closing/activities.ts';
import { createConversationActivities } from './conversations/activities.ts';
import type { ConversationDeps } from './conversations/ports.ts';
import { createEventActivities } from './events/activities.ts';
import { atOnce } from './events/at-once.ts';
import type { EventPublisher } from './events/ports.ts';
import { createImportingActivities, type ImportingDeps } from './importing/activities.ts';
import { createMessagingActivities } from './messaging/activities.ts';
import { createRequestMessenger } from './messaging/for-requests.ts';
import type { MessagingDeps } from './messaging/ports.ts';
import { createMovingActivities, type MovingDeps } from './moving/activities.ts';
import { createNoticeActivities } from './notices/activities.ts';
import type { NoticeDeps } from './notices/ports.ts';
import { createPersonActivities } from './person/activities.ts';
import type { PersonDeps } from './person/ports.ts';
import { createPruningActivities, type PruningDeps } from './pruning/activities.ts';
import { createReconcileActivities, type ReconcileDeps } from './reconcile/activities.ts';
import { createSignInActivities, type SignInActivityDeps } from './sign-in/activities.ts';
import { createWebhookActivities, type WebhookDeps } from './webhooks/activities.ts';
import { createWishActivities } from './wishes/activities.ts';
import type { WishDeps } from './wishes/ports.ts';

export type ActivityDeps = {
  readonly booking: BookingDeps;
  readonly wishes: Omit<WishDeps, 'time'>;
  readonly publisher: EventPublisher;
  readonly messaging: MessagingDeps;
  readonly broadcast: Omit<BroadcastDeps, 'messaging'>;
  readonly person: Omit<PersonDeps, 'messenger'>;
  readonly conversations: Pick<ConversationDeps, 'conversations' | 'pluggedIn' | 'topics' | 'topicMessenger'>;
  readonly changes: ChangeStore;
  readonly bookingSignals: BookingSignals;
  readonly slotAnnouncer: SlotAnnouncer;
  readonly closing: ClosingDeps;
  readonly importing: ImportingDeps;
  readonly moving: MovingDeps;
  readonly notices: Omit<NoticeDeps, 'messaging' | 'now' | 'desk' | 'topicMessenger' | 'panelUrl'>;
  readonly pruning: PruningDeps;
  readonly reconcile: ReconcileDeps;
  readonly signIn: SignInActivityDeps;
  readonly webhooks: WebhookDeps;
};

/** Every activity of every queue: a worker registers them all, the task queue decides which it is asked for. */
export const createActivities = (deps: ActivityDeps) => {
  const events = createEventActivities({ ...deps.booking, publisher: deps.publisher });
  return {
    ...createBookingActivities(deps.booking, atOnce(events.publishBookingEvent)),
    ...events,
    ...createWishActivities({ ...deps.wishes, time: deps.booking.time }),
    ...createMessagingActivities(deps.messaging),
    ...createBroadcastActivities({ ...deps.broadcast, messaging: deps.messaging }),
    ...createPersonActivities({ ...deps.person, messenger: createRequestMessenger(deps.messaging) }),
    ...createChangeActivities({ ...deps, cache: deps.booking.cache, openings: deps.booking.openings }),
    ...createClosingActivities(deps.closing),
    ...createConversationActivities({
      ...deps.conversations,
      messaging: deps.messaging,
      panelUrl: deps.person.panelUrl,
      now: deps.person.now,
    }),
    ...createImportingActivities(deps.importing),
    ...createMovingActivities(deps.moving),
    ...createNoticeActivities({
      ...deps.notices,
      messaging: deps.messaging,
      desk: deps.person.staff.desk,
      now: deps.person.now,
      topicMessenger: deps.conversations.topicMessenger,
      panelUrl: deps.person.panelUrl,
    }),
    ...createPruningActivities(deps.pruning),
    ...createReconcileActivities(deps.reconcile),
    ...createSignInActivities({ ...deps.signIn, messaging: deps.messaging }),
    ...createWebhookActivities(deps.webhooks),
  };
};

export type Activities = ReturnType<typeof createActivities>;
