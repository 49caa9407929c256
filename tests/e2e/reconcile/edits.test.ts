import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventId, slotId } from '../../../core/shared/ids.ts';
import { Damage, oidOf } from '../../support/damage.ts';
import { editEvent, editSlot } from '../../support/edits.ts';
import { House, moscow } from '../../support/house.ts';
import { announced, open, patient, slotDoc } from '../../support/journey.ts';
import { chatsOf, Reconciler } from '../../support/reconciling.ts';

let house: House;
let reconciler: Reconciler;
let damage: Damage;
beforeAll(async () => {
  house = await House.open('reconcile-edits');
  reconciler = await Reconciler.of(house);
  damage = new Damage(house, reconciler);
});
afterAll(async () => {
  await reconciler?.close();
  await house?.close();
});

test('slots_behind: they get the values of their event, without anybody’s workflow', async () => {
  const { id, slots } = await house.event({ starts: [moscow(3, '15:00'), moscow(3, '16:00')] });
  const closed = { $set: { status: 'closed' }, $inc: { rev: 1 } };
  await house.db.collection('events').updateOne({ _id: oidOf(id) }, closed);
  await reconciler.counts({ slots_behind: 1 });
  await reconciler.mends({ slots_behind: 1 });
  for (const slot of slots) expect(await slotDoc(house, slot)).toMatchObject({ open: false, event_rev: 2 });
  await reconciler.isSilent();
});

/** The edit is made as staff make it, and its workflow is lost before it told anybody. */
async function lost(edit: Promise<{ readonly ok: boolean }>): Promise<void> {
  expect((await edit).ok).toBe(true);
  const old = new Date(Date.now() - 600_000);
  await house.db.collection('changes').updateMany({ finished_at: null }, { $set: { at: old } });
}

test('change_unfinished of a slot: the booking takes the new time over, its candidate is told once', async () => {
  const { slot, person, event } = await damage.booked('Anna');
  await lost(editSlot(house.db, slotId(slot), { time: '15:30' }));
  await reconciler.counts({ change_unfinished: 1 });
  await reconciler.mends({ change_unfinished: 1 });
  await person.chat().waitForText('changed the time of your interview', patient);
  await reconciler.isSilent();
  await reconciler.untilAtRest(event, person);
  expect(await damage.bookingIn(person, event)).toMatchObject({ status: 'booked', time: '15:30' });
  expect(await announced(house, event)).toEqual(['booking.created', 'booking.rescheduled']);
  const texts = (await person.chat().messages()).map((message) => message.text ?? '');
  expect(texts.filter((text) => text.includes('changed the time'))).toHaveLength(1);
});

test('change_unfinished whose run is started twice: who was told hears nothing again', async () => {
  const { slot, person, event } = await damage.booked('Boris');
  await lost(editSlot(house.db, slotId(slot), { location: 'Office Z' }));
  await reconciler.counts({ change_unfinished: 1 });
  await reconciler.mends({ change_unfinished: 1 });
  await person.chat().waitForText('changed the place', patient);
  await reconciler.isSilent();
  await reconciler.untilAtRest(event, person);
  const before = await chatsOf(person);
  await house.db.collection('changes').updateMany({}, { $set: { finished_at: null } });
  await reconciler.counts({ change_unfinished: 2 });
  await reconciler.mends({ change_unfinished: 2 });
  await reconciler.isSilent();
  await reconciler.untilAtRest(event, person);
  expect(await chatsOf(person)).toBe(before);
});

test('change_unfinished of an event: open screens say what is true', async () => {
  const { id } = await house.event({ starts: [moscow(3, '15:00')] });
  const person = await house.person('Vera');
  await open(person, id);
  await person.chat().waitForText('Please choose a time', patient);
  await lost(editEvent(house.db, eventId(id), { status: 'closed' }));
  await reconciler.counts({ change_unfinished: 1, slots_behind: 1 });
  await reconciler.mends({ change_unfinished: 1, slots_behind: 1 });
  await person.chat().waitForText('Booking is closed', patient);
  await reconciler.isSilent();
});

test('an edit that was refused, or is only just made, is no damage', async () => {
  const { slot } = await damage.booked('Gleb', 1);
  await lost(editSlot(house.db, slotId(slot), { max_users: 2 }));
  await house.db.collection('changes').updateMany({}, { $set: { finished_at: new Date() } });
  expect(await editSlot(house.db, slotId(slot), { max_users: 0 })).toMatchObject({ ok: false });
  const old = new Date(Date.now() - 600_000);
  await house.db.collection('changes').updateMany({ finished_at: null }, { $set: { at: old } });
  await editSlot(house.db, slotId(slot), { audience: '909' });
  expect((await reconciler.pass()).found).toEqual({});
});
