import type { Given, Usage } from '../arguments.ts';
import { changeStatus, eventOption } from './change-status.ts';

export const usage: Usage = {
  what: 'Opens an event: its slots can be booked. Needs a running worker.',
  options: eventOption,
};

export const run = (given: Given): Promise<number> => changeStatus(given, 'open');
