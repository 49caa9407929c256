import { ApplicationFailure } from '@temporalio/common';
import { ObjectId } from 'mongodb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { deliver } from '../../../activities/messaging/deliver.ts';
import { createDeliveries } from '../../../adapters/mongo/messages/deliveries.ts';
import { bookingId, type SlotId } from '../../../core/shared/ids.ts';
import { waitFor } from '../../support/wait.ts';
import { firstSlotAt, type House, hex, openHouse } from './house.ts';

let house: House;
let slot: SlotId;
beforeEach(async () => {
  house = await openHouse();
  slot = await house.slot(0);
});
afterEach(() => house.close());

type Ann = Awaited<ReturnType<House['candidate']>>;
const reminder = () => ({ kind: 'reminder', slot_id: slot, number: 'Z-1', can_move: true }) as const;
const order = (who: Ann, key: string) => house.sending(who, reminder(), key);
const got = async (who: Ann) => (await who.chat().messages()).filter((one) => one.from?.is_bot).length;
const failed = (work: Promise<unknown>) =>
  work.then(
    () => {
      throw new Error('it succeeded');
    },
    (error: unknown) => {
      if (error instanceof ApplicationFailure) return error;
      throw error;
    },
  );

test('the same key is the same message, however often it is asked for', async () => {
  const ann = await house.candidate();
  expect(await house.say.sendAnchor(order(ann, 'k'))).toEqual({ sent: 'sent' });
  expect(await house.say.sendAnchor(order(ann, 'k'))).toEqual({ sent: 'already' });
  expect(await got(ann)).toBe(1);
  expect(await house.delivery('k')).toMatchObject({
    state: 'sent',
    resent: 0,
    what: 'anchor:reminder',
    user_id: new ObjectId(ann.user_id),
    message_id: (await ann.chat().last()).message_id,
  });
  expect(JSON.stringify(await house.delivery('k'))).not.toContain(String(ann.id));
});

test('two at once with one key send one message', async () => {
  const ann = await house.candidate();
  await Promise.allSettled([house.say.sendAnchor(order(ann, 'k')), house.say.sendAnchor(order(ann, 'k'))]);
  await house.say.sendAnchor(order(ann, 'k'));
  // The second may find the first under way and not know what became of it: that is counted.
  const row = await house.delivery('k');
  expect(await got(ann)).toBeLessThanOrEqual(1 + Number(row?.['resent']));
});

test('what a queue brings twice at once is sent once; a copy waits for whoever is at it, and no longer than for the dead', async () => {
  const ann = await house.candidate();
  const about = { event_id: null, user_id: ann.user_id, chat_id: ann.id, what: 'x', trace_id: null };
  const deps = { ...house.deps, deliveries: createDeliveries(house.db, { oneAtATimeMs: 60_000 }) };
  let calls = 0;
  let answer: (made: { kind: 'ok'; message_id: number }) => void = () => undefined;
  const answered = new Promise<{ kind: 'ok'; message_id: number }>((resolve) => {
    answer = resolve;
  });
  const send = () => {
    calls += 1;
    return answered;
  };
  const message = { key: 'n', about, reachable: 'yes', send } as const;
  const first = deliver(deps, message);
  await waitFor('the first to be at it', () => calls === 1);
  expect(await failed(deliver(deps, message))).toMatchObject({ type: 'DeliveryBusy', nonRetryable: false });
  answer({ kind: 'ok', message_id: 7 });
  expect(await first).toEqual({ sent: 'sent' });
  expect(await deliver(deps, message)).toEqual({ sent: 'already' });
  expect([calls, await house.delivery('n')]).toMatchObject([1, { state: 'sent', resent: 0 }]);

  await deps.deliveries.claim('of the dead', about);
  const left = { ...message, key: 'of the dead' };
  expect(await failed(deliver(deps, left))).toMatchObject({ type: 'DeliveryBusy' });
  const past = { $set: { busy_until: new Date(Date.now() - 1) } };
  await house.collection('deliveries').updateOne({ _id: 'of the dead' }, past);
  expect(await deliver(deps, left)).toEqual({ sent: 'sent' });
  expect(await house.delivery('of the dead')).toMatchObject({ state: 'sent', resent: 1 });
});

