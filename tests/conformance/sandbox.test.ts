import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Sandbox, type StartedSandbox } from '../../sandbox/driver/index.ts';
import { calendar, rawClient, start, token, username } from './support.ts';

let started: StartedSandbox;
beforeEach(async () => {
  started = await start();
});
afterEach(() => started.close());

test('the driver does the same over HTTP as in the process', async () => {
  const remote = new Sandbox(started.url);
  const ann = await remote.person('Ann', { username: 'ann' });
  await ann.sends('/start');
  const call = rawClient(started.url);
  await call('sendMessage', {
    chat_id: ann.id,
    text: 'Choose',
    reply_markup: { inline_keyboard: [[{ text: 'A', callback_data: 'a' }]] },
  });
  const tapped = await ann.tap('A');
  const updates = (await call('getUpdates')).result as { callback_query?: { id: string } }[];
  await call('answerCallbackQuery', { callback_query_id: updates.at(-1)?.callback_query?.id, text: 'Yes' });
  expect(await tapped.answer()).toMatchObject({ text: 'Yes' });
  expect(await ann.chat().transcript()).toBe('#1 Ann: /start\n#2 Conformance (bot): Choose\n      [A]');
  expect(await started.sandbox.chat((await ann.chat().last()).dialog).transcript()).toBe(
    await ann.chat().transcript(),
  );
});

test('a wait in vain fails with the transcript and the last calls', async () => {
  const ann = await started.sandbox.person('Ann');
  await ann.sends('/start');
  await rawClient(started.url)('sendMessage', { chat_id: 42, text: 'x' });
  await expect(ann.chat().waitForText('Welcome', { timeoutMs: 50 })).rejects.toThrow(
    /waited 50 ms in vain for a message with Welcome[^]*#1 Ann: \/start[^]*sendMessage 400 Bad Request: chat not found/,
  );
});

test('a tap on a button that is not there names those that are', async () => {
  const ann = await started.sandbox.person('Ann');
  await ann.sends('/start');
  await expect(ann.tap('Confirm')).rejects.toThrow('no message here has buttons');
  await rawClient(started.url)('sendMessage', {
    chat_id: ann.id,
    text: 'x',
    reply_markup: { inline_keyboard: [[{ text: 'Back', callback_data: 'b' }]] },
  });
  await expect(ann.tap('Confirm')).rejects.toThrow('no button "Confirm"; its buttons: [Back]');
});

test('the clock goes forward only, and message dates stay real', async () => {
  const real = Date.now();
  const { now } = await started.sandbox.moveClock({ advance_ms: 86_400_000 });
  expect(now - real).toBeGreaterThanOrEqual(86_400_000);
  await expect(started.sandbox.moveClock({ to: new Date(real).toISOString() })).rejects.toThrow(
    'only goes forward',
  );
  const ann = await started.sandbox.person('Ann');
  const said = await ann.sends('/start');
  expect(said.shown_date - said.date).toBe(86_400);
});

