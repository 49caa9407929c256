import { openTemporal, temporalTrouble } from '../adapters/temporal/connect.ts';
import { runReconcileNow } from '../adapters/temporal/reconcile-now.ts';
import { loadTemporalConfig } from '../config/load.ts';
import { ConfigFaults, exitCodeBadConfig } from '../config/read.ts';
import { complain, say } from './say.ts';

export async function run(): Promise<number> {
  try {
    const temporal = openTemporal(loadTemporalConfig(process.env));
    try {
      const counts = await runReconcileNow(temporal.client);
      say(JSON.stringify(counts));
      return 0;
    } finally {
      await temporal.close();
    }
  } catch (error) {
    if (error instanceof ConfigFaults) {
      complain(error.message);
      return exitCodeBadConfig;
    }
    complain(temporalTrouble(error).sentence);
    return 1;
  }
}
