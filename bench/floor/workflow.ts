import { condition, defineSignal, proxyLocalActivities, setHandler } from '@temporalio/workflow';
import type { FloorActivities, FloorTap } from './contract.ts';

const local = proxyLocalActivities<FloorActivities>({ startToCloseTimeout: '5 seconds' });

/** The steps of a booking's tap without its work: a timer, one order to the store, one edit. */
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
    await local.show(tap);
    if (tap.last) return;
  }
}
