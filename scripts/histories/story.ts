import type { WorkflowHandle } from '@temporalio/client';
import type { Scene } from './scene.ts';

/** One path through a workflow: played with real people in a real house, answered with the run to keep. */
export type Story = {
  /** Of the file it is kept in. */
  readonly name: string;
  readonly play: (scene: Scene) => Promise<WorkflowHandle>;
};
