import type { Person } from '../../../activities/person/ports.ts';
import type { UserDoc } from '../documents/user.ts';
import { asUserId } from '../ids.ts';

export const personOf = ({ _id, telegram_id, roles, allowed, lang, language_code }: UserDoc): Person => ({
  user_id: asUserId(_id),
  telegram_id,
  roles,
  allowed,
  lang,
  language_code,
});
