import type { EventDesk } from '../ports/event-desk.ts';
import type { PanelHandlers } from '../request.ts';
import { panelRoutes } from '../routes/index.ts';
import { account } from './account.tsx';
import { audit } from './audit.tsx';
import { book } from './book.tsx';
import { booking } from './booking.tsx';
import { bookings } from './bookings.tsx';
import { dead } from './dead.tsx';
import { eventAsk } from './event-ask.tsx';
import { eventEdit } from './event-edit.tsx';
import { events } from './events.tsx';
import { imports } from './imports.tsx';
import { invites } from './invites.tsx';
import { people } from './people.tsx';
import { type MoveHandlerDeps, peopleMove } from './people-move.tsx';
import { personData } from './person-data.tsx';
import { signIn } from './sign-in.tsx';
import { signInCode } from './sign-in-code.tsx';
import { slot } from './slot.tsx';
import { slotPlan } from './slot-plan.tsx';
import { slotRemoval } from './slot-removal.tsx';
import { system } from './system.tsx';
import { team } from './team.tsx';
import { today } from './today.tsx';
import { tokens } from './tokens.tsx';
import { workflows } from './workflows.tsx';

/** Whose needs are those of the panel. */
type Sections = [
  typeof account,
  typeof audit,
  typeof book,
  typeof booking,
  typeof bookings,
  typeof dead,
  typeof imports,
  typeof invites,
  typeof people,
  typeof personData,
  typeof signIn,
  typeof signInCode,
  typeof system,
  typeof team,
  typeof today,
  typeof tokens,
  typeof workflows,
];
type NeedsOf<All> = All extends [(deps: infer Deps) => unknown, ...infer Rest]
  ? Deps & NeedsOf<Rest>
  : unknown;

export type PanelHandlerDeps = NeedsOf<Sections> &
  Omit<MoveHandlerDeps, 'desk'> & { readonly eventDesk: EventDesk };

export const createPanelHandlers = (deps: PanelHandlerDeps): PanelHandlers => {
  const ofEvents = { ...deps, desk: deps.eventDesk };
  return {
    ...signIn(deps),
    ...signInCode(deps),
    ...account(deps),
    ...system(deps),
    ...today(deps),
    ...events(ofEvents),
    ...eventEdit(ofEvents),
    ...eventAsk(ofEvents),
    ...slotPlan(ofEvents),
    ...slot(ofEvents),
    ...slotRemoval(ofEvents),
    ...peopleMove(ofEvents),
    ...bookings(deps),
    ...dead(deps),
    ...people(deps),
    ...personData(deps),
    ...imports(deps),
    ...invites(deps),
    ...workflows(deps),
    ...audit(deps),
    ...booking(deps),
    ...book(deps),
    ...team(deps),
    ...tokens(deps),
    home: async () => ({ go_to: panelRoutes.today.path }),
  };
};
import { type BookingDeps, booking } from './booking.tsx';
import { type BookingsDeps, bookings } from './bookings.tsx';
import { type BroadcastsDeps, broadcasts } from './broadcasts.tsx';
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
  BroadcastsDeps &
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
  ...broadcasts(deps),
  ...dead(deps),
  ...workflows(deps),
  ...audit(deps),
  ...booking(deps),
  ...book(deps),
  ...team(deps),
  ...tokens(deps),
  home: async () => ({ go_to: panelRoutes.today.path }),
});
