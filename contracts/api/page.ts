// Lists come in pages. A cursor stands behind the last row that was given: rows added meanwhile neither repeat nor hide one.
import { z } from 'zod';

const most = 200;
const usual = 50;

/** `place`: an id, or an instant in ms and an id. Opaque to callers, so that it may become something else. */
export const cursorAfter = (place: string): string => Buffer.from(`1:${place}`).toString('base64url');

function placeIn(cursor: string): string | undefined {
  const [version, place = ''] = Buffer.from(cursor, 'base64url').toString('latin1').split(':');
  const known = version === '1' && /^(?:-?\d{1,15}~)?[0-9a-f]{24}$/.test(place);
  return known && cursorAfter(place) === cursor ? place : undefined;
}

export const pageQuery = {
  limit: z
    .string()
    .regex(/^\d{1,3}$/, `must be a number from 1 to ${most}`)
    .meta({ type: 'integer', minimum: 1, maximum: most, default: usual })
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= most, `must be a number from 1 to ${most}`)
    .default(usual),
  cursor: z
    .string()
    .max(200)
    .meta({ description: 'The `next_cursor` of the page before' })
    .transform((cursor, context) => {
      const place = placeIn(cursor);
      if (place !== undefined) return place;
      context.addIssue({ code: 'custom', message: 'must be the next_cursor of an answer' });
      return z.NEVER;
    })
    .optional(),
};

export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item),
    /** null: there are no more. */
    next_cursor: z.string().nullable(),
  });
