/** `troubles`: an activity that fails again and again. The id is its workflow and its place in that workflow. */
export type TroubleDoc = {
  readonly _id: string;
  readonly workflow_id: string;
  readonly run_id: string;
  readonly activity: string;
  readonly attempt: number;
  /** In a sentence, without secrets. */
  readonly error: string;
  readonly since: Date;
  readonly last_at: Date;
};
