import { ConfigFaults, exitCodeBadConfig } from '../config/read.ts';
import { complain } from './say.ts';

/** Runs a verb; wrong settings are told as sentences and end it with 78. */
export async function orFaults(work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ConfigFaults)) throw error;
    complain(error.message);
    return exitCodeBadConfig;
  }
}
