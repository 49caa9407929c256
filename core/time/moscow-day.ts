import { DateTime } from 'luxon';

const zone = 'Europe/Moscow';

/** "2026-11-26": the day of an instant in Moscow. */
export const moscowDate = (instantMs: number): string =>
  DateTime.fromMillis(instantMs, { zone }).toFormat('yyyy-MM-dd');

/** The instant at which that day begins in Moscow: how a slot's `date` is stored. */
export const moscowMidnight = (date: string): number =>
  DateTime.fromISO(date, { zone }).startOf('day').toMillis();
