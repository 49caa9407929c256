import type { PanelHandlers } from '../request.ts';
import { panelRoutes } from '../routes/index.ts';
import { account } from './account.tsx';
import { ads } from './ads.tsx';
import { audit } from './audit.tsx';
import { book } from './book.tsx';
import { booking } from './booking.tsx';
import { bookingRestart } from './booking-restart.ts';
import { bookings } from './bookings.tsx';
import { broadcasts } from './broadcasts.tsx';
import { conversation } from './conversation.tsx';
import { conversationFile } from './conversation-file.tsx';
import { conversations } from './conversations.tsx';
import { dead } from './dead.tsx';
import { eventAsk } from './event-ask.tsx';
import { eventCopy } from './event-copy.tsx';
import { eventEdit } from './event-edit.tsx';
import { events } from './events.tsx';
import { feeds } from './feeds.tsx';
import { figures } from './figures.tsx';
import { imports } from './imports.tsx';
import { invites } from './invites.tsx';
import { notifications } from './notifications.tsx';
import { people } from './people.tsx';
import { peopleMove } from './people-move.tsx';
import { personData } from './person-data.tsx';
import { readyAnswers } from './ready-answers.tsx';
import { search } from './search.tsx';
import { settings } from './settings.tsx';
import { signIn } from './sign-in.tsx';
import { signInCode } from './sign-in-code.tsx';
import { slot } from './slot.tsx';
import { slotPlan } from './slot-plan.tsx';
import { slotRemoval } from './slot-removal.tsx';
import { staffGroup } from './staff-group.tsx';
import { system } from './system.tsx';
import { team } from './team.tsx';
import { today } from './today.tsx';
import { tokens } from './tokens.tsx';
import { workflows } from './workflows.tsx';

/** Whose needs are those of the panel. */
type Sections = [
  typeof account,
  typeof ads,
  typeof audit,
  typeof book,
  typeof booking,
  typeof bookingRestart,
  typeof bookings,
  typeof broadcasts,
  typeof conversation,
  typeof conversationFile,
  typeof conversations,
  typeof dead,
  typeof eventAsk,
  typeof eventCopy,
  typeof eventEdit,
  typeof events,
  typeof feeds,
  typeof figures,
  typeof imports,
  typeof invites,
  typeof notifications,
  typeof people,
  typeof peopleMove,
  typeof personData,
  typeof readyAnswers,
  typeof search,
  typeof settings,
  typeof staffGroup,
  typeof signIn,
  typeof signInCode,
  typeof slot,
  typeof slotPlan,
  typeof slotRemoval,
  typeof system,
  typeof team,
  typeof today,
  typeof tokens,
  typeof workflows,
];
type NeedsOf<All> = All extends [(deps: infer Deps) => unknown, ...infer Rest]
  ? Deps & NeedsOf<Rest>
  : unknown;

export type PanelHandlerDeps = NeedsOf<Sections>;

export const createPanelHandlers = (deps: PanelHandlerDeps): PanelHandlers => ({
  ...account(deps),
  ...ads(deps),
  ...audit(deps),
  ...book(deps),
  ...booking(deps),
  ...bookingRestart(deps),
  ...bookings(deps),
  ...broadcasts(deps),
  ...conversation(deps),
  ...conversationFile(deps),
  ...conversations(deps),
  ...dead(deps),
  ...feeds(deps),
  ...figures(deps),
  ...imports(deps),
  ...invites(deps),
  ...notifications(deps),
  ...people(deps),
  ...personData(deps),
  ...readyAnswers(deps),
  ...search(deps),
  ...settings(deps),
  ...staffGroup(deps),
  ...signIn(deps),
  ...signInCode(deps),
  ...system(deps),
  ...team(deps),
  ...today(deps),
  ...tokens(deps),
  ...workflows(deps),
  ...events(deps),
  ...eventEdit(deps),
  ...eventAsk(deps),
  ...eventCopy(deps),
  ...slotPlan(deps),
  ...slot(deps),
  ...slotRemoval(deps),
  ...peopleMove(deps),
  home: async () => ({ go_to: panelRoutes.today.path }),
});
