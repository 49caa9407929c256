import type { ObjectId } from 'mongodb';

/** `companies`: the tenants. */
export type CompanyDoc = {
  readonly _id: string;
  readonly name: string;
  readonly created_at: Date;
  /** Rises with every change of the staff: of two changes decided on one view of it only one takes place. */
  readonly staff_rev?: number;
  /** Decided and perhaps not yet done: whoever comes next finishes it first. */
  readonly staff_change?: StaffChangeDoc | null;
};

export type StaffChangeDoc = {
  readonly user_id: ObjectId;
  readonly roles: readonly ('candidate' | 'specialist' | 'admin' | 'viewer')[];
  readonly rev: number;
};
