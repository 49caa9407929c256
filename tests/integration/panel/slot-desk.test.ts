import { afterAll, beforeAll, expect, test } from 'vitest';
import { slotsWereAdded } from '../../../adapters/mongo/changes/add-slots.ts';
import { createChangeStore } from '../../../adapters/mongo/changes/store.ts';
import { createEventDesk } from '../../../adapters/mongo/panel/event-desk.ts';
import { createSlotDesk } from '../../../adapters/mongo/panel/slot-desk.ts';
import { createChangeLooker } from '../../../adapters/mongo/reconcile/changes.ts';
import { createSlotAnnouncer } from '../../../adapters/rabbit/slot-announcer.ts';
import type { SlotDetails } from '../../../admin/panel/ports/slot-desk.ts';
import type { ActOfEdit } from '../../../core/audit/act.ts';
import type { EventId, SlotId } from '../../../core/shared/ids.ts';
import { planWindow, previewSlots } from '../../../core/slots/plan.ts';
import { dayAfter, dayOf } from '../../../core/time/slot-instants.ts';
import {
  anEvent,
  type BookingWorld,
  bookedIn,
  oidOf,
  openBookingWorld,
  ordersOf,
  someone,
  someSlots,
} from '../../support/booking-world.ts';

type Run = Parameters<typeof createSlotDesk>[1]['run'];

let world: BookingWorld;
const told: string[] = [];
const untold: string[] = [];
beforeAll(async () => {
  world = await openBookingWorld('slot-desk');
});
afterAll(() => world.close());

/** The workflow is left out: what was stored is applied, as its first step does it. */
const apply: Run = async ({ changeId }) => {
  const applied = await createChangeStore(world.db).applySlot(changeId);
  return applied.ok ? { ok: true, told: 0 } : applied;
};
const desk = (run = apply) =>
  createSlotDesk(world.db, {
    run,
    tellAdded: async (changeId) => void told.push(changeId),
    tellRemoved: async (changeId) => {
      untold.push(changeId);
      throw new Error('Temporal is away');
    },
    news: { bump: async () => undefined, slotsChanged: () => undefined },
  });
const by = { user_id: null, role: 'admin', channel: 'panel' } as const;
const act: ActOfEdit = {
  what: 'slot.changed',
  company_id: 'default',
  by,
  target: 'a slot',
  before: { room: '301' },
  after: { room: '404' },
  trace_id: 'trace',
};
const editor = { initiated_by: by, now: 0, beside: null, act } as const;

async function eventOf(event: EventId) {
  const found = await createEventDesk(world.db, () => Promise.reject(new Error('not played'))).details(
    'default',
    event,
  );
  if (!found) throw new Error('the event is not found');
  return found;
}

async function slotOf(event: EventId, slot: SlotId): Promise<SlotDetails> {
  const found = await desk().details(event, slot);
  if (!found) throw new Error('the slot is not found');
  return found;
}

test('a slot is found in its own event only, and tells a hold from a booking', async () => {
  const [event, other] = [await anEvent(world), await anEvent(world)];
  const [slot] = (await someSlots(world, event, 1, 3)) as [SlotId];
  const { user } = await bookedIn(world, event, slot);
  const holder = await someone(world);
  await world.verbs.takeHold(ordersOf(event, holder).hold(slot));
  expect(await desk().details(other, slot)).toBeUndefined();
  expect(await slotOf(event, slot)).toMatchObject({
    time: '14:00',
    capacity: 3,
    room: '301',
    people: [
      { user_id: user, held: false },
      { user_id: holder, held: true },
    ],
  });
});

test('a change that would be told to others than those who were shown is not made', async () => {
  const event = await anEvent(world);
  const [slot] = (await someSlots(world, event, 1, 3)) as [SlotId];
  await bookedIn(world, event, slot);
  const seen = await slotOf(event, slot);
  await bookedIn(world, event, slot);
  expect(await desk().change(seen, { room: '404' }, editor)).toEqual({ ok: false, reason: 'people_changed' });
  expect(await slotOf(event, slot)).toMatchObject({ room: '301' });
  // Nobody is told of more seats: who else has come is no matter.
  expect(await desk().change(seen, { capacity: 5 }, editor)).toMatchObject({ ok: true });
  expect(await desk().change(await slotOf(event, slot), { room: '404' }, editor)).toMatchObject({ ok: true });
  expect(await slotOf(event, slot)).toMatchObject({ room: '404', capacity: 5 });
});

