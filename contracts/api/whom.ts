// Routes that answer for somebody name the person by their account or by our id.
import { personField, telegramInQuery } from './fields.ts';

export const whomQuery = {
  telegram_id: telegramInQuery.optional(),
  user_id: personField.optional(),
};

type Whom = { readonly telegram_id?: unknown; readonly user_id?: unknown };
const named = ({ telegram_id, user_id }: Whom): number =>
  Number(telegram_id !== undefined) + Number(user_id !== undefined);

/** For `refine`. */
export const namesOne = [(query: Whom) => named(query) === 1, 'needs either telegram_id or user_id'] as const;
export const namesAtMostOne = [
  (query: Whom) => named(query) <= 1,
  'takes telegram_id or user_id, not both',
] as const;