test('what is not to be sent any more is not on its way for ever; a call without an answer stays unknown, one that goes on is left alone', async () => {
  const ledger = createDeliveries(house.db, { oneAtATimeMs: 60_000 });
  const about = { event_id: null, user_id: null, chat_id: 1, what: 'x', trace_id: null };
  for (const key of ['waited', 'unanswered', 'at it', 'sent']) await ledger.claim(key, about);
  await ledger.undo('waited');
  await ledger.ended('unanswered');
  await ledger.settle('sent', { state: 'sent', message_id: 7, finished: true });
  for (const key of ['waited', 'unanswered', 'sent', 'never heard of'])
    expect(await ledger.withdraw(key), key).toBe(true);
  expect(await ledger.withdraw('at it')).toBe(false);
  expect(await house.delivery('waited')).toBe(null);
  expect(await house.delivery('unanswered')).toMatchObject({ state: 'unknown', open: 1 });
  expect(await house.delivery('at it')).toMatchObject({ state: 'claimed', open: 1 });
  expect(await house.delivery('sent')).toMatchObject({ state: 'sent', message_id: 7 });
});

test.each(['unknown', 'wait'] as const)(
  'a call that ended as “%s” keeps nobody waiting, however long one may take',
  async (kind) => {
    const ann = await house.candidate();
    const about = { event_id: null, user_id: ann.user_id, chat_id: ann.id, what: 'x', trace_id: null };
    const deps = { ...house.deps, deliveries: createDeliveries(house.db, { oneAtATimeMs: 60_000 }) };
    const made = { unknown: { kind, description: '502' }, wait: { kind, ms: 1, because: 'chat' } }[kind];
    const message = { key: kind, about, reachable: 'yes' } as const;
    await failed(deliver(deps, { ...message, send: async () => made as never }));
    const again = { ...message, send: async () => ({ kind: 'ok', message_id: 7 }) as const };
    expect(await deliver(deps, again)).toEqual({ sent: 'sent' });
  },
);

test.each(['hang_before', 'hang_after', 'half_body', 'drop_before', 'drop_after', 'server_error'] as const)(
  'after %s it is sent once more at most, and counted',
  async (kind) => {
    const ann = await house.candidate();
    const arrives = ['hang_after', 'half_body', 'drop_after'].includes(kind) ? 1 : 0;
    await house.desk.sandbox.fault({ kind, method: 'sendMessage', count: 1 });
    const first = await failed(house.hastily(() => house.say.sendAnchor(order(ann, 'k'))));
    expect(first.nonRetryable).toBe(false);
    expect(await house.say.sendAnchor(order(ann, 'k'))).toEqual({ sent: 'sent' });
    expect(await got(ann)).toBe(1 + arrives);
    expect(await house.delivery('k')).toMatchObject({ state: 'sent', resent: 1 });

    await house.desk.sandbox.fault({ kind, method: 'sendMessage', count: 2 });
    const bob = await house.candidate('Bob');
    const noting = () => house.hastily(() => house.say.sendNote(order(bob, 'k2')));
    await failed(noting());
    expect(await noting()).toEqual({ sent: 'unknown' });
    await house.desk.sandbox.clearFaults();
    expect(await house.say.sendNote(order(bob, 'k2'))).toEqual({ sent: 'unknown' });
    expect(await got(bob)).toBe(2 * arrives);
    expect(await house.delivery('k2')).toMatchObject({ state: 'unknown', resent: 1 });
  },
);

test('a process that died between its note and the call is an unknown outcome too', async () => {
  const ann = await house.candidate();
  const about = { event_id: null, user_id: null, chat_id: ann.id, what: 'x', trace_id: null };
  await house.deps.deliveries.claim('k', about);
  expect(await house.say.sendAnchor(order(ann, 'k'))).toEqual({ sent: 'sent' });
  expect(await house.delivery('k')).toMatchObject({ resent: 1 });
  await house.deps.deliveries.claim('k2', about);
  await house.deps.deliveries.begin('k2', 1);
  expect(await house.say.sendAnchor(order(ann, 'k2'))).toEqual({ sent: 'unknown' });
  expect(await got(ann)).toBe(1);
});

test('a process that died right after sending leaves an anchor all the same', async () => {
  const ann = await house.candidate();
  await house.say.sendNote(order(ann, 'k'));
  await house.collection('deliveries').updateOne({ _id: 'k' }, { $set: { finished: false } });
  expect(await house.anchor(ann)).toBeNull();
  expect(await house.say.sendAnchor(order(ann, 'k'))).toEqual({ sent: 'already' });
  expect(await house.anchor(ann)).toMatchObject({
    message_id: (await ann.chat().last()).message_id,
    hash: null,
  });
  expect(await got(ann)).toBe(1);
});

