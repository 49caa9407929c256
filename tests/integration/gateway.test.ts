import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bookingButton, eventPayload, invitePayload, startLink } from '../../contracts/callback-data.ts';
import type { Press } from '../../core/booking/press.ts';
import { cancelReasons } from '../../core/booking/words.ts';
import { slotId } from '../../core/shared/ids.ts';
import type { SandboxPerson } from '../../sandbox/driver/index.ts';
import {
  botToken,
  event,
  GatewayUnderTest,
  identity,
  otherEvent,
  userOf,
  webhookSecret,
} from '../support/gateway.ts';
import { waitFor } from '../support/wait.ts';

const slot = slotId('00000000000000000000abcd');
const page = (n: number): Press => ({ kind: 'page', page: n });
const pagesOf = (taps: readonly { tap: { press: Press } }[]) =>
  taps.map(({ tap }) => (tap.press.kind === 'page' ? tap.press.page : -1));

describe.each(['polling', 'webhook'] as const)('by %s', (mode) => {
  const gateway = new GatewayUnderTest();
  beforeAll(() => gateway.start(mode));
  afterAll(() => gateway.stop());

  const tap = (person: SandboxPerson, press: Press, menu?: string) =>
    person.forges(bookingButton(event, press, menu));
  const kinds = async (person: SandboxPerson, count: number) =>
    (await gateway.requestsOf(person, (all) => all.length >= count)).map(({ request }) => request.kind);

  test('a tap starts the person’s workflow and reaches it once, with what it needs to answer', async () => {
    const person = await gateway.person();
    // A menu that no id in a log line can contain: those are hexadecimal.
    await tap(person, { kind: 'choose', slot_id: slot }, 'xyz');
    const [signal] = await gateway.untilSignals(person, 1);
    expect(signal).toMatchObject({
      name: 'slotSelected',
      tap: { v: 1, menu: 'xyz', press: { kind: 'choose', slot_id: slot } },
    });
    expect(signal?.tap.query_id).toMatch(/^\d+$/);
    expect(signal?.tap.message_id).toBeGreaterThan(0);
    const handle = gateway.temporal.client.workflow.getHandle(`booking:${event}:${userOf(person.id)}`);
    const description = await handle.describe();
    expect(description).toMatchObject({ type: 'bookingWorkflow', taskQueue: 'booking' });
    expect(description.typedSearchAttributes.getAll()[0]?.value).toBe('choosing');
    expect(JSON.stringify(gateway.lines)).not.toMatch(/Ann|xyz/);
  });

  test('an update that Telegram repeats is handed over once', async () => {
    const person = await gateway.person();
    await gateway.telegram.sandbox.fault({ kind: 'duplicate_update', method: 'callback_query', count: 1 });
    await tap(person, page(1));
    await tap(person, page(2));
    expect(pagesOf(await gateway.untilSignals(person, 2))).toEqual([1, 2]);
    await waitFor('the repetition', () => gateway.fates('repeated').length > 0 || undefined);
    expect(await gateway.signals(person.id)).toHaveLength(2);
  });

  test('strangers are refused alike for a command, a tap, a text and an invite that is none', async () => {
    const person = await gateway.person('stranger');
    await person.sends('/slots');
    await tap(person, { kind: 'sign_up' });
    await person.sends('let me in');
    await person.opens(startLink('zapis_test_bot', eventPayload(event)));
    expect(await kinds(person, 5)).toEqual(['denied', 'denied', 'denied', 'denied', 'denied']);
    const [, , tapped] = await gateway.requestsOf(person, () => true);
    expect(tapped).toMatchObject({ user_id: null, query_id: expect.any(String) as string });
    expect(tapped).not.toHaveProperty('message_id');
    expect(await gateway.signals(person.id)).toEqual([]);
  });

  test('an invite is handed over by the hash of its token, and guessing ends after five', async () => {
    const person = await gateway.person('stranger');
    const token = 'abcdefghijklmnop';
    await person.opens(startLink('zapis_test_bot', invitePayload(token)));
    const [, invited] = await gateway.requestsOf(person, (all) => all.length === 2);
    const token_hash = createHash('sha256').update(token).digest('hex');
    expect(invited?.request).toEqual({ kind: 'invite', token_hash });
    for (let guess = 0; guess < 5; guess += 1)
      await person.opens(startLink('zapis_test_bot', invitePayload(`guess-number-000${guess}`)));
    expect((await kinds(person, 7)).slice(2)).toEqual(['invite', 'invite', 'invite', 'invite', 'denied']);
    expect(JSON.stringify(gateway.lines)).not.toContain(token);
  });

  test('a command acts on the only event it can mean, asks which of several, and says when there is none', async () => {
    const booked = await gateway.person({ events: [{ event_id: event, open: false, active_booking: true }] });
    for (const command of ['/mybooking', '/reschedule', '/cancel', '/calendar']) await booked.sends(command);
    await booked.opens(startLink('zapis_test_bot', eventPayload(event)));
    const names = (await gateway.untilSignals(booked, 5)).map(({ name }) => name);
    expect(names).toEqual(['showBooking', 'reschedule', 'cancelAsked', 'calendar', 'signUp']);
    await booked.sends('/slots');
    expect(await kinds(booked, 2)).toEqual(['privacy', 'no_event']);

    const both = [event, otherEvent].map((event_id) => ({ event_id, open: true, active_booking: false }));
    const chooser = await gateway.person({ events: both });
    await chooser.sends('/slots');
    await chooser.sends('/contact');
    await chooser.sends('/reschedule');
    expect(await kinds(chooser, 4)).toEqual(['privacy', 'choose_event', 'choose_event', 'no_event']);
  });

  test('a reason in words is stored before its id is signalled, and never enters a history', async () => {
    const person = await gateway.person({ waits_for_reason: { event_id: event } });
    await person.sends('my own private reason');
    const [signal] = await gateway.untilSignals(person, 1);
    expect(signal).toMatchObject({
      name: 'cancelReason',
      tap: { text_id: 'text-1', press: { kind: 'cancel_reason', code: cancelReasons[4] } },
    });
    expect(gateway.api.texts).toMatchObject([{ telegram_id: person.id, text: 'my own private reason' }]);
    expect(JSON.stringify([signal, gateway.lines])).not.toContain('private reason');
  });

  test('what belongs to nobody’s button is outdated, and nothing worse happens', async () => {
    const person = await gateway.person();
    await person.forges('b1:k:rubbish::');
    await person.forges('💣'.repeat(16));
    expect(await kinds(person, 3)).toEqual(['privacy', 'outdated', 'outdated']);
  });

  test('a tap on an announcement in a group leads into the private chat; what is said there is not for us', async () => {
    const person = await gateway.person();
    const chat = await gateway.telegram.sandbox.newChat({
      kind: 'supergroup',
      title: 'Everybody',
      people: [{ id: person.id }],
      bots: [{ bot: 'zapis_test_bot' }],
    });
    await gateway.say(chat);
    await person.sends('/slots', { chat });
    const tapped = await person.forges(bookingButton(event, { kind: 'sign_up' }), { chat });
    expect((await tapped.answer()).url).toBe(startLink('zapis_test_bot', eventPayload(event)));
    await waitFor(
      'the group’s message',
      () => gateway.fates('ignored').some((line) => line['detail'] === 'said in a group') || undefined,
    );
    expect(await gateway.signals(person.id)).toEqual([]);
  });

  test('who blocks the bot, and who comes back, is told to the admin service', async () => {
    const person = await gateway.person();
    await person.blocks();
    await person.unblocks();
    const told = await waitFor('both', () => {
      const mine = gateway.api.reachabilities.filter((one) => one.telegram_id === person.id);
      return mine.length >= 2 ? mine : undefined;
    });
    expect(told).toMatchObject([{ reachable: 'blocked' }, { reachable: 'yes' }]);
    const stranger = await gateway.person('stranger');
    await stranger.blocks();
    await waitFor(
      'a stranger’s block to be done with',
      () =>
        gateway
          .fates('handed')
          .some((line) => line['telegram_id'] === stranger.id && line['kind'] === 'membership') || undefined,
    );
  });

  test('a tap that nobody answers is told that somebody works on it', async () => {
    const person = await gateway.person();
    const tapped = await tap(person, { kind: 'sign_up' });
    expect(await tapped.answer()).toMatchObject({ text: 'Working on it…', alert: false });
  });

  test('who taps without end is told so once, and what they tap no longer reaches anybody', async () => {
    const person = await gateway.person();
    for (let n = 0; n < 30; n += 1) await tap(person, page(n));
    await waitFor('the flood’s end', () => {
      const mine = gateway.lines.filter(
        (line) => line['telegram_id'] === person.id && line['fate'] !== undefined,
      );
      return mine.length >= 31 || undefined;
    });
    expect(await kinds(person, 2)).toEqual(['privacy', 'too_many']);
    expect((await gateway.signals(person.id)).length).toBeLessThanOrEqual(20);
    expect(gateway.fates('rate_limited').length).toBeGreaterThanOrEqual(9);
    const metrics = await (await fetch(`http://127.0.0.1:${gateway.port}/metrics`)).text();
    expect(metrics).toMatch(/zapis_updates_total\{fate="rate_limited",role="bot"\} \d+/);
  });

  test('of 200 taps of 20 people at once none is lost, none is doubled, and each person’s stay in order', async () => {
    const people: SandboxPerson[] = [];
    for (let n = 0; n < 20; n += 1) people.push(await gateway.person());
    for (let n = 0; n < 10; n += 1) await Promise.all(people.map((person) => tap(person, page(n))));
    for (const person of people)
      expect(pagesOf(await gateway.untilSignals(person, 10))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('without Temporal taps wait in the queue, later ones behind them, and arrive in order', async () => {
    const person = await gateway.person();
    const other = await gateway.person();
    await gateway.temporalWire.cut();
    for (let n = 0; n < 5; n += 1) await tap(person, page(n));
    await tap(other, page(0));
    await waitFor('all of them to be durable', () => gateway.fates('pending').length >= 6 || undefined);
    await gateway.temporalWire.mend();
    expect(pagesOf(await gateway.untilSignals(person, 5))).toEqual([0, 1, 2, 3, 4]);
    expect(await gateway.untilSignals(other, 1)).toHaveLength(1);
    // The way is free again: nothing is queued any more.
    const pending = await waitFor('the direct way', async () => {
      const before = gateway.fates('pending').length;
      // Counted before the tap: one that went the direct way may be there before a count made after it.
      const had = (await gateway.signals(person.id)).length;
      await tap(person, page(9));
      await gateway.untilSignals(person, had + 1);
      return gateway.fates('pending').length === before ? before : undefined;
    });
    expect(pending).toBeGreaterThanOrEqual(6);
  });

  test('with neither Temporal nor RabbitMQ nothing is acknowledged: Telegram keeps it and brings it again', async () => {
    const person = await gateway.person();
    const before = gateway.fates('not_durable').length;
    await Promise.all([gateway.temporalWire.cut(), gateway.rabbitWire.cut()]);
    await tap(person, page(1));
    await waitFor(
      'a refusal to acknowledge',
      () => gateway.fates('not_durable').length > before || undefined,
    );
    await Promise.all([gateway.temporalWire.mend(), gateway.rabbitWire.mend()]);
    expect(pagesOf(await gateway.untilSignals(person, 1))).toEqual([1]);
  });

  test('without the API what needs it waits, its person is told, and others go on', async () => {
    const known = await gateway.person();
    await tap(known, page(0));
    await gateway.untilSignals(known, 1);
    gateway.api.away = true;
    const person = await gateway.telegram.sandbox.person('Bob', { language_code: 'en' });
    await person.sends('/start');
    await person.chat().waitForText('One moment');
    await person.sends('/help');
    await gateway.say(person.id);
    const tapped = await tap(person, page(1));
    expect((await tapped.answer()).text).toContain('One moment');
    // A text may be a reason: only the API knows, so it waits too.
    gateway.api.people.set(known.id, identity(known.id, { waits_for_reason: { event_id: event } }));
    await known.sends('said while nobody listened');
    // Known to the cache: nothing to wait for.
    await tap(known, page(1));
    expect(pagesOf(await gateway.untilSignals(known, 2))).toEqual([0, 1]);

    gateway.api.people.set(person.id, identity(person.id));
    gateway.api.away = false;
    expect(await kinds(person, 2)).toEqual(['welcome', 'help']);
    expect(pagesOf(await gateway.untilSignals(person, 1))).toEqual([1]);
    const said = (await person.chat().messages()).filter((message) => message.text?.includes('One moment'));
    expect(said).toHaveLength(1);
    const [, , reason] = await gateway.untilSignals(known, 3);
    expect(reason?.name).toBe('cancelReason');
    expect(gateway.api.texts.at(-1)).toMatchObject({ text: 'said while nobody listened' });
  });

  test('two gateways side by side lose nothing and double nothing, and one that goes leaves nothing behind', async () => {
    const people = [await gateway.person(), await gateway.person(), await gateway.person()];
    const stopOther = await gateway.startAnother();
    for (let n = 0; n < 6; n += 1) await Promise.all(people.map((person) => tap(person, page(n))));
    await stopOther();
    for (let n = 6; n < 9; n += 1) await Promise.all(people.map((person) => tap(person, page(n))));
    for (const person of people) {
      // Telegram gives the second one what the first is about to acknowledge: both may hand it over, and its number says so.
      const ids = await waitFor('nine taps', async () => {
        const told = new Set((await gateway.signals(person.id)).map((one) => one.tap.update_id));
        return told.size >= 9 ? [...told] : undefined;
      });
      expect(ids).toHaveLength(9);
      expect(ids.toSorted((a, b) => a - b)).toEqual(ids);
    }
  });

  test('without Redis everything goes on', async () => {
    const person = await gateway.person();
    await gateway.redisWire.cut();
    await tap(person, page(1));
    await person.sends('/help');
    expect(pagesOf(await gateway.untilSignals(person, 1))).toEqual([1]);
    expect(await kinds(person, 2)).toEqual(['privacy', 'help']);
    await gateway.redisWire.mend();
  });

  test('what Temporal refuses for good is buried with the reason, its person told, and others go on', async () => {
    const person = await gateway.person();
    const channel = await gateway.broker.createChannel();
    const queue = `${gateway.own}.bot.update.pending`;
    const what = { kind: 'command', command: 'help', payload: null };
    const heavy = keptUpdate(person.id, { language_code: 'x'.repeat(3_000_000), what });
    channel.sendToQueue(queue, Buffer.from(JSON.stringify(heavy)));
    channel.sendToQueue(queue, Buffer.from('rubbish'));
    await person.chat().waitForText('could not be done', { timeoutMs: 60_000 });
    const reasons = await waitFor('the dead updates', async () => {
      if ((await gateway.count('bot.update.pending.dead')) < 2) return undefined;
      const dead = [await channel.get(`${queue}.dead`), await channel.get(`${queue}.dead`)];
      return dead.map((one) => (one ? String(one.properties.headers?.['x-zapis-reason']) : '')).sort();
    });
    expect(reasons).toEqual([
      expect.stringContaining('Temporal: it does not understand a request of ours'),
      'not an update as the gateway keeps them',
    ]);
    await channel.close();
    await tap(person, page(1));
    expect(pagesOf(await gateway.untilSignals(person, 1))).toEqual([1]);
  });

  test('a broadcast command is stored, started once however often it comes, and a malformed one is buried', async () => {
    const channel = await gateway.broker.createChannel();
    const queue = `${gateway.own}.bot.broadcast.command`;
    const body = Buffer.from(JSON.stringify({ action: 'post_broadcast', message_text: 'Sign up!' }));
    const id = createHash('sha256').update(body).digest('hex');
    channel.sendToQueue(queue, body);
    channel.sendToQueue(queue, body);
    // More than twice, when an answer came too late for the gateway.
    await waitFor('both to be stored', () => gateway.api.commands.length >= 2 || undefined);
    expect(new Set(gateway.api.commands.map(({ command_id }) => command_id))).toEqual(new Set([id]));
    const handle = gateway.temporal.client.workflow.getHandle(`broadcast:${id}`);
    const started = await waitFor('the broadcast', () => handle.describe());
    expect(started).toMatchObject({ type: 'broadcastWorkflow', taskQueue: 'bulk' });
    channel.sendToQueue(queue, Buffer.from('{"action":"post_broadcast"}'));
    const dead = await waitFor(
      'the dead command',
      async () => (await channel.get(`${queue}.dead`)) || undefined,
    );
    expect(dead.properties.headers?.['x-zapis-reason']).toContain('message_text');
    await channel.close();
  });

  test('commands are registered in both languages', async () => {
    const shown = async (language_code: string) => {
      const response = await fetch(`${gateway.telegram.url}/bot${botToken}/getMyCommands`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ scope: { type: 'all_private_chats' }, language_code }),
      });
      return ((await response.json()) as { result: { command: string; description: string }[] }).result;
    };
    const [ru, en] = await waitFor('both lists', async () => {
      const lists = [await shown('ru'), await shown('en')];
      return lists.every((list) => list.length > 0) ? lists : undefined;
    });
    expect(ru?.map(({ command }) => command)).toEqual(en?.map(({ command }) => command));
    expect(ru?.[0]?.description).toMatch(/[а-я]/);
    expect(en?.[0]?.description).toMatch(/^[A-Z]/);
  });

  if (mode === 'webhook') {
    test('a crowd does not queue in front of the door: Telegram may bring as many at a time as it can', async () => {
      const response = await fetch(`${gateway.telegram.url}/bot${botToken}/getWebhookInfo`);
      expect(await response.json()).toMatchObject({
        result: { url: expect.stringMatching(/\/tg\/webhook$/) as string, max_connections: 100 },
      });
    });

    test('a call without the secret, or with a wrong one, is refused and hands nothing over', async () => {
      const person = await gateway.person();
      const update = JSON.stringify(callback(person.id, 900_000_001, bookingButton(event, page(1))));
      for (const secret of [undefined, '', 'wrong', `${webhookSecret}x`, `${webhookSecret},x`])
        expect((await gateway.post(update, secret)).status).toBe(401);
      // The same with the secret that is being replaced, so that it was the secret that made the difference.
      expect((await gateway.post(update, 'the-secret-before-that')).status).toBe(200);
      expect(await gateway.untilSignals(person, 1)).toHaveLength(1);
    });

    test('malformed updates are acknowledged and ignored; a body without end is not read', async () => {
      for (const body of ['', 'nonsense', '[]', '{}', '{"update_id":"x"}', '{"update_id":5,"message":7}'])
        expect((await gateway.post(body, webhookSecret)).status).toBe(200);
      const large = JSON.stringify({ update_id: 900_000_002, padding: 'x'.repeat(1_100_000) });
      expect((await gateway.post(large, webhookSecret)).status).toBe(200);
      expect((await gateway.post('x'.repeat(5_000_000), webhookSecret)).status).toBe(413);
    });
  }
});

const keptUpdate = (telegram_id: number, more: object) => ({
  v: 1,
  update_id: 900_000_100,
  trace_id: 'of-the-test',
  telegram_id,
  chat_id: telegram_id,
  chat: 'private',
  language_code: null,
  too_many: false,
  ...more,
});

const callback = (from: number, update_id: number, data: string) => ({
  update_id,
  callback_query: {
    id: String(update_id),
    from: { id: from, is_bot: false, first_name: 'Ann' },
    message: { message_id: 1, date: 1, chat: { id: from, type: 'private' } },
    chat_instance: '1',
    data,
  },
});
