// A group of a company's coordinators in Telegram, with a topic for each person who writes.
import { cleanLine } from '../i18n/clean.ts';

/** Why a group is no desk any more. */
export const lostReasons = ['thrown_out', 'no_right', 'not_forum'] as const;
export type LostReason = (typeof lostReasons)[number];

/** What Telegram says of it; null: it says nothing about the group as a whole. */
export function whyLost(description: string): LostReason | null {
  const said = description.toLowerCase();
  if (said.includes('not a forum')) return 'not_forum';
  // Into a closed topic only those cannot write who may not open it.
  if (said.includes('not enough rights') || said.includes('topic_closed')) return 'no_right';
  return said.includes('upgraded to a supergroup') ? 'thrown_out' : null;
}

const wantOfRight = ['enough rights', 'admin_required', 'right_forbidden', 'delete_forbidden'];

/** Whether a topic that Telegram did not delete may be deleted yet, once somebody in the group changes something. */
export function mayYetBeDeleted(kind: 'refused' | 'blocked', description: string): boolean {
  const said = description.toLowerCase();
  if (kind === 'blocked') return wantOfRight.some((words) => said.includes(words));
  return whyLost(description) !== 'thrown_out';
}

/** Where a topic is opened; null: Telegram has no address for this chat. */
export function topicAddress(chat_id: number, thread_id: number): string | null {
  const channel = /^-100(\d+)$/.exec(String(chat_id))?.[1];
  return channel === undefined ? null : `https://t.me/c/${channel}/${thread_id}`;
}

export type Connecting = 'connected' | 'silent' | 'no_code' | 'not_admin' | 'not_forum' | 'no_right';

/** `admin`: of any company; `of_it`: of the one the code was made for. */
export function connecting(asked: {
  readonly code: boolean;
  readonly admin: boolean;
  readonly of_it: boolean;
  readonly forum: boolean;
  /** And deletes them, which is a right of its own. */
  readonly manages_topics: boolean;
}): Connecting {
  // A stranger who tries codes learns nothing, not even that there are any.
  if (!asked.code) return asked.admin ? 'no_code' : 'silent';
  if (!asked.of_it) return 'not_admin';
  if (!asked.forum) return 'not_forum';
  return asked.manages_topics ? 'connected' : 'no_right';
}

export type HeardInTopic = 'answer' | 'nothing' | 'stranger' | 'edited' | 'cannot';

/** What somebody wrote in the topic of a person. */
export function hearingInTopic(said: {
  readonly admin: boolean;
  /** Told already that nothing of theirs is passed on. */
  readonly told: boolean;
  readonly edited: boolean;
  readonly empty: boolean;
}): HeardInTopic {
  if (!said.admin) return said.told ? 'nothing' : 'stranger';
  if (said.edited) return 'edited';
  return said.empty ? 'cannot' : 'answer';
}

/** What waits for its topic for longer was left behind: by a step that gave up, or by a signal that did not arrive. */
export const longestUncarriedMs = 2 * 60_000;

const [firstPauseMs, longestPauseMs] = [10 * 60_000, 12 * 3_600_000];

/** Until somebody is woken for it once more, after so many times: ever more rarely, as each try may leave an empty topic. */
export const carryPauseMs = (times: number): number =>
  Math.min(firstPauseMs * 2 ** Math.min(times, 10), longestPauseMs);

/** Telegram's limit. */
const longestTitle = 128;

/** `number`: of their booking. */
export function topicTitle(name: string, number: string | null): string {
  const booked = number === null ? '' : ` · ${number}`;
  return `${cleanLine(name, longestTitle - booked.length) || '—'}${booked}`;
}
