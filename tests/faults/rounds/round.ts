import type { Stage } from '../stage.ts';

export type Round = {
  readonly name: string;
  readonly policy?: 'release' | 'swap';
  /** How many go on beside Anna; two unless the fault is one they could not go on with. */
  readonly crowd?: number;
  run(stage: Stage): Promise<void>;
};