test('a pause of Telegram is a durable wait and none of the tries', async () => {
  const ann = await house.candidate();
  for (let times = 0; times < 4; times += 1) {
    await house.desk.sandbox.fault({
      kind: 'too_many_requests',
      method: 'sendMessage',
      retry_after: 9,
      count: 1,
    });
    const failure = await failed(house.say.sendAnchor(order(ann, 'k')));
    expect(failure).toMatchObject({ type: 'TelegramWait', nextRetryDelay: 9_000, nonRetryable: false });
    await house.rested(ann);
  }
  expect(await house.say.sendAnchor(order(ann, 'k'))).toEqual({ sent: 'sent' });
  expect(await house.delivery('k')).toMatchObject({ state: 'sent', resent: 0 });
  expect(await got(ann)).toBe(1);
});

test('who blocked the bot is noted as unreachable, and as reachable by the next message that arrives', async () => {
  const ann = await house.candidate();
  await ann.blocks();
  expect(await house.say.sendAnchor(order(ann, 'k'))).toEqual({ sent: 'unreachable' });
  expect(await house.user(ann)).toMatchObject({ reachable: 'blocked' });
  expect(await house.delivery('k')).toMatchObject({ state: 'blocked', open: 1 });
  expect(await house.say.sendAnchor(order(ann, 'k'))).toEqual({ sent: 'unreachable' });
  await ann.unblocks();
  expect(await house.say.sendAnchor(order(ann, 'k2'))).toEqual({ sent: 'sent' });
  expect(await house.user(ann)).toMatchObject({ reachable: 'yes' });
});

test('what Telegram does not want is not tried again; a wrong token is', async () => {
  const ann = await house.candidate();
  await house.desk.sandbox.fault({
    kind: 'server_error',
    code: 400,
    description: `Bad Request: can't parse entities: Unsupported start tag "secret"`,
    method: 'sendMessage',
    count: 1,
  });
  const failure = await failed(house.say.sendAnchor(order(ann, 'k')));
  expect(failure.nonRetryable).toBe(true);
  expect(failure.message).not.toContain('secret');
  expect(await house.delivery('k')).toMatchObject({ state: 'failed', open: 0 });
  await house.desk.sandbox.fault({ kind: 'unauthorized', method: 'sendMessage', count: 1 });
  expect((await failed(house.say.sendAnchor(order(ann, 'k')))).nonRetryable).toBe(false);
  expect(await house.say.sendAnchor(order(ann, 'k'))).toEqual({ sent: 'sent' });
  expect(await got(ann)).toBe(1);
});

test('a note leaves the anchor where it is', async () => {
  const ann = await house.candidate();
  await house.say.sendAnchor(order(ann, 'k'));
  const before = await house.anchor(ann);
  await house.say.sendNote(house.sending(ann, { kind: 'unbooked' }, 'n'));
  expect(await house.anchor(ann)).toEqual(before);
  expect(await got(ann)).toBe(2);
});

test('the booked time comes as a calendar file that replaces the one before', async () => {
  const ann = await house.candidate();
  const ask = { event_id: house.event_id, user_id: ann.user_id, trace_id: 't' };
  expect(await house.say.sendCalendar({ ...ask, key: 'c0' })).toEqual({ sent: 'nothing_booked' });
  const booking = bookingId(hex());
  await house.collection('bookings').insertOne({
    _id: new ObjectId(booking),
    event_id: new ObjectId(house.event_id),
    user_id: new ObjectId(ann.user_id),
    slot_id: new ObjectId(slot),
    active: true,
    status: 'booked',
    rev: 4,
    number: 'Z-1',
    updated_at: new Date(firstSlotAt - 5_000_000),
  });
  expect(await house.say.sendCalendar({ ...ask, key: 'c' })).toEqual({ sent: 'sent' });
  expect(await house.say.sendCalendar({ ...ask, key: 'c' })).toEqual({ sent: 'already' });
  const { document } = await ann.chat().last();
  const file = await house.desk.call('getFile' as never, { file_id: document?.file_id } as never, {
    lane: 'person',
    timeoutMs: 5_000,
  });
  if (file.kind !== 'ok') throw new Error(file.kind);
  const { file_path } = file.result as unknown as { file_path: string };
  const content = await (
    await fetch(`${house.desk.url}/file/bot4200000001:this-token-opens-the-sandbox-only/${file_path}`)
  ).text();
  expect(content).toContain(`UID:${booking}`);
  expect(content).toContain('SEQUENCE:4');
  expect(content).toContain('DTSTART:20261126T080000Z');
  expect(await got(ann)).toBe(1);
});

