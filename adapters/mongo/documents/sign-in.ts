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
