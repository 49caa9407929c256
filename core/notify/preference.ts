import { nextHour, type QuietHours, quietUntil } from '../time/staff-hours.ts';

/** How somebody of the staff wants to hear of others' doings. */
export const noticeChoices = ['instant', 'hourly', 'off'] as const;
export type NoticeChoice = (typeof noticeChoices)[number];

type Wishes = { readonly choice: NoticeChoice; readonly quiet: QuietHours | null };

/** Now, at that instant, or not at all. Only of staff: what candidates are told is never kept back. */
export function whenToTell({ choice, quiet }: Wishes, now: number): 'now' | 'never' | number {
  if (choice === 'off') return 'never';
  const hour = choice === 'hourly' ? nextHour(now) : now;
  const until = quiet === null ? null : quietUntil(hour, quiet);
  if (until !== null) return until;
  return choice === 'hourly' ? hour : 'now';
}
