import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import { collections } from '../../../adapters/mongo/collections.ts';
import { pendingUpdates, waitingUpdates } from '../../../contracts/events/topology.ts';
import { type BookingView, bookingWorkflowId, viewQuery } from '../../../contracts/workflows/booking.ts';
import { eventId, userId } from '../../../core/shared/ids.ts';
import type { House } from '../../support/house.ts';
import { waitFor } from '../../support/wait.ts';
import type { BrokerCopy } from './broker-copy.ts';
import { answeredTaps } from './check.ts';
import { limitedTaps } from './read.ts';
import type { Recorder } from './recorder.ts';

type Resting = {
  readonly house: House;
  readonly client: Client;
  readonly broker: BrokerCopy;
  readonly recorder: Recorder;
};

/**
 * Nothing is under way any more: Telegram has nothing that was not acknowledged, no update stands in a queue, every booking
 * workflow has an empty inbox, view and outbox, and the ledger has nothing open.
 */
export async function untilAtRest(resting: Resting, withinMs = 120_000): Promise<void> {
  let calm = 0;
  let busy = '';
  const atRest = async () => {
    busy = (await unrest(resting)) ?? '';
    calm = busy === '' ? calm + 1 : 0;
    // Seen twice: between two of the questions something may have gone from one place to another.
    return calm >= 2 || undefined;
  };
  await waitFor('all to be at rest', atRest, withinMs).catch((error: unknown) => {
    throw new Error(`${error instanceof Error ? error.message : String(error)}; ${busy}`, { cause: error });
  });
  // Whoever is answered is answered soon, or never: the verdict is the checker's. A tap that the worker did not answer is
  // the gateway's a moment later, and its process may be held up for longer than that.
  const { house, recorder } = resting;
  const isAnswered = () =>
    answeredTaps({ taps: recorder.taps, limited: limitedTaps(house) }).next().done === true || undefined;
  await waitFor('answers', isAnswered, 30_000).catch(() => undefined);
}

async function unrest({ house, client, broker }: Resting): Promise<string | undefined> {
  const { world } = house.sandbox.telegram.kit;
  const unacknowledged = [...world.bots.values()].flatMap((bot) => bot.updates).length;
  if (unacknowledged > 0) return `${unacknowledged} updates are not acknowledged`;
  for (const queue of [pendingUpdates, waitingUpdates]) {
    const ready = await broker.ready(queue);
    if (ready > 0) return `${ready} updates stand in ${queue}`;
  }
  const requests = await client.workflow.count(
    "WorkflowType = 'requestWorkflow' AND ExecutionStatus = 'Running'",
  );
  if (requests.count > 0) return `${requests.count} requests are under way`;
  const open = await house.db.collection('deliveries').countDocuments({
    $or: [{ state: 'claimed' }, { state: 'sent', finished: false }],
  });
  if (open > 0) return `the ledger has ${open} open rows`;
  return busyBooking(house, client);
}

/** Every booking has been told to its candidate and announced, whatever else is under way. */
export async function untilBookingsRest(house: House, client: Client, withinMs: number): Promise<void> {
  const atRest = async () => {
    const busy = await busyBooking(house, client);
    if (busy !== undefined) throw new Error(busy);
    return true;
  };
  await waitFor('all bookings to be at rest', atRest, withinMs);
}

async function busyBooking(house: House, client: Client): Promise<string | undefined> {
  for (const view of await views(house, client)) {
    const { id, unhandled, outbox } = view;
    if (unhandled > 0 || outbox.length > 0)
      return `${id} has ${unhandled} unhandled and [${outbox.join()}] to announce`;
  }
  return undefined;
}

/** Of everybody who has a booking or an anchor. */
async function views(house: House, client: Client): Promise<readonly (BookingView & { id: string })[]> {
  const { bookings, anchors } = collections(house.db);
  const rows = [...(await bookings.find().toArray()), ...(await anchors.find().toArray())];
  const ids = new Set(
    rows.map((row) =>
      bookingWorkflowId(eventId(row.event_id.toHexString()), userId(row.user_id.toHexString())),
    ),
  );
  return Promise.all(
    [...ids].map(async (id) => {
      try {
        return { ...(await client.workflow.getHandle(id).query(viewQuery)), id };
      } catch (error) {
        if (error instanceof WorkflowNotFoundError)
          throw new Error(`${id} was never started`, { cause: error });
        throw error;
      }
    }),
  );
}
