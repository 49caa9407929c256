import {
  condition,
  defineSignal,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
} from '@temporalio/workflow';
import { type FloorActivities, type FloorTap, floorAsk } from './contract.ts';

const regular = proxyActivities<FloorActivities>({ startToCloseTimeout: '5 seconds' });
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

/** The steps of an update that books, without its work: two orders and the answer, then a message and the announcement, and a timer. */
export async function floorAsked(): Promise<void> {
  let answered = false;
  setHandler(floorAsk, async () => {
    await local.nothing();
    await local.nothing();
    answered = true;
  });
  await condition(() => answered);
  await Promise.all([regular.nothing(), local.nothing()]);
  await condition(() => false, '5 minutes');
}
