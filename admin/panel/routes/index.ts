import { accountRoutes } from './account.ts';
import { auditRoutes } from './audit.ts';
import { bookingRoutes } from './booking.ts';
import { bookingsRoutes } from './bookings.ts';
import { broadcastsRoutes } from './broadcasts.ts';
import { conversationsRoutes } from './conversations.ts';
import { deadRoutes } from './dead.ts';
import { eventsRoutes } from './events.ts';
import { feedsRoutes } from './feeds.ts';
import { figuresRoutes } from './figures.ts';
import { frameRoutes } from './frame.ts';
import { importRoutes } from './imports.ts';
import { notificationsRoutes } from './notifications.ts';
import { peopleRoutes } from './people.ts';
import { searchRoutes } from './search.ts';
import { settingsRoutes } from './settings.ts';
import { signInRoutes } from './sign-in.ts';
import { slotsRoutes } from './slots.ts';
import { systemRoutes } from './system.ts';
import { teamRoutes } from './team.ts';
import { todayRoutes } from './today.ts';
import { tokensRoutes } from './tokens.ts';
import { workflowsRoutes } from './workflows.ts';

export type { PanelRoute } from './route.ts';

/** Every page and every form of the panel, and who may open it, a file for each section. */
export const panelRoutes = {
  ...frameRoutes,
  ...signInRoutes,
  ...accountRoutes,
  ...todayRoutes,
  ...eventsRoutes,
  ...slotsRoutes,
  ...bookingsRoutes,
  ...broadcastsRoutes,
  ...conversationsRoutes,
  ...deadRoutes,
  ...workflowsRoutes,
  ...bookingRoutes,
  ...figuresRoutes,
  ...feedsRoutes,
  ...searchRoutes,
  // Before those that take any word for a person's id.
  ...importRoutes,
  ...peopleRoutes,
  ...systemRoutes,
  ...teamRoutes,
  ...settingsRoutes,
  ...notificationsRoutes,
  ...tokensRoutes,
  ...auditRoutes,
} as const;

export type PanelRouteName = keyof typeof panelRoutes;
export const panelRouteNames = Object.keys(panelRoutes) as PanelRouteName[];