test('of two edits of one field the second is refused; of two fields both are made', async () => {
  const event = await anEvent(world);
  const [slot] = (await someSlots(world, event, 1, 3)) as [SlotId];
  const seen = await slotOf(event, slot);
  expect(await desk().change(seen, { place: 'Annex' }, editor)).toMatchObject({ ok: true });
  expect(await desk().change(seen, { place: 'Tower' }, editor)).toMatchObject({
    reason: 'changed_meanwhile',
  });
  expect(await desk().change(seen, { minutes: 45, active: false }, editor)).toMatchObject({ ok: true });
  expect(await slotOf(event, slot)).toMatchObject({ place: 'Annex', minutes: 45, active: false });
});

test('a slot with somebody in it is not deleted, held or booked or with an outcome; an empty one is', async () => {
  const event = await anEvent(world);
  const [booked, held, free] = (await someSlots(world, event, 3)) as [SlotId, SlotId, SlotId];
  await bookedIn(world, event, booked);
  await world.verbs.takeHold(ordersOf(event, await someone(world)).hold(held));
  expect(await desk().remove(await slotOf(event, booked), editor)).toBe(false);
  expect(await desk().remove(await slotOf(event, held), editor)).toBe(false);
  const empty = await slotOf(event, free);
  await bookedIn(world, event, free);
  expect(await desk().remove(empty, editor)).toBe(false);
  expect(await world.rows.slots.countDocuments({ event_id: oidOf(event) })).toBe(3);
  const [another] = (await someSlots(world, event, 1)) as [SlotId];
  expect(await desk().remove(await slotOf(event, another), editor)).toBe(true);
  expect(await desk().details(event, another)).toBeUndefined();
});

test('2,000 slots are made at once, the same press again makes none, and people are told once they are there', async () => {
  const event = await eventOf(await anEvent(world));
  const { now } = world.clock;
  const first = dayAfter(dayOf(now), 1);
  const preview = previewSlots(
    {
      dates: `${first}..${dayAfter(first, 99)}`,
      times: '08:00..18:00',
      minutes: '30',
      capacity: '2',
      place: 'Mass',
      room: '1',
    },
    { now, standing: [] },
  );
  if (!preview.ok) throw new Error('not planned');
  const act = { ...editor, now, once: 'press' };
  await desk().add(event, preview.rows, act);
  await desk().add(event, preview.rows, act);
  expect(await world.rows.slots.countDocuments({ event_id: oidOf(event.event_id) })).toBe(2_000);
  expect(told).toHaveLength(2);
  expect(new Set(told).size).toBe(1);
  expect(await slotsWereAdded(world.db, event.event_id, 'press')).toBe(true);
  expect(await slotsWereAdded(world.db, event.event_id, 'another')).toBe(false);
  const standing = await desk().standing(event, planWindow(now));
  expect(standing.filter(({ own }) => own)).toHaveLength(2_000);
});

test('of admins who confirm the same room and time at once one gets it, even after somebody died with the rooms in hand', async () => {
  const events = [await eventOf(await anEvent(world)), await eventOf(await anEvent(world))] as const;
  const { now } = world.clock;
  const form = {
    dates: dayAfter(dayOf(now), 7),
    times: '10:00..12:00',
    minutes: '30',
    capacity: '1',
    place: 'Race',
    room: '1',
  };
  const preview = previewSlots(form, { now, standing: [] });
  if (!preview.ok) throw new Error('not planned');
  const leases = world.db.collection<{ _id: string; owner: string; until: Date }>('room_leases');
  await leases.insertOne({ _id: 'default', owner: 'dead', until: new Date(Date.now() - 1) });
  const added = await Promise.all(
    ['one', 'two', 'three', 'three'].map((once, index) =>
      desk().add(events[index % 2 === 0 ? 0 : 1], preview.rows, { ...editor, now, once }),
    ),
  );
  expect(added.filter(Boolean)).toHaveLength(1);
  expect(await world.rows.slots.countDocuments({ location: 'Race' })).toBe(4);
  expect(await leases.countDocuments()).toBe(0);
  const copies = await Promise.all(
    ['four', 'five'].map((once) =>
      createEventDesk(world.db, () => Promise.reject(new Error('not played'))).copy(
        events[added.indexOf(true) % 2 === 0 ? 0 : 1],
        { title: 'Copy', days: 1 },
        { now, once },
      ),
    ),
  );
  const ids = copies.map((id) => oidOf(id));
  expect(await world.rows.slots.countDocuments({ event_id: { $in: ids }, location: 'Race' })).toBe(4);
});

