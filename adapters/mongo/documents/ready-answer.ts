import type { ObjectId } from 'mongodb';

/** `ready_answers`: what coordinators answer often. */
export type ReadyAnswerDoc = {
  readonly _id: ObjectId;
  readonly company_id: string;
  readonly title: string;
  readonly text: string;
  readonly rev: number;
};
