import { Connection } from '@temporalio/client';
import { faultOf, wrongUrl } from '../fault.ts';
import type { Probe, ProbeOptions } from '../service.ts';

export async function probeTemporal(address: string, { timeoutMs }: ProbeOptions): Promise<Probe> {
  if (!/^[\w.-]+:\d+$|^\[[\da-f:]+\]:\d+$/i.test(address))
    return { ok: false, fault: wrongUrl('it must be host:port, without a scheme') };
  const connection = Connection.lazy({ address, connectTimeout: timeoutMs });
  try {
    const ask = () => connection.workflowService.getSystemInfo({});
    const info = await connection.withDeadline(Date.now() + timeoutMs, ask);
    return { ok: true, version: info.serverVersion || 'unknown' };
  } catch (error) {
    return { ok: false, fault: faultOf(error, address, /UNAUTHENTICATED|PERMISSION_DENIED/) };
  } finally {
    await connection.close();
  }
}
