import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { broadcastOf, buried, command, texts } from '../../support/announcing.ts';
import { House, moscow } from '../../support/house.ts';
import { labels, patient, slotLabels } from '../../support/journey.ts';
import { programEnv } from '../../support/program-env.ts';
import { waitFor } from '../../support/wait.ts';

const zapis = fileURLToPath(new URL('../../../dist/cli/main.js', import.meta.url));

let house: House;
let event: string;
let channel: number;
const board = () => house.sandbox.sandbox.chat(channel);
const posted = (text: string) =>
  waitFor(`"${text}" to be settled`, async () => {
    const row = await broadcastOf(house, text);
    return row?.['status'] === 'posted' || row?.['status'] === 'failed' ? row : undefined;
  });
const full = (text: string, more: object = {}) => ({
  action: 'post_broadcast',
  message_text: text,
  broadcast_id: text.replaceAll(/\W/g, '-').slice(0, 60),
  event_id: event,
  ...more,
});

beforeAll(async () => {
  house = await House.open('announcement', { apart: true, env: { DEFAULT_CHAT: '@zapis_board' } });
  event = (await house.event({ starts: [moscow(2, '14:00'), moscow(3, '14:00')] })).id;
  channel = await house.sandbox.sandbox.newChat({
    kind: 'channel',
    title: 'Interviews',
    username: 'zapis_board',
    bots: [{ bot: 'zapis_bot' }],
  });
});
afterAll(() => house.close());

describe('FR1: an announcement is sent on a command, and only then', () => {
  test('a command of the seed’s two fields, twice: the channel shows it once; its button leads to the slots of the only open event', async () => {
    expect(await board().messages()).toEqual([]);
    const text = 'Sign up <b>now</b> & be "quick"!';
    const seed = { action: 'post_broadcast', message_text: text };
    await command(house, seed, seed);
    expect(await posted(text)).toMatchObject({ status: 'posted', chat_id: '@zapis_board' });
    const [message, ...more] = texts(await board().messages(), text);
    expect(more).toEqual([]);
    expect(message && labels(message)).toEqual([['Записаться']]);

    const anna = await house.person('Anna');
    await house.sandbox.sandbox.member(channel, { person: anna.id, status: 'member' });
    const tap = await anna.tap('Записаться', { chat: channel });
    await anna.opens(tap.url ?? '');
    const slots = await anna.chat().waitForText('Please choose a time', patient);
    expect(slotLabels(slots)).toHaveLength(2);
    expect(texts(await board().messages(), text)).toEqual([message]);
  });

  test('a full command again and again is one message, with the buttons it brings, in the chat it names', async () => {
    const other = await house.sandbox.sandbox.newChat({
      kind: 'supergroup',
      title: 'Students',
      bots: [{ bot: 'zapis_bot' }],
    });
    const text = 'Full command';
    const buttons = [
      { text: 'Read more', url: 'https://example.org/jobs' },
      { text: 'Join us', sign_up: true },
    ];
    const body = full(text, { target: other, buttons });
    await command(house, body, body);
    expect(await posted(text)).toMatchObject({ status: 'posted', chat_id: other });
    await command(house, body);
    // What was sent after it was read after it.
    await command(house, full('the last of these'));
    await posted('the last of these');
    const shown = texts(await house.sandbox.sandbox.chat(other).messages(), text);
    expect(shown.map(labels)).toEqual([[['Read more'], ['Join us']]]);
  });

  test('without a target it goes to the event’s own channel', async () => {
    const own = await house.sandbox.sandbox.newChat({
      kind: 'channel',
      title: 'Own',
      username: 'own_board',
      bots: [{ bot: 'zapis_bot' }],
    });
    await house.db
      .collection('events')
      .updateOne({ _id: new ObjectId(event) }, { $set: { channel_chat_id: '@own_board' } });
    await command(house, full('To its own channel'));
    expect(await posted('To its own channel')).toMatchObject({ status: 'posted', chat_id: '@own_board' });
    expect(texts(await house.sandbox.sandbox.chat(own).messages(), 'To its own channel')).toHaveLength(1);
    await house.db
      .collection('events')
      .updateOne({ _id: new ObjectId(event) }, { $set: { channel_chat_id: null } });
  });

  test('in a private chat Sign Up edits that very message, all the way to the booking', async () => {
    const boris = await house.person('Boris');
    await boris.sends('/help');
    await boris.chat().waitForText('Commands', patient);
    await command(house, full('For Boris alone', { target: boris.id }));
    const invitation = await boris.chat().waitForText('For Boris alone', patient);
    await boris.tap('Sign Up');
    const slots = await boris.chat().waitForText('Please choose a time', patient);
    await boris.tap(slotLabels(slots)[0] ?? '');
    await boris.chat().waitForText('The seat is held', patient);
    await boris.tap('Confirm');
    const booked = await boris.chat().waitForText('Your interview is booked', patient);
    expect([slots.message_id, booked.message_id]).toEqual([invitation.message_id, invitation.message_id]);
  });
});

