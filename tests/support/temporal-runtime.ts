import { IllegalStateError } from '@temporalio/common';
import { installTemporalRuntime } from '../../adapters/temporal/telemetry.ts';
import type { Log } from '../../runtime/log.ts';

/** Files share a process, and a process has one runtime at a time: it goes with the last who needs it. */
export function useTemporalRuntime(log: Log): void {
  try {
    installTemporalRuntime(log, undefined);
  } catch (error) {
    if (!(error instanceof IllegalStateError)) throw error;
  }
}