test('an edit has its line in the audit log when it is made, however long after, and once; one that is refused has none', async () => {
  const event = await anEvent(world);
  const [slot] = (await someSlots(world, event, 1)) as [SlotId];
  const asked: string[] = [];
  const noAnswer = desk(async ({ changeId }) => {
    asked.push(changeId);
    return { ok: false, reason: 'outcome_unknown' };
  });
  const seen = await slotOf(event, slot);
  const noted = { ...editor, act: { ...act, target: slot, after: { room: '505' } } };
  await noAnswer.change(seen, { room: '505' }, noted);
  await noAnswer.change(seen, { room: '506' }, noted);
  const lines = () => world.rows.acts.find({ target: slot }).toArray();
  expect(await lines()).toEqual([]);
  const changes = createChangeStore(world.db);
  const [first, second] = asked as [string, string];
  expect(await changes.applySlot(first)).toMatchObject({ ok: true });
  expect(await changes.applySlot(first)).toMatchObject({ ok: true });
  expect(await changes.applySlot(second)).toMatchObject({ reason: 'changed_meanwhile' });
  expect(await lines()).toMatchObject([
    { what: 'slot.changed', company_id: 'default', before: { room: '301' }, after: { room: '505' } },
  ]);
});

test('of edits that put slots into one room at once one is made; who was told of the other slot may join it', async () => {
  const events = [await anEvent(world), await anEvent(world)] as const;
  const seen: SlotDetails[] = [];
  for (const event of [...events, ...events]) {
    const [id] = (await someSlots(world, event, 1)) as [SlotId];
    const room = `of its own ${seen.length}`;
    await world.rows.slots.updateOne({ _id: oidOf(id) }, { $set: { location: 'Meeting', audience: room } });
    seen.push(await slotOf(event, id));
  }
  const [first, ...others] = seen as [SlotDetails, ...SlotDetails[]];
  const outcomes = await Promise.all(
    seen.map((slot, index) =>
      // The same place by another writing of its name.
      desk().change(slot, index % 2 ? { room: '7' } : { place: 'meeting', room: '7' }, editor),
    ),
  );
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(outcomes.filter(({ ok }) => !ok)).toEqual(
    Array.from({ length: 3 }, () => ({ ok: false, reason: 'room_taken' })),
  );
  expect(await world.rows.slots.countDocuments({ audience: '7' })).toBe(1);
  expect(await world.db.collection('room_leases').countDocuments()).toBe(0);

  const late = outcomes[0]?.ok ? others[0] : first;
  if (!late) throw new Error('there is one more');
  const [there] = await world.rows.slots.find({ audience: '7' }).toArray();
  const starts_at = there?.starts_at.getTime() ?? 0;
  const told = { starts_at, ends_at: starts_at + 1_800_000, place: 'Meeting', room: '7' };
  const earlier = { ...told, starts_at: starts_at - 60_000 };
  expect(await desk().change(late, { room: '7' }, { ...editor, beside: earlier })).toMatchObject({
    reason: 'room_taken',
  });
  expect(await desk().change(late, { room: '7' }, { ...editor, beside: told })).toMatchObject({ ok: true });
});

test('a slot that is off takes nobody’s room; switched on where another stands by now it is refused', async () => {
  const event = await anEvent(world);
  const [one, other] = (await someSlots(world, event, 2)) as [SlotId, SlotId];
  const off = await slotOf(event, one);
  await desk().change(off, { active: false }, editor);
  const { day, time } = off;
  expect(await desk().change(await slotOf(event, other), { day, time }, editor)).toMatchObject({ ok: true });
  const shut = await slotOf(event, one);
  expect(await desk().change(shut, { minutes: 45 }, editor)).toMatchObject({ ok: true });
  expect(await desk().change(await slotOf(event, one), { active: true }, editor)).toEqual({
    ok: false,
    reason: 'room_taken',
  });
  expect(await slotOf(event, one)).toMatchObject({ active: false, minutes: 45 });
});