test('a request is answered by one message, known by its key', async () => {
  const ann = await house.candidate();
  const hello = { text: 'Hello', keyboard: [] };
  expect(await house.requests.send(ann.id, hello, 'r')).toBe('sent');
  expect(await house.requests.send(ann.id, hello, 'r')).toBe('already');
  const { message_id } = await ann.chat().last();
  expect(await house.requests.edit(ann.id, message_id, { text: 'Bye', keyboard: [] })).toBe('edited');
  expect(await house.requests.edit(ann.id, message_id + 50, hello)).toBe('gone');
  expect(await got(ann)).toBe(1);
  await ann.blocks();
  expect(await house.requests.send(ann.id, hello, 'r2')).toBe('unreachable');
  expect(await house.user(ann)).toMatchObject({ reachable: 'blocked' });
});

test('neither ledger nor log holds a text', async () => {
  const ann = await house.candidate('Zarathustra');
  for (const kind of ['server_error', 'hang_after', 'blocked', 'too_many_requests'] as const) {
    await house.desk.sandbox.fault({ kind, count: 1, method: 'sendMessage', retry_after: 1 });
    await house.hastily(() => house.say.sendAnchor(order(ann, kind))).catch(() => undefined);
  }
  const rows = JSON.stringify(await house.collection('deliveries').find().toArray());
  for (const word of ['Passport', 'Autumn', 'Lenina', 'opens-the-sandbox', 'Zarathustra'])
    expect(rows + house.desk.logged()).not.toContain(word);
});

test('whether somebody heard of what staff did to their booking stands in the booking; their own doing says nothing', async () => {
  const [ann, bob] = [await house.candidate('Ann'), await house.candidate('Bob')];
  await bob.blocks();
  const informed = async (who: Ann) =>
    (await house.collection('bookings').findOne({ user_id: new ObjectId(who.user_id) }))?.['informed'];
  for (const who of [ann, bob])
    await house.collection('bookings').insertOne({
      _id: new ObjectId(),
      event_id: new ObjectId(house.event_id),
      user_id: new ObjectId(who.user_id),
      informed: null,
    });
  const key = (who: Ann, what: string) => `${house.event_id}:${who.user_id}:${what}`;
  const told = (who: Ann, by: 'admin' | 'candidate', what: string) =>
    house.say.sendAnchor(house.sending(who, { kind: 'cancelled', by }, key(who, what)));
  await told(ann, 'candidate', 'command:1');
  await told(ann, 'admin', 'command:2');
  expect(await informed(ann)).toBeNull();
  await house.rested(ann);
  await told(ann, 'admin', 'told:3');
  expect(await informed(ann)).toBe(true);
  await told(bob, 'admin', 'told:3');
  expect(await informed(bob)).toBe(false);
  // Nor does somebody who cannot be reached know of a question.
  const carl = await house.candidate('Carl');
  await house.collection('bookings').insertOne({
    _id: new ObjectId(),
    event_id: new ObjectId(house.event_id),
    user_id: new ObjectId(carl.user_id),
    informed: null,
  });
  await carl.blocks();
  const question = { kind: 'proposal', slot_id: slot, times: [slot] } as const;
  await house.say.sendAnchor(house.sending(carl, question, key(carl, 'asked:4')));
  expect(await informed(carl)).toBe(false);
});

const changed = () => ({ kind: 'cancelled', by: 'admin' }) as const;

async function settle(event_type: string, row: object) {
  const [company_id, ad] = [`company of ${house.event_id}`, new ObjectId()];
  await house.collection('events').updateOne({ _id: new ObjectId(house.event_id) }, { $set: { company_id } });
  await house.collection('ad_templates').insertOne({
    _id: ad,
    company_id,
    name: 'Sale',
    content_tg: '<b>Open day</b> on Saturday',
    content_html: null,
    active: true,
    valid_until: null,
    rev: 1,
  });
  const cell = { event_type, recipient_role: 'client', channel: 'all', enabled: true };
  const all = { _id: new ObjectId(), company_id, ad_template_id: ad, ...cell, ...row };
  await house.collection('notification_settings').insertOne(all);
  return ad;
}

