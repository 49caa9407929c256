import { ObjectId } from 'mongodb';
import { expect, test } from 'vitest';
import { collections } from '../../../../adapters/mongo/collections.ts';
import { notifyOne, notifySource } from '../../../../contracts/events/topology.ts';
import { moscow } from '../../../support/house.ts';
import { waitFor } from '../../../support/wait.ts';
import { heard, hears, slow } from '../hearing.ts';
import type { Stage } from '../stage.ts';

/** What comes twice, late, for nobody or to nobody. */
export function badInput(stage: () => Stage): void {
  const dead = async () =>
    (await collections(stage().house.db).deadMessages.find().sort({ queue: 1 }).toArray()).map(
      ({ queue, reason }) => [queue, reason],
    );

  test('events twice, late, of a booking that is gone, and of nothing at all: nobody is told what is not true, and nothing is lost', async () => {
    const { broker, olga, pavel, sergei } = stage();
    const { slots } = await stage().event(moscow(8, '14:00'), moscow(8, '16:00'));
    const rita = await stage().candidate('Rita');
    const booking = await stage().booked(rita, slots[0] ?? '');
    for (const person of [olga, pavel, sergei]) await hears(person, '👤 Rita');
    const created = broker.heard.find(
      (one) => one.event_type === 'booking.created' && one.booking_id === booking,
    );
    if (!created) throw new Error('nothing was announced');
    const put = (event: object) => broker.put(notifySource, event);

    put(created);
    put(created);
    await stage().ask('system', 'POST', `/api/bookings/${booking}/move`, { slot_id: slots[1] });
    for (const person of [olga, pavel, sergei]) await hears(person, /is moved[^]*👤 Rita/);
    // The first event comes after the second, as one that was not told yet.
    put({ ...created, message_id: `${String(created['message_id'])}:late` });
    const gone = new ObjectId().toHexString();
    put({ ...created, booking_id: gone, message_id: `booking.created:${gone}:1` });
    put({ ...created, rev: 77, message_id: `booking.created:${booking}:77` });
    broker.put(notifyOne, {
      type: 'booking_created',
      booking_id: gone,
      slot_id: null,
      rev: 1,
      initiated_by: created['initiated_by'],
      ts: 1,
      recipient: { user_id: olga.userId, role: 'admin' },
      event_id: created['event_id'],
      message_id: 'notify:of what is gone',
      trace_id: 'trace',
      schema_version: 1,
    });
    expect(await dead()).toEqual([]);
    broker.put(notifySource, '{ "half": ');
    broker.put(notifySource, { ...created, schema_version: 2 });
    broker.put(notifyOne, { type: 'booking_invented' });
    await waitFor('what fits no schema to be set aside', async () => (await dead()).length === 3);

    await stage().ask('system', 'POST', `/api/bookings/${booking}/cancel`, {});
    for (const person of [olga, pavel, sergei]) await hears(person, /is cancelled[^]*👤 Rita/);
    await stage().untilQuiet();
    for (const person of [olga, pavel, sergei]) expect(await heard(person, '👤 Rita')).toBe(3);
    const misfit = 'it does not fit its schema';
    expect(await dead()).toEqual([
      [notifyOne, misfit],
      [notifySource, misfit],
      [notifySource, misfit],
    ]);
  });

  test('an interviewer who hears late that a booking left them hears it all the same, whatever became of it since', async () => {
    const { house, pavel, sergei } = stage();
    const ilya = await stage().staff('Ilya', 'specialist');
    const { slots } = await stage().event(moscow(10, '14:00'), moscow(10, '16:00'));
    const [first = '', second = ''] = slots;
    await house.db
      .collection('interview_slots')
      .updateOne({ _id: new ObjectId(second) }, { $set: { specialist_id: new ObjectId(ilya.userId) } });
    const booking = await stage().booked(await stage().candidate('Gala'), first);
    await hears(sergei, '👤 Gala');
    await slow(stage(), sergei);
    await stage().ask('system', 'POST', `/api/bookings/${booking}/move`, { slot_id: second });
    await hears(ilya, /is moved[^]*👤 Gala/);
    await stage().ask('admin', 'POST', `/api/bookings/${booking}/cancel`, {});
    await hears(pavel, /is cancelled[^]*👤 Gala/);
    await house.sandbox.sandbox.clearFaults();
    const late = await hears(sergei, /is cancelled[^]*👤 Gala/);
    expect(late.text).toContain('14:00');
    expect(late.text).not.toContain('16:00');
    await stage().untilQuiet();
    expect([await heard(sergei, '👤 Gala'), await heard(ilya, '👤 Gala')]).toEqual([2, 2]);
  });

  test('who blocked the bot, never opened it or ended their subscription keeps nobody else from hearing', async () => {
    const { house, olga, pavel, pushes } = stage();
    const { slots } = await stage().event(moscow(9, '14:00'));
    const users = house.db.collection('users');
    // An interviewer whose account the bot has never met.
    const ghost = new ObjectId();
    const pavelsRow = await users.findOne({ telegram_id: pavel.id });
    await users.insertOne({ ...pavelsRow, _id: ghost, telegram_id: 999_999_999_999, roles: ['specialist'] });
    await house.db
      .collection('interview_slots')
      .updateOne({ _id: new ObjectId(slots[0]) }, { $set: { specialist_id: ghost } });
    const zina = await stage().guest('Zina');
    await pavel.blocks();
    pushes.answer = { status: 410 };
    try {
      const booking = await stage().booked(zina, slots[0] ?? '');
      await hears(olga, '👤 Zina');
      const row = (user: ObjectId) => {
        const blocked = { user_id: user, state: 'blocked', _id: { $regex: booking } as never };
        const find = async () => (await house.db.collection('deliveries').findOne(blocked)) ?? undefined;
        return waitFor('the ledger to have it', find);
      };
      expect(await row(new ObjectId(pavel.userId))).toMatchObject({ finished: false });
      expect(await row(ghost)).toMatchObject({ detail: expect.stringMatching(/chat not found/i) as string });
      expect(await row(new ObjectId(zina.userId))).toMatchObject({
        channel: 'web_push',
        detail: 'answered 410',
      });
      expect(
        await house.db
          .collection('push_subscriptions')
          .countDocuments({ user_id: new ObjectId(zina.userId) }),
      ).toBe(0);
      // Noted after the ledger's line.
      await waitFor('the booking to say that she could not be told', async () => {
        const found = await stage().bookingOf(zina.userId);
        return found?.['informed'] === false;
      });
      expect(await users.findOne({ telegram_id: pavel.id })).toMatchObject({ reachable: 'blocked' });
      expect(await users.findOne({ _id: ghost })).toMatchObject({
        reachable: pavelsRow?.['reachable'] as string,
      });
      await stage().untilQuiet();
      expect(await heard(pavel, '👤 Zina')).toBe(0);
    } finally {
      pushes.answer = { status: 201 };
      await pavel.unblocks();
      await users.deleteOne({ _id: ghost });
    }
    await stage().booked(await stage().candidate('Rada'), slots[0] ?? '');
    await hears(pavel, '👤 Rada');
    await waitFor('pavel to be reachable again', async () => {
      const found = await users.findOne({ telegram_id: pavel.id });
      return found?.['reachable'] === 'yes';
    });
  });
}
