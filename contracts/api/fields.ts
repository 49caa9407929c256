// Fields that several schemas share. A request's text never reaches a filter of the database unless it went through one of these.
import { z } from 'zod';
import { bookingId, eventId, isObjectId, slotId, userId } from '../../core/shared/ids.ts';

const objectId = z
  .string()
  .regex(/^[0-9a-f]{24}$/, 'must be 24 hexadecimal digits')
  .refine(isObjectId);

export const eventField = objectId.transform(eventId);
export const slotField = objectId.transform(slotId);
export const userField = objectId;
export const personField = objectId.transform(userId);
export const bookingField = objectId.transform(bookingId);

/** Telegram promises at most 52 significant bits. */
export const telegramField = z
  .int()
  .positive()
  .max(2 ** 52);
export const telegramInQuery = z
  .string()
  .regex(/^[1-9]\d{0,15}$/, 'must be a number')
  .transform(Number)
  .refine((id) => id <= 2 ** 52, 'must be a Telegram account’s id');

/** A day of the Moscow calendar that exists, and whose midnight is one in UTC: before the year 1 no database knows any. */
export const dateField = z.iso.date().refine((day) => day > '0001-01-01', 'must be a day of our era');
export const timeField = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be HH:MM');

export const instantField = z.iso.datetime({ offset: true });
/** One line that a person typed. */
export const lineField = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^[^\p{Cc}]*\S[^\p{Cc}]*$/u, 'must be one line with something in it');
