import { account } from './account.ts';
import { audit } from './audit.ts';
import { booking } from './booking.ts';
import { bookings } from './bookings.ts';
import { broadcasts } from './broadcasts.ts';
import { conversations } from './conversations.ts';
import { dead } from './dead.ts';
import { eventForm } from './event-form.ts';
import { events } from './events.ts';
import { feeds } from './feeds.ts';
import { figures } from './figures.ts';
import { frame } from './frame.ts';
import { imports } from './imports.ts';
import { moves } from './moves.ts';
import { notifications } from './notifications.ts';
import { people } from './people.ts';
import { search } from './search.ts';
import { settings } from './settings.ts';
import { signIn } from './sign-in.ts';
import { slots } from './slots.ts';
import { system } from './system.ts';
import { team } from './team.ts';
import { today } from './today.ts';
import { tokens } from './tokens.ts';
import { workflows } from './workflows.ts';

/** Texts of the panel, a file for each of its sections. */
export const panel = {
  ...frame,
  ...signIn,
  ...today,
  ...events,
  ...bookings,
  ...booking,
  ...notifications,
  ...people,
  ...imports,
  ...broadcasts,
  ...figures,
  ...feeds,
  ...search,
  ...conversations,
  ...dead,
  ...system,
  ...audit,
  ...workflows,
  ...account,
  ...booking,
  ...system,
  ...audit,
  ...team,
  ...settings,
  ...tokens,
  ...eventForm,
  ...slots,
  ...moves,
  ...bookings,
  ...system,
  ...audit,
} as const;
