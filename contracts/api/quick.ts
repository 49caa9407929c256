import type { z } from 'zod';
import { type QuickName, quickCommands } from '../../core/quick/index.ts';
import { type Route, type RouteName, routeOf, type routes } from './routes.ts';

type Entry<Name extends QuickName> = (typeof quickCommands)[Name];
type Answer<Name> = Name extends RouteName ? z.output<(typeof routes)[Name]['answer']> : never;
type Fits<Name extends QuickName> = [Answer<Entry<Name>['call']['route']>] extends [
  Parameters<Entry<Name>['say']>[0],
]
  ? Name
  : never;
type Fitting = { readonly [Name in QuickName]: Fits<Name> }[QuickName];

/** The route a quick command asks. One that names no route, or reads what its route does not answer, does not fit here. */
export const quickRoute = (command: Fitting): Route => routeOf(quickCommands[command].call.route);
