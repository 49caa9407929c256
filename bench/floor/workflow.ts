import {
  condition,
  defineSignal,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
} from '@temporalio/workflow';
import type { FloorActivities, FloorTap } from './contract.ts';

const local = proxyLocalActivities<FloorActivities>({ startToCloseTimeout: '5 seconds' });
const regular = proxyActivities<FloorActivities>({ startToCloseTimeout: '5 seconds' });

/** The steps of a booking's tap without its work: a timer, one order to the store, one edit; after the last tap one announcement. */
export async function floor(): Promise<void> {
  const inbox: FloorTap[] = [];
  setHandler(defineSignal<[FloorTap]>('tapped'), (tap) => {
    inbox.push(tap);
  });
  for (;;) {
    const came = await condition(() => inbox.length > 0, '5 minutes');
    const tap = inbox.shift();
    if (!came || !tap) return;
    await local.nothing();
    const announced = tap.last ? regular.nothing() : undefined;
    await local.show(tap);
    await announced;
    if (tap.last) return;
  }
}
