import type { ObjectId } from 'mongodb';

/** `credentials`: of those who sign in with a password. `seal`: what can be compared with one, and not turned back. */
export type CredentialDoc = {
  /** The person's. */
  readonly _id: ObjectId;
  readonly login: string;
  readonly seal: string;
  readonly set_at: Date;
};

/** `sign_in_throttles`: how often something was tried in a window. The id is a hash of what and who. */
export type ThrottleDoc = { readonly _id: string; readonly count: number; readonly until: Date };

/** `sign_in_attempts`: somebody asked for a code. The id is the hash of what their browser keeps. */
export type SignInAttemptDoc = {
  readonly _id: string;
  /** null: nobody who works here; everything goes on as if. */
  readonly user_id: ObjectId | null;
  /** Of the code; null until one is on its way. */
  readonly seal: string | null;
  readonly tries: number;
  readonly until: Date;
  readonly used_at: Date | null;
};
