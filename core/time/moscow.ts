import { inMoscow } from './zone.ts';

/** "2026-11-26 14:00 MSK": for operators; people read the texts of core/messages. */
export const moscowStamp = (instantMs: number): string =>
  `${inMoscow(instantMs).toFormat('yyyy-MM-dd HH:mm')} MSK`;
