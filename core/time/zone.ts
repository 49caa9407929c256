import { DateTime } from 'luxon';

/** Every rule of Zapis is in this zone, whatever the host thinks. */
export const zone = 'Europe/Moscow';

export const minuteMs = 60_000;

/** The wall clock of Moscow at an instant. */
export const inMoscow = (instantMs: number): DateTime<true> => {
  const there = DateTime.fromMillis(instantMs, { zone, locale: 'en-US' });
  if (!there.isValid) throw new RangeError(`not an instant: ${instantMs}`);
  return there;
};
