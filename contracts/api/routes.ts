// Every route once, a file for each resource.
import type { z } from 'zod';
import { bookingRoutes } from './booking-resource.ts';
import { broadcastRoutes } from './broadcast-resource.ts';
import { conversationRoutes } from './conversations.ts';
import { eventRoutes } from './events.ts';
import { gatewayRoutes } from './gateway-routes.ts';
import { notificationRoutes } from './notifications.ts';
import { projectRoutes } from './projects.ts';
import type { Route } from './route.ts';
import { serverRoutes } from './servers.ts';
import { slotRoutes } from './slot-resource.ts';
import { staffGroupRoutes } from './staff-group.ts';
import { taskRoutes } from './tasks.ts';
import { userRoutes } from './users.ts';
import { webhookRoutes } from './webhooks.ts';

export type { Route } from './route.ts';

export const routes = {
  ...gatewayRoutes,
  ...userRoutes,
  ...eventRoutes,
  ...slotRoutes,
  ...bookingRoutes,
  ...webhookRoutes,
  ...broadcastRoutes,
  ...notificationRoutes,
  ...conversationRoutes,
  ...staffGroupRoutes,
  ...projectRoutes,
  ...taskRoutes,
  ...serverRoutes,
} as const;

export type RouteName = keyof typeof routes;
export const routeNames = Object.keys(routes) as RouteName[];
type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : null;
type Table = typeof routes;
export type ParamsOf<Name extends RouteName> = Table[Name] extends { readonly params: infer Params }
  ? Parsed<Params>
  : Record<string, never>;
export type QueryOf<Name extends RouteName> = Parsed<Table[Name]['query']>;
export type BodyOf<Name extends RouteName> = Parsed<Table[Name]['body']>;
export type AnswerOf<Name extends RouteName> = z.input<Table[Name]['answer']>;
/** As a loop over all of them sees one. */
export const routeOf = (name: RouteName): Route => routes[name];