test('a room that another event of the company uses is in the way, another company’s is not', async () => {
  const [mine, theirs, foreign] = [
    await anEvent(world),
    await anEvent(world),
    await anEvent(world, { company_id: 'another' }),
  ];
  const [slot] = (await someSlots(world, mine, 1)) as [SlotId];
  const [other] = (await someSlots(world, theirs, 1)) as [SlotId];
  const [far] = (await someSlots(world, foreign, 1)) as [SlotId];
  for (const [id, location] of [
    [slot, 'Shared'],
    [other, 'Shared'],
    [far, 'Shared'],
  ] as const)
    await world.rows.slots.updateOne({ _id: oidOf(id) }, { $set: { location } });
  const { starts_at: from } = await slotOf(mine, slot);
  const found = await desk().standing(await eventOf(mine), { from, to: from + 60_000, except: slot });
  expect(found.filter(({ place }) => place === 'Shared')).toMatchObject([{ own: false, room: '301' }]);
});

test('slots that were added are announced once each, open as many seats, and are told of even when the first run was lost', async () => {
  const id = await anEvent(world);
  const event = await eventOf(id);
  const preview = previewSlots(
    {
      dates: dayAfter(dayOf(world.clock.now), 5),
      times: '10:00..13:00',
      minutes: '60',
      capacity: '2',
      place: '',
      room: '',
    },
    { now: world.clock.now, standing: [] },
  );
  if (!preview.ok) throw new Error('not planned');
  await desk().add(event, preview.rows, { ...editor, now: world.clock.now, once: 'announced' });
  const changeId = told.at(-1) ?? '';
  const made = (await world.rows.slots.find({ event_id: oidOf(id) }).toArray()).map(({ _id }) =>
    _id.toHexString(),
  );
  const { unfinishedChanges } = createChangeLooker(world.db);
  const lost = await unfinishedChanges({ from: world.clock.now - 1, before: world.clock.now + 1 });
  expect(lost.map(({ change_id }) => change_id)).toContain(changeId);

  const changes = createChangeStore(world.db);
  expect(await changes.applyEvent(changeId)).toMatchObject({ ok: true, rev: 2 });
  expect(await changes.applyEvent(changeId)).toMatchObject({ ok: true, rev: 2 });
  expect(await changes.opened(changeId)).toMatchObject({ seats: 6, slots: expect.any(Array) as unknown });
  expect((await changes.opened(changeId))?.slots?.toSorted()).toEqual(made.toSorted());
  const sent: string[] = [];
  const announcer = createSlotAnnouncer(world.db, {
    publish: async ({ messageId }) => void sent.push(messageId),
  });
  await announcer.slotsCameOrWent(changeId);
  expect(sent.toSorted()).toEqual(made.map((slot) => `slot.changed:${slot}:created`).toSorted());
});

test('a slot that is deleted is announced once, whatever is away meanwhile; one that stays leaves nothing behind', async () => {
  const event = await anEvent(world);
  const [free, taken] = (await someSlots(world, event, 2)) as [SlotId, SlotId];
  await bookedIn(world, event, taken);
  const { now } = world.clock;
  const unfinished = async () =>
    (await createChangeLooker(world.db).unfinishedChanges({ from: now - 1, before: now + 1 })).filter(
      ({ event_id }) => event_id === event,
    );
  expect(await desk().remove(await slotOf(event, taken), { ...editor, now })).toBe(false);
  expect(await unfinished()).toEqual([]);
  const { rev } = await slotOf(event, free);
  expect(await desk().remove(await slotOf(event, free), { ...editor, now })).toBe(true);
  const changeId = untold.at(-1) ?? '';
  expect((await unfinished()).map(({ change_id }) => change_id)).toEqual([changeId]);

  const changes = createChangeStore(world.db);
  expect(await changes.applyEvent(changeId)).toMatchObject({ ok: true });
  expect(await changes.opened(changeId)).toBeUndefined();
  const sent: unknown[] = [];
  const announcer = createSlotAnnouncer(world.db, { publish: async ({ body }) => void sent.push(body) });
  await announcer.slotsCameOrWent(changeId);
  expect(sent).toMatchObject([
    { slot_id: free, changed: ['removed'], rev: rev + 1, message_id: `slot.changed:${free}:removed` },
  ]);
  await changes.finish(changeId, 0);
  expect(await unfinished()).toEqual([]);
});
