import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBookingActivities } from '../../../activities/booking/activities.ts';
import { createBookingPorts } from '../../../adapters/mongo/booking-ports.ts';
import type { SlotId } from '../../../core/shared/ids.ts';
import {
  anEvent,
  type BookingWorld,
  openBookingWorld,
  ordersOf,
  someone,
  someSlots,
} from '../../support/booking-world.ts';
import { serviceUrl } from '../../support/services.ts';

// What a tap costs the database. A growth here is a decision, not an accident.

let world: BookingWorld;
let client: MongoClient;
beforeAll(async () => {
  world = await openBookingWorld('commands');
  client = new MongoClient(serviceUrl('MONGODB_URL'), { monitorCommands: true, retryWrites: false });
  await client.connect();
});
afterAll(async () => {
  await client.close();
  await world.close();
});

async function commandsOf(run: (verbs: ReturnType<typeof createBookingActivities>) => Promise<unknown>) {
  const ports = createBookingPorts(client.db(world.db.databaseName));
  const names: string[] = [];
  const note = ({ commandName }: { commandName: string }) => names.push(commandName);
  client.on('commandStarted', note);
  await run(createBookingActivities({ ...world.deps, ...ports }));
  client.off('commandStarted', note);
  return names;
}

const writes = (names: readonly string[]) =>
  names.filter((name) => name !== 'find' && name !== 'aggregate').length;

test('a hold, its confirm and a refusal cost no more commands than they did', async () => {
  const event = await anEvent(world);
  const [slot, other] = (await someSlots(world, event, 2)) as [SlotId, SlotId];
  const orders = ordersOf(event, await someone(world));
  const hold = await commandsOf((verbs) => verbs.takeHold(orders.hold(slot)));
  expect({ all: hold.length, writes: writes(hold) }).toEqual({ all: 6, writes: 2 });

  const found = await world.deps.bookings.active(orders.whose);
  const id = found?.booking_id ?? null;
  const again = await commandsOf((verbs) => verbs.takeHold(orders.hold(other, id)));
  expect({ all: again.length, writes: writes(again) }).toEqual({ all: 8, writes: 4 });

  const confirm = await commandsOf((verbs) => verbs.confirmSeat(orders.confirm(other, id)));
  expect({ all: confirm.length, writes: writes(confirm) }).toEqual({ all: 7, writes: 4 });

  const late = ordersOf(event, await someone(world));
  const lost = await commandsOf((verbs) => verbs.takeHold(late.hold(other)));
  expect({ all: lost.length, writes: writes(lost) }).toEqual({ all: 3, writes: 0 });
});
