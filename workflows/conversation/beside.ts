import { CancellationScope, condition } from '@temporalio/workflow';

type Beside = {
  readonly ask: () => void;
  readonly busy: () => boolean;
  /** For good, and over when nothing of it is under way any more: between two tries at once, else with the end of the try. */
  readonly stop: () => Promise<void>;
};

/** What goes on beside the rest, again when it was asked for meanwhile. Only what is stopped or cancelled ends with a failure, and says so itself. */
export function beside(work: () => Promise<void>): Beside {
  const scope = new CancellationScope();
  let [wanted, running] = [false, false];
  const run = async (): Promise<void> => {
    running = true;
    try {
      while (wanted) {
        wanted = false;
        await work();
      }
    } finally {
      running = false;
    }
  };
  return {
    ask() {
      wanted = true;
      if (!running) void scope.run(run).catch(() => undefined);
    },
    busy: () => wanted || running,
    async stop() {
      scope.cancel();
      await condition(() => !running);
    },
  };
}
