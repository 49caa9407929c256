import type { InitiatedBy } from '../booking/words.ts';

/** What can be changed. */
export const subjects = [
  'booking',
  'event',
  'slot',
  'person',
  'staff',
  'session',
  'token',
  'settings',
  'broadcast',
  'message',
  'webhook',
  'notification',
  'ad',
  'conversation',
  'answer',
  'group',
] as const;
export type Subject = (typeof subjects)[number];

/** What was done to it. */
export type Verb =
  | 'created'
  | 'changed'
  | 'removed'
  | 'opened'
  | 'closed'
  | 'archived'
  | 'copied'
  | 'imported'
  | 'exported'
  | 'erased'
  | 'invited'
  | 'blocked'
  | 'unblocked'
  | 'role_changed'
  | 'renamed'
  | 'password_set'
  | 'secret_changed'
  | 'signed_in'
  | 'ended'
  | 'revoked'
  | 'started'
  | 'paused'
  | 'resumed'
  | 'cancelled'
  | 'recalled'
  | 'retried'
  | 'resent'
  | 'replayed'
  | 'restarted'
  | 'discarded'
  | 'answered'
  | 'claimed'
  | 'released'
  | 'handed_over';

/** By field; as people read it, and never a secret. */
export type Values = Readonly<Record<string, string | number | boolean | null>>;

/** Who changed something. Viewers change nothing but what is their own. */
export type Actor = Omit<InitiatedBy, 'role'> & { readonly role: InitiatedBy['role'] | 'viewer' };

/** One change that is no booking's: bookings write their own history. */
export type Act = {
  readonly what: `${Exclude<Subject, 'booking'>}.${Verb}`;
  readonly company_id: string;
  readonly by: Actor;
  /** Of the service token it came with. */
  readonly token_id?: string;
  /** The id of what was changed; of a person when it is about one, whose name is looked up when it is shown. */
  readonly target: string;
  /** What people call it. Nobody's name: see `target`. */
  readonly title?: string;
  /** Everything that was looked at, before and after; what is the same in both is left out. */
  readonly before?: Values;
  readonly after?: Values;
  readonly reason?: string;
  readonly trace_id: string;
  /** For whoever may do it again after a crash: the same key is the same line. */
  readonly key?: string;
};

/** A line that is written where an edit is made, whenever that is and however often it is tried: the edit is its key. */
export type ActOfEdit = Omit<Act, 'key'>;

/** What differs, and only that. */
export function difference(
  before: Values,
  after: Values,
): { readonly before: Values; readonly after: Values } {
  // What is empty reads as what is not there.
  const differs = ([field, value]: [string, unknown], other: Values) =>
    (other[field] ?? '') !== (value ?? '');
  return {
    before: Object.fromEntries(Object.entries(before).filter((one) => differs(one, after))),
    after: Object.fromEntries(Object.entries(after).filter((one) => differs(one, before))),
  };
}

/** Whether an act is about a person, so that it is found, exported and forgotten with them. */
export const isAboutPerson = (what: Act['what']): boolean =>
  /^(person|staff|session|conversation)\./.test(what);
