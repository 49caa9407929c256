/** An activity that has failed at least three times and is tried again. */
export type Trouble = {
  readonly workflow_id: string;
  readonly run_id: string;
  readonly activity: string;
  readonly attempt: number;
  readonly error: string;
  readonly since: number;
};
export type TroubleReader = { now(most: number): Promise<readonly Trouble[]> };

/** How many runs of a type there are, by how they stand. */
export type RunCount = { readonly type: string; readonly running: number; readonly broken: number };
export type EndedRun = {
  readonly workflow_id: string;
  readonly run_id: string;
  readonly type: string;
  readonly how: 'failed' | 'timed_out' | 'terminated';
  readonly at: number | null;
};

/** As Temporal knows it. */
export type RunReader = {
  counts(): Promise<readonly RunCount[]>;
  /** Those that ended otherwise than by themselves, the newest first. */
  brokenRuns(most: number): Promise<readonly EndedRun[]>;
};
