import { Client, Connection, WithStartWorkflowOperation } from '@temporalio/client';
import { ObjectId } from 'mongodb';
import { createApiBookings } from '../../adapters/mongo/api/bookings.ts';
import { eventId, slotId, userId } from '../../core/shared/ids.ts';
import { moscow } from '../../tests/support/house.ts';
import { aBooking } from '../../tests/support/people-and-slots.ts';
import { inTurns } from '../arrivals.ts';
import type { Figure, Line } from '../figure.ts';
import { floorAsk, floorQueue } from '../floor/contract.ts';
import type { Ground } from '../ground.ts';
import { Meter } from '../used.ts';

const readers = 16;
const reads = 600;
const writers = 8;
const writes = 120;

const perSecond = async (count: number, atOnce: number, run: (at: number) => Promise<unknown>) => {
  const began = performance.now();
  await inTurns(
    Array.from({ length: count }, (_none, at) => at),
    atOnce,
    run,
  );
  return (count * 1_000) / (performance.now() - began);
};

/** Whatever is not a success is no figure. */
const asking = (env: Ground['house']['env']) => async (path: string, body?: object) => {
  const response = await fetch(new URL(path, env['API_URL']), {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${env['API_TOKEN'] ?? ''}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
};

const told = (what: string, seen: number, floor: number) => ({
  what: `${what} (against ${Math.round(floor)}/s)`,
  seen: `${Math.round(seen)}/s, ${(seen / floor).toFixed(2)} ×`,
});
const share = 0.6;
/** A slow database is nobody's fault here: one of the two is enough. */
const read = (what: string, seen: number, floor: number): Line => ({
  ...told(what, seen, floor),
  promised: '≥ 300/s or ≥ 0.60 ×',
  held: seen >= 300 || seen >= share * floor,
});

async function reading({ house }: Ground): Promise<readonly Line[]> {
  const ask = asking(house.env);
  const starts = Array.from({ length: 20 }, (_none, at) => moscow(3 + at, '10:00'));
  const { id, slots } = await house.event({ starts, capacity: 10 });
  const of = { name: 'default', event: eventId(id), slot: slotId(slots[0] ?? '') };
  for (let at = 0; at < 200; at += 1)
    await aBooking(house.db, { ...of, user: userId(new ObjectId().toHexString()) });
  const page = `/api/bookings?event_id=${id}&limit=20`;
  const store = createApiBookings(house.db);
  const raw = () => store.page('default', { event_id: of.event }, { limit: 20 });
  const free = `/api/available-slots?event_id=${id}`;
  const rawFree = () =>
    house.db
      .collection('interview_slots')
      .find({ event_id: new ObjectId(id) })
      .toArray();
  // Once each before the clock runs.
  await Promise.all([ask(page), ask(free), raw(), rawFree()]);
  return [
    read(
      'API: a page of 20 bookings',
      await perSecond(reads, readers, () => ask(page)),
      await perSecond(reads, readers, raw),
    ),
    read(
      'API: the free slots of an event',
      await perSecond(reads, readers, () => ask(free)),
      await perSecond(reads, readers, rawFree),
    ),
  ];
}

async function booking({ house, used }: Ground): Promise<readonly Line[]> {
  const ask = asking(house.env);
  const { slots } = await house.event({ starts: [moscow(4, '14:00')], capacity: writes });
  const people: number[] = [];
  const names = Array.from({ length: writes }, (_none, at) => `Booked ${at}`);
  await inTurns(names, writers, async (name) => people.push((await house.person(name)).id));
  const [mine, floors] = [new Meter(used), new Meter(used)];
  const ours = await mine.during(writes, () =>
    perSecond(writes, writers, (at) =>
      ask('/api/confirm-booking', { telegram_id: people[at], slot_id: slots[0] }),
    ),
  );
  const floor = await floors.during(writes, () => floorOf(house.env));
  return [
    {
      ...told('API: POST /api/confirm-booking', ours, floor),
      promised: '≥ 15/s and ≥ 0.60 ×',
      held: ours >= 15 && ours >= share * floor,
    },
    { what: 'processor time of one such booking', promised: 'told', seen: mine.toString(), held: true },
    { what: 'the same on the no-op workflow', promised: 'told', seen: floors.toString(), held: true },
  ];
}

/** An update-with-start of a workflow that does nothing, as often and as many at a time, without HTTP in between. */
async function floorOf(env: Ground['house']['env']): Promise<number> {
  const connection = await Connection.connect({ address: env['TEMPORAL_ADDRESS'] ?? '' });
  const client = new Client({ connection, namespace: env['TEMPORAL_NAMESPACE'] ?? '' });
  try {
    return await perSecond(writes, writers, async (at) => {
      const startWorkflowOperation = new WithStartWorkflowOperation<() => Promise<void>>('floorAsked', {
        workflowId: `floor-asked:${at}`,
        taskQueue: floorQueue,
        args: [],
        workflowIdConflictPolicy: 'USE_EXISTING',
      });
      await client.workflow.executeUpdateWithStart(floorAsk, { args: [], startWorkflowOperation });
    });
  } finally {
    await connection.close();
  }
}

export const api: Figure = {
  name: 'api',
  measure: async (ground) => [...(await reading(ground)), ...(await booking(ground))],
};