test('one stream tells everything that happens, and goes on where a page left off', async () => {
  const stop = new AbortController();
  const response = await fetch(`${started.url}/_sandbox/events`, { signal: stop.signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const ann = await started.sandbox.person('Ann');
  await ann.sends('/start');
  const call = rawClient(started.url);
  await call('sendChatAction', { chat_id: ann.id, action: 'typing' });
  const sent = (await call('sendMessage', { chat_id: ann.id, text: 'x' })).result as { message_id: number };
  await call('editMessageText', { chat_id: ann.id, message_id: sent.message_id, text: 'y' });
  await call('deleteMessage', { chat_id: ann.id, message_id: sent.message_id });
  await call('getUpdates');
  while (!text.includes('event: update\n')) text += (await reader?.read())?.value ?? '';
  stop.abort();
  for (const type of [
    'hello',
    'person',
    'dialog',
    'message',
    'typing',
    'call',
    'edited',
    'deleted',
    'update',
  ])
    expect(text).toContain(`event: ${type}\n`);
  const seen = /id: (\d+)\nevent: typing/.exec(text)?.[1] ?? '';
  const again = new AbortController();
  const rest = await fetch(`${started.url}/_sandbox/events`, {
    headers: { 'last-event-id': seen },
    signal: again.signal,
  });
  const restReader = rest.body?.pipeThrough(new TextDecoderStream()).getReader();
  let later = '';
  while (!later.includes('event: update\n')) later += (await restReader?.read())?.value ?? '';
  again.abort();
  expect(later).not.toContain('event: typing\n');
  expect(later).toContain('event: edited\n');
});

test('state survives a restart when it is kept: chats, buttons, files, what is not acknowledged', async () => {
  const stateDir = await mkdtemp(join(tmpdir(), 'sandbox-state-'));
  try {
    const before = await start({ stateDir });
    const ann = await before.sandbox.person('Ann');
    await ann.sends('/start');
    const call = rawClient(before.url);
    const form = new FormData();
    form.set('chat_id', String(ann.id));
    form.set('document', new Blob([calendar]), 'a.ics');
    await fetch(`${before.url}/bot${token}/sendDocument`, { method: 'POST', body: form });
    await call('sendMessage', {
      chat_id: ann.id,
      text: 'Choose',
      reply_markup: { inline_keyboard: [[{ text: 'A', callback_data: 'a' }]] },
    });
    await ann.tap('A');
    await before.close();
    const after = await start({ stateDir });
    const again = rawClient(after.url);
    const updates = (await again('getUpdates')).result as { callback_query?: { id: string } }[];
    expect(updates).toHaveLength(2);
    expect(
      (await again('answerCallbackQuery', { callback_query_id: updates[1]?.callback_query?.id })).ok,
    ).toBe(true);
    const chat = after.sandbox.chat(`p:1001:${ann.id}`);
    expect(await chat.transcript()).toContain('<file a.ics>');
    const file = (await chat.messages())[1]?.document;
    const path = ((await again('getFile', { file_id: file?.file_id })).result as { file_path: string })
      .file_path;
    expect(await (await fetch(`${after.url}/file/bot${token}/${path}`)).text()).toBe(calendar.toString());
    const next = (await again('sendMessage', { chat_id: ann.id, text: 'x' })).result as {
      message_id: number;
    };
    expect(next.message_id).toBe(4);
    await after.close();
  } finally {
    await rm(stateDir, { recursive: true, force: true });
  }
});

test('a state that cannot be read is put aside, said, and a new one begun', async () => {
  const stateDir = await mkdtemp(join(tmpdir(), 'sandbox-state-'));
  try {
    await writeFile(join(stateDir, 'state.json'), '{"version":1,"bots":[');
    const reported: unknown[] = [];
    const begun = await start({ stateDir, report: (error) => reported.push(error) });
    expect((await rawClient(begun.url)('getMe')).ok).toBe(true);
    await begun.close();
    expect(String(reported[0])).toContain('beginning anew');
    expect(await readFile(join(stateDir, 'state.json.damaged'), 'utf8')).toBe('{"version":1,"bots":[');
  } finally {
    await rm(stateDir, { recursive: true, force: true });
  }
});

test('a state folder that goes away ends nothing', async () => {
  const stateDir = await mkdtemp(join(tmpdir(), 'sandbox-state-'));
  const reported: unknown[] = [];
  const begun = await start({ stateDir, report: (error) => reported.push(error) });
  await rm(stateDir, { recursive: true });
  await begun.sandbox.person('Ann');
  await started.sandbox.waitFor(() => reported.length > 0);
  expect(String(reported[0])).toContain('could not be kept');
  expect((await rawClient(begun.url)('getMe')).ok).toBe(true);
  await begun.close();
});

test.each(['image/png\r\nx: y', 'audio/Ж', 'text', ''])(
  'a file of type %j is served as bytes',
  async (mime) => {
    const ann = await started.sandbox.person('Ann');
    const body = { bot: username, name: 'a', mime, base64: 'aGVsbG8=' };
    const sent = (await started.sandbox.call('POST', `/people/${ann.id}/file`, body)) as {
      document: { file_id: string };
    };
    const file = await fetch(`${started.url}/_sandbox/files/${sent.document.file_id}`);
    expect(file.status).toBe(200);
    expect(await file.text()).toBe('hello');
  },
);

test('a reset empties everything and keeps the bots', async () => {
  const ann = await started.sandbox.person('Ann');
  await ann.sends('/start');
  await started.sandbox.reset();
  const state = (await started.sandbox.call('GET', '/state')) as {
    people: unknown[];
    dialogs: unknown[];
    bots: { username: string }[];
  };
  expect(state).toMatchObject({ people: [], dialogs: [], bots: [{ username }] });
});

test.each([
  ['POST', '/people', {}, '"first_name" is missing'],
  ['POST', '/people', { first_name: 5 }, '"first_name" must be a text'],
  ['POST', '/people/nobody/send', { text: 'x' }, 'no person "nobody"'],
  ['GET', '/nothing', undefined, 'no such control'],
  ['DELETE', '/people', undefined, 'no such control'],
  ['POST', '/clock', { advance_ms: 'x' }, '"advance_ms" must be a number'],
  ['POST', '/clock', { advance_ms: 1e300 }, 'twenty years ahead at most'],
  ['POST', '/clock', { to: '+275000-01-01T00:00:00Z' }, 'twenty years ahead at most'],
  ['POST', '/people', { first_name: ' ' }, '"first_name" must have 1 to 255 characters'],
  ['POST', '/people', { first_name: 'x'.repeat(256) }, '"first_name" must have 1 to 255 characters'],
  ['POST', '/people', { first_name: 'Half \ud800' }, '"first_name" must be encoded in UTF-8'],
  ['POST', '/people', { first_name: 'Ann', id: 1.5 }, '"id" must be a whole number above zero'],
  ['POST', '/people', { first_name: 'Ann', id: -7 }, '"id" must be a whole number above zero'],
  ['POST', '/people', { first_name: 'Ann', id: 1e300 }, '"id" must be a whole number above zero'],
  ['POST', '/chats', { kind: 'group', title: 'Us', id: 7 }, '"id" must be a whole number below zero'],
  ['POST', '/bots', { token: 'secret' }, '"token" must look like 123456:letters'],
])('the control %s %s with %j is refused by name', async (verb, path, body, reason) => {
  await expect(new Sandbox(started.url).call(verb, path, body)).rejects.toThrow(reason);
});

test('a wrong method, field name or type on either side is reported', async () => {
  const ann = await started.sandbox.person('Ann');
  await ann.sends('/start');
  const call = rawClient(started.url);
  await call('sendMessage', { chat_id: ann.id, text: 'x', replymarkup: {} });
  await call('sendMessage', { chat_id: ann.id, text: 5 });
  await call('sendMesage', { chat_id: ann.id, text: 'x' });
  await call('sendMessage', {
    chat_id: ann.id,
    text: 'x',
    reply_markup: { inline_keyboard: [[{ text: 'A', callbackdata: 'a' }]] },
  });
  expect(await started.sandbox.violations()).toEqual([
    'request sendMessage: / must NOT have additional properties "replymarkup"',
    'request sendMessage: /text must be string',
    'request sendMesage: no such method',
    expect.stringContaining('"callbackdata"') as string,
  ]);
  const odd = { id: ann.id, phone: '1', first_name: 5 as unknown as string };
  started.telegram.kit.world.people.set(ann.id, odd);
  await call('sendMessage', { chat_id: ann.id, text: 'x' });
  const told = await started.sandbox.violations();
  expect(told).toEqual([
    expect.stringContaining('answer sendMessage: /chat/first_name must be string') as string,
  ]);
});

test('whom a bot has on its list is offered until somebody plays them, and an id is given once', async () => {
  const { sandbox } = started;
  const listed = [{ id: 5_000_001, first_name: 'Ann', language_code: 'en' }, { id: 5_000_002 }];
  await sandbox.call('POST', '/expected', { people: listed });
  const expected = async () => {
    const state = (await sandbox.call('GET', '/state')) as { expected: { id: number; first_name: string }[] };
    return state.expected.map(({ id, first_name }) => [id, first_name]);
  };
  expect(await expected()).toEqual([
    [5_000_001, 'Ann'],
    [5_000_002, '5000002'],
  ]);
  await sandbox.call('POST', '/people', listed[0]);
  expect(await expected()).toEqual([[5_000_002, '5000002']]);
  await expect(sandbox.call('POST', '/people', listed[0])).rejects.toThrow('somebody has the id 5000001');
  await expect(sandbox.call('POST', '/expected', { people: [{}] })).rejects.toThrow('"id" is missing');
  await expect(sandbox.call('POST', '/expected', { people: 'x' })).rejects.toThrow('must be a list');
});
