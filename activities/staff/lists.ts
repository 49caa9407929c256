import type { Lang } from '../../core/i18n/lang.ts';
import { dayMessage, findQuestion, foundMessage } from '../../core/messages/staff/lists.ts';
import type { StaffDay } from '../../core/staff/press.ts';
import type { Reply } from '../person/reply.ts';
import type { Seer, StaffDeps } from './ports.ts';

const mostFound = 8;

export async function dayReply(
  { desk, now }: StaffDeps,
  seer: Seer,
  { day, page }: { readonly day: StaffDay; readonly page: number },
  lang: Lang,
): Promise<Reply> {
  const at = await now();
  const all = await desk.day(seer, day, at);
  return { said: `staff_${day}`, message: dayMessage({ day, page, all, now: at }, lang), list: day };
}

/** Coordinators look for anybody of their company. What was typed and is gone finds nobody. */
export async function findReply(
  { desk }: StaffDeps,
  seer: Seer,
  textId: string | undefined,
  lang: Lang,
): Promise<Reply> {
  const text = textId === undefined ? null : await desk.typed(textId);
  if (text === null || text.trim() === '') return { said: 'staff_find_asked', message: findQuestion(lang) };
  const { found, more } = await desk.find(seer, text, mostFound);
  return { said: 'staff_found', message: foundMessage(text, found, more, lang), list: 'find' };
}
