import { openTemporal, temporalTrouble } from '../adapters/temporal/connect.ts';
import { runReconcileNow } from '../adapters/temporal/reconcile-now.ts';
import { loadTemporalConfig } from '../config/load.ts';
import type { Usage } from './arguments.ts';
import { orFaults } from './faults.ts';
import { withRunningServices } from './running-services.ts';
import { complain, say } from './say.ts';

export const usage: Usage = {
  what: 'Runs one pass of the reconciler now and prints what it counted, as JSON.',
};

export const run = (): Promise<number> =>
  orFaults(async () => {
    const temporal = openTemporal(loadTemporalConfig(await withRunningServices(process.env)));
    try {
      say(JSON.stringify(await runReconcileNow(temporal.client)));
      return 0;
    } catch (error) {
      complain(temporalTrouble(error).sentence);
      return 1;
    } finally {
      await temporal.close();
    }
  });