describe('what cannot be posted says why', () => {
  test('a malformed command is buried with the reason; nothing is posted', async () => {
    await command(house, { action: 'post_broadcast', message_text: 'x'.repeat(4_097) });
    await waitFor('the dead command', async () => (await buried(house))?.includes('message_text'));
    await command(house, '{"action":');
    await waitFor('the other', async () => (await buried(house))?.includes('not a broadcast command'));
  });

  test('a channel the bot is not in, a stranger, somebody after /stop', async () => {
    const foreign = await house.sandbox.sandbox.newChat({ kind: 'channel', title: 'Foreign' });
    await command(house, full('Foreign channel', { target: foreign }));
    expect(await posted('Foreign channel')).toMatchObject({
      status: 'failed',
      reason: expect.stringMatching(/^the bot may not write there: /) as string,
    });
    const stranger = await house.person('Stranger', { allowed: false });
    await command(house, full('For a stranger', { target: stranger.id }));
    expect(await posted('For a stranger')).toMatchObject({ status: 'failed', message_id: null });
    const quiet = await house.person('Quiet');
    await quiet.sends('/stop');
    await quiet.chat().waitForText('no more announcements', patient);
    await command(house, full('For the quiet', { target: quiet.id }));
    expect(await posted('For the quiet')).toMatchObject({ status: 'failed' });
    const nowhere = full('No such event', { event_id: 'f'.repeat(24) });
    await command(house, nowhere);
    expect(await posted('No such event')).toMatchObject({ reason: 'there is no such event' });
  });
});

describe('in bad weather', () => {
  test('a 429 is waited out; then it is posted once', async () => {
    await house.sandbox.sandbox.fault({
      kind: 'too_many_requests',
      method: 'sendMessage',
      chat: channel,
      count: 1,
      retry_after: 2,
    });
    await command(house, full('After the pause', { target: channel }));
    expect(await posted('After the pause')).toMatchObject({ status: 'posted' });
    expect(texts(await board().messages(), 'After the pause')).toHaveLength(1);
    const calls = await house.sandbox.sandbox.calls('sendMessage');
    expect(calls.filter((call) => call.status === 429)).toHaveLength(1);
  });

  test('a worker killed between claim and answer: at most once more, and counted', async () => {
    await house.sandbox.sandbox.fault({
      kind: 'hang_after',
      method: 'sendMessage',
      chat: channel,
      count: 1,
    });
    await command(house, full('Killed on the way', { target: channel }));
    await waitFor('the first call', async () => texts(await board().messages(), 'Killed on the way')[0]);
    const [worker] = house.roles;
    worker?.signal('SIGKILL');
    await worker?.ended();
    await house.start(['worker']);
    const row = await waitFor(
      'the end of it',
      async () => {
        const found = await broadcastOf(house, 'Killed on the way');
        return found?.['status'] === 'posted' ? found : undefined;
      },
      120_000,
    );
    const deliveries = house.db.collection<{ _id: string }>('deliveries');
    const delivery = await deliveries.findOne({ _id: `broadcast:${row._id.toHexString()}` });
    expect(delivery).toMatchObject({ state: 'sent', resent: 1 });
    expect(texts(await board().messages(), 'Killed on the way')).toHaveLength(2);
  });
});

test('several open events: a command that names none leads to the choice', async () => {
  const other = (await house.event({ starts: [moscow(4, '14:00')], title: 'Frontend interview' })).id;
  const vera = await house.person('Vera');
  await vera.sends('/help');
  await vera.chat().waitForText('Commands', patient);
  const seed = { action: 'post_broadcast', message_text: 'Any of them' };
  await command(house, seed, { ...seed, target: vera.id, broadcast_id: 'any-for-vera' });
  await posted('Any of them');
  await board().waitForText('Any of them', patient);
  await vera.chat().waitForText('Any of them', patient);
  const tap = await house.sandbox.sandbox
    .member(channel, { person: vera.id, status: 'member' })
    .then(() => vera.tap('Записаться', { chat: channel }));
  await vera.opens(tap.url ?? '');
  const welcome = await vera.chat().waitForText('Here you can book a time', patient);
  expect(labels(welcome).flat().toSorted()).toEqual(['Backend interview', 'Frontend interview']);
  const invitation = (await vera.chat().messages()).find((one) => one.text === 'Any of them');
  await vera.tap('Sign Up', { message_id: invitation?.message_id ?? 0 });
  const choice = await vera.chat().waitForText('Which interview’s free times', patient);
  expect(choice.message_id).toBe(invitation?.message_id);
  await vera.tap('Frontend interview', { message_id: choice.message_id });
  const slots = await vera.chat().waitForText('Please choose a time', patient);
  expect(slots.message_id).toBe(choice.message_id);
  expect(slots.text).toContain('Frontend interview');
  await house.db.collection('events').updateOne({ _id: new ObjectId(other) }, { $set: { status: 'closed' } });
});

test('zapis announce publishes such a command, and refuses what could not be posted', async () => {
  const announce = (...argv: string[]) =>
    spawnSync(process.execPath, [zapis, 'announce', ...argv], {
      env: { ...programEnv, ...house.env },
      timeout: 60_000,
    });
  const made = announce('--event', event, '--to', '@zapis_board', '--text', 'From the terminal');
  expect([made.status, made.stderr.toString()]).toEqual([0, '']);
  expect(await posted('From the terminal')).toMatchObject({ status: 'posted' });
  const wrong = announce('--event', event, '--to', 'nowhere', '--text', ' ');
  expect(wrong.status).toBe(2);
  const none = announce('--event', 'f'.repeat(24), '--text', 'x');
  expect([none.status, none.stderr.toString()]).toEqual([2, expect.stringContaining('there is no event')]);
  const faulty = announce('--event', event, '--to', 'nowhere', '--text', 'x');
  expect(faulty.stderr.toString()).toContain('--to: must be');
});
