import { Connection } from '@temporalio/client';
import { connectionOptions } from '../../../adapters/temporal/settings.ts';
import { loadTemporalConfig } from '../../../config/load.ts';
import { faultOf, wrongUrl } from '../fault.ts';
import type { Probe, ProbeOptions } from '../service.ts';

/** A configured Temporal is asked the way the roles will: with the API key and certificates of the environment. */
export async function probeTemporal(address: string, { timeoutMs, env = {} }: ProbeOptions): Promise<Probe> {
  if (!/^[\w.-]+:\d+$|^\[[\da-f:]+\]:\d+$/i.test(address))
    return { ok: false, fault: wrongUrl('it must be host:port, without a scheme') };
  let connection: Connection | undefined;
  try {
    const settings = loadTemporalConfig({ ...env, TEMPORAL_ADDRESS: address });
    const lazy = Connection.lazy({ ...connectionOptions(settings), connectTimeout: timeoutMs });
    connection = lazy;
    const ask = () => lazy.workflowService.getSystemInfo({});
    const info = await lazy.withDeadline(Date.now() + timeoutMs, ask);
    return { ok: true, version: info.serverVersion || 'unknown' };
  } catch (error) {
    return { ok: false, fault: faultOf(error, address, /UNAUTHENTICATED|PERMISSION_DENIED/) };
  } finally {
    await connection?.close();
  }
}
