import type { BroadcastDesk, ControlAnswer } from './ports.ts';

/**
 * What nobody has begun, because the broker or Temporal is away, is stopped where it is stored: when they are back, its run
 * finds it so. Of what is begun its workflow decides.
 */
export const cancel = async (
  { broadcasts, control }: Pick<BroadcastDesk, 'broadcasts' | 'control'>,
  { company, id, key }: { readonly company: string; readonly id: string; readonly key: string },
): Promise<ControlAnswer> =>
  (await broadcasts.stop(company, id)) ? { ok: true, count: 0 } : control.cancel(id, key);
