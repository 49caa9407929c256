import { DateTime } from 'luxon';

/** Every rule of Zapis is in this zone, whatever the host thinks. */
const zone = 'Europe/Moscow';

/** "2026-11-26 14:00 MSK": for operators; people read the texts of core/messages. */
export const moscowStamp = (instantMs: number): string =>
  `${DateTime.fromMillis(instantMs, { zone }).toFormat('yyyy-MM-dd HH:mm')} MSK`;
