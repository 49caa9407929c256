import { expect, test } from 'vitest';
import { delayQueueOf, notifyOne, retryAfterMs } from '../../../../contracts/events/topology.ts';
import { moscow } from '../../../support/house.ts';
import { waitFor } from '../../../support/wait.ts';
import { heard, hears, slow } from '../hearing.ts';
import type { Stage } from '../stage.ts';

type Setting = { readonly setting_id: string };
const settings = '/api/notification-settings';
const waiting = delayQueueOf(notifyOne, retryAfterMs[0] ?? 0);

/** What stands between a change and whoever hears of it. */
export function queued(stage: () => Stage): void {
  const standing = (queue: string) =>
    waitFor(`a message in ${queue}`, async () => (await stage().broker.waitingIn(queue)) > 0);

  test('booked by the API: an event on the broker, a message in the queue while Telegram is slow, then in the chat, once', async () => {
    const { broker, house, olga, pavel } = stage();
    const { slots } = await stage().event(moscow(7, '14:00'));
    await slow(stage(), olga);
    const booking = await stage().booked(await stage().candidate('Lida'), slots[0] ?? '');
    const event = await waitFor('the event', () =>
      broker.heard.find((one) => one.event_type === 'booking.created' && one.booking_id === booking),
    );
    expect(event).toMatchObject({ initiated_by: { user_id: null, role: 'system', channel: 'api' } });
    await standing(waiting);
    await hears(pavel, '👤 Lida');
    expect(await heard(olga, '👤 Lida')).toBe(0);
    await house.sandbox.sandbox.clearFaults();
    await hears(olga, '👤 Lida');
    await stage().untilQuiet();
    expect(await heard(olga, '👤 Lida')).toBe(1);
  });

  test('a setting made, changed and removed by the API holds at once, for what is queued too', async () => {
    const { house, olga, pavel, sergei } = stage();
    const { slots } = await stage().event(moscow(7, '16:00'));
    const booked = async (name: string) => stage().booked(await stage().candidate(name), slots[0] ?? '');
    await slow(stage(), olga);
    await booked('Mila');
    await hears(pavel, '👤 Mila');
    await standing(waiting);
    const off = { event_type: 'booking_created', recipient_role: 'admin', enabled: false };
    const { setting_id } = await stage().ask<Setting>('admin', 'POST', settings, off);
    await house.sandbox.sandbox.clearFaults();
    await waitFor('the queue to be read', async () => (await stage().broker.waitingIn(waiting)) === 0);
    await booked('Nina');
    await hears(sergei, '👤 Nina');
    await stage().untilQuiet();
    expect(
      await Promise.all([heard(olga, '👤 Mila'), heard(olga, '👤 Nina'), heard(pavel, '👤 Nina')]),
    ).toEqual([0, 0, 0]);
    const underWay = () => house.db.collection('deliveries').countDocuments({ state: 'claimed' });
    await waitFor('nothing to be on its way any more', async () => (await underWay()) === 0);

    const at = `${settings}/${setting_id}`;
    expect(await stage().ask('admin', 'GET', at)).toMatchObject({ enabled: false });
    await stage().ask('admin', 'PATCH', at, { enabled: true });
    await booked('Oksana');
    for (const person of [olga, pavel]) await hears(person, '👤 Oksana');
    await stage().ask('admin', 'PATCH', at, { enabled: false });
    await stage().ask('admin', 'DELETE', at);
    await booked('Polina');
    for (const person of [olga, pavel]) await hears(person, '👤 Polina');
  });
}
