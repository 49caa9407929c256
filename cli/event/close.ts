import type { Given, Usage } from '../arguments.ts';
import { changeStatus, eventOption } from './change-status.ts';

export const usage: Usage = {
  what: 'Closes an event: no new bookings; those there are stay. Needs a running worker.',
  options: eventOption,
};

export const run = (given: Given): Promise<number> => changeStatus(given, 'closed');