test('the advertisement of a setting stands under a candidate’s message; one that ends later changes no message that stands', async () => {
  const ad = await settle('booking_reminder', {});
  const ann = await house.candidate();
  await house.say.sendAnchor(order(ann, 'k'));
  expect((await ann.chat().last()).text).toMatch(/Z-1[^]*\n\nOpen day on Saturday$/);
  const before = await house.anchor(ann);
  await house.collection('ad_templates').updateOne({ _id: ad }, { $set: { active: false } });
  await house.say.show(house.showing(ann, reminder()));
  expect((await ann.chat().last()).text).toContain('Open day');
  expect(await house.anchor(ann)).toEqual(before);
  // What has something else to tell is shown as things are now.
  await house.say.show(house.showing(ann, { ...reminder(), reply: 'coming' }));
  expect((await ann.chat().last()).text).not.toContain('Open day');
});

test('a change that is switched off for candidates is no new message, and the one that stands is true', async () => {
  await settle('booking_cancelled', { enabled: false, ad_template_id: null });
  const ann = await house.candidate();
  await house.say.sendAnchor(order(ann, 'k'));
  await house.rested(ann);
  const cancelled = house.sending(ann, changed(), 'k2');
  expect(await house.say.sendAnchor(cancelled)).toEqual({ sent: 'switched_off' });
  expect(await got(ann)).toBe(1);
  expect((await ann.chat().last()).text).toContain('cancelled');
  expect(await house.delivery('k2')).toBeNull();
  // Who has no message that could be edited is told all the same.
  const bob = await house.candidate('Bob');
  expect(await house.say.sendAnchor(house.sending(bob, changed(), 'k3'))).toEqual({ sent: 'sent' });
});

test('staff see that it was switched off, not that it failed; what somebody asks for comes all the same, and the anchor stays true', async () => {
  await settle('booking_cancelled', { enabled: false, ad_template_id: null });
  const ann = await house.candidate();
  const booking = {
    _id: new ObjectId(),
    event_id: new ObjectId(house.event_id),
    user_id: new ObjectId(ann.user_id),
  };
  await house.collection('bookings').insertOne({ ...booking, informed: null });
  const informed = async () =>
    (await house.collection('bookings').findOne({ _id: booking._id }))?.['informed'];
  const told = (what: string) =>
    house.say.sendAnchor(house.sending(ann, changed(), `${house.event_id}:${ann.user_id}:${what}`));
  await house.say.sendAnchor(order(ann, 'k'));
  await house.rested(ann);
  expect(await told('asked:1')).toEqual({ sent: 'switched_off' });
  expect(await informed()).toBe('switched_off');
  const silent = await house.anchor(ann);
  expect(await told('command:2')).toEqual({ sent: 'sent' });
  expect(await informed()).toBe('switched_off');
  await house.rested(ann);
  expect(await told('resend:3')).toEqual({ sent: 'sent' });
  expect(await informed()).toBe(true);
  expect(await got(ann)).toBe(3);
  expect((await house.anchor(ann))?.['message_id']).not.toBe(silent?.['message_id']);
  expect((await house.anchor(ann))?.['message_id']).toBe((await ann.chat().last()).message_id);
});

test('in quiet hours a change is told at once, without the advertisement', async () => {
  await settle('booking_cancelled', {});
  const company = `company of ${house.event_id}`;
  const quiet_hours = { from: '00:00', to: '23:59' };
  await house.collection('settings').insertOne({ _id: `company:${company}`, quiet_hours });
  const ann = await house.candidate();
  const key = (what: string) => `${house.event_id}:${ann.user_id}:${what}`;
  expect(await house.say.sendAnchor(house.sending(ann, changed(), key('asked:1')))).toEqual({ sent: 'sent' });
  const { text } = await ann.chat().last();
  expect(text).toContain('cancelled');
  expect(text).not.toContain('Open day');
  await house
    .collection('settings')
    .updateOne({ _id: `company:${company}` }, { $set: { quiet_hours: null } });
  await house.rested(ann);
  await house.say.sendAnchor(house.sending(ann, changed(), key('asked:2')));
  expect((await ann.chat().last()).text).toContain('Open day');
});
