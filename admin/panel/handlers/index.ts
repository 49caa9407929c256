import type { PanelHandlers } from '../request.ts';
import { panelRoutes } from '../routes/index.ts';
import { type AccountDeps, account } from './account.tsx';
import { type AuditDeps, audit } from './audit.tsx';
import { book } from './book.tsx';
import { type BookingDeps, booking } from './booking.tsx';
import { type BookingsDeps, bookings } from './bookings.tsx';
import { type DeadDeps, dead } from './dead.tsx';
import { type EventsDeps, events } from './events.tsx';
import { type SignInDeps, signIn } from './sign-in.tsx';
import { type SignInCodeDeps, signInCode } from './sign-in-code.tsx';
import { type SystemDeps, system } from './system.tsx';
import { type TeamDeps, team } from './team.tsx';
import { type TodayDeps, today } from './today.tsx';
import { type TokensDeps, tokens } from './tokens.tsx';
import { type WorkflowsDeps, workflows } from './workflows.tsx';

export type PanelHandlerDeps = AccountDeps &
  AuditDeps &
  BookingDeps &
  BookingsDeps &
  DeadDeps &
  EventsDeps &
  SignInDeps &
  SignInCodeDeps &
  SystemDeps &
  WorkflowsDeps &
  TodayDeps &
  TeamDeps &
  TokensDeps;

export const createPanelHandlers = (deps: PanelHandlerDeps): PanelHandlers => ({
  ...signIn(deps),
  ...signInCode(deps),
  ...account(deps),
  ...system(deps),
  ...today(deps),
  ...events(deps),
  ...bookings(deps),
  ...dead(deps),
  ...workflows(deps),
  ...audit(deps),
  ...booking(deps),
  ...book(deps),
  ...team(deps),
  ...tokens(deps),
  home: async () => ({ go_to: panelRoutes.today.path }),
});
