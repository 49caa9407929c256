import { afterEach, beforeEach, expect, test } from 'vitest';
import { UploadFile } from '../../../adapters/telegram/api.ts';
import { createGateway } from '../../../adapters/telegram/gateway.ts';
import { createLocalLimits } from '../../../adapters/telegram/local-limits.ts';
import { startSandbox } from '../../../sandbox/driver/index.ts';
import { type Desk, hastily, openDesk, reachable, token } from './support.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

/** The first call of each method in a process waits until what it is checked by was compiled. */
const person = { lane: 'person', timeoutMs: 20_000 } as const;
const sender = (apiRoot: string) =>
  createGateway({ token, apiRoot, limits: createLocalLimits(1), log: desk.log });

test('a message arrives with its buttons, styled and disabled ones too', async () => {
  const ann = await reachable(desk.sandbox);
  const answer = await desk.call(
    'sendMessage',
    {
      chat_id: ann.id,
      text: '<b>Hello</b>',
      parse_mode: 'HTML',
      reply_markup: {
        inline_keyboard: [
          [
            { text: 'Yes', callback_data: 'y', style: 'success' },
            { text: 'No', disabled: {} },
          ],
        ],
      },
    },
    person,
  );
  expect(answer).toMatchObject({ kind: 'ok' });
  const shown = await ann.chat().last();
  expect(shown.text).toBe('Hello');
  expect(shown.reply_markup?.inline_keyboard.flat()).toMatchObject([{ style: 'success' }, { disabled: {} }]);
});

test('a file arrives under its name, with its bytes', async () => {
  const ann = await reachable(desk.sandbox);
  const document = new UploadFile('interview.ics', 'text/calendar', 'BEGIN:VCALENDAR');
  expect(
    await desk.call('sendDocument', { chat_id: ann.id, document, caption: 'Ваше время' }, person),
  ).toMatchObject({ kind: 'ok' });
  const shown = await ann.chat().last();
  expect(shown.document).toMatchObject({
    file_name: 'interview.ics',
    mime_type: 'text/calendar',
    file_size: 15,
  });
  expect(shown.caption).toBe('Ваше время');
});

test('an edit that changes nothing is a success', async () => {
  const ann = await reachable(desk.sandbox);
  const sent = await desk.call('sendMessage', { chat_id: ann.id, text: 'same' }, person);
  if (sent.kind !== 'ok') throw new Error(sent.kind);
  const edit = { chat_id: ann.id, message_id: sent.result.message_id, text: 'same' };
  expect(await desk.call('editMessageText', edit, person)).toEqual({ kind: 'ok', result: true });
});

test('what cannot be done is said by kind', async () => {
  const ann = await reachable(desk.sandbox);
  const gone = { chat_id: ann.id, message_id: 999, text: 'x' };
  expect(await desk.call('editMessageText', gone, person)).toEqual({ kind: 'gone' });
  expect(await desk.call('answerCallbackQuery', { callback_query_id: '1' }, person)).toEqual({
    kind: 'too_old',
  });
  expect(
    await desk.call('sendMessage', { chat_id: ann.id, text: '<wrong>', parse_mode: 'HTML' }, person),
  ).toMatchObject({ kind: 'refused', code: 400 });
  await ann.blocks();
  expect(await desk.call('sendMessage', { chat_id: ann.id, text: 'x' }, person)).toMatchObject({
    kind: 'blocked',
  });
  const stranger = await desk.sandbox.person('Nobody');
  expect(await desk.call('sendMessage', { chat_id: stranger.id, text: 'x' }, person)).toMatchObject({
    kind: 'blocked',
  });
  expect(await desk.call('sendMessage', { chat_id: 77, text: 'x' }, person)).toMatchObject({
    kind: 'blocked',
  });
});

test.each(['hang_before', 'hang_after', 'half_body', 'drop_before', 'drop_after', 'server_error'] as const)(
  'after %s it is not known whether the message arrived',
  async (kind) => {
    const ann = await reachable(desk.sandbox);
    await desk.sandbox.fault({ kind, method: 'sendMessage', count: 1 });
    const answer = await hastily(desk.sandbox, (signal) =>
      desk.call('sendMessage', { chat_id: ann.id, text: 'x' }, { ...person, signal }),
    );
    expect(answer).toMatchObject({ kind: 'unknown' });
    const arrived = (await desk.sandbox.calls('sendMessage')).filter((call) => call.status === 200);
    expect(arrived.length).toBe(['hang_after', 'half_body', 'drop_after'].includes(kind) ? 1 : 0);
    expect(await desk.call('sendMessage', { chat_id: ann.id, text: 'y' }, person)).toMatchObject({
      kind: 'ok',
    });
  },
);

test('a slow Telegram is waited for within the limit', async () => {
  const ann = await reachable(desk.sandbox);
  await desk.sandbox.fault({ kind: 'slow', ms: 200, count: 1 });
  expect(await desk.call('sendMessage', { chat_id: ann.id, text: 'x' }, person)).toMatchObject({
    kind: 'ok',
  });
});

test('where nobody listens nothing can have arrived', async () => {
  const other = await startSandbox();
  await other.close();
  for (const apiRoot of [other.url, 'http://127.0.0.1:1', 'http://nobody.invalid'])
    expect(await sender(apiRoot)('sendMessage', { chat_id: 1, text: 'x' }, person)).toMatchObject({
      kind: 'unreached',
    });
});

test('a call that its caller gave up is cut off', async () => {
  const ann = await reachable(desk.sandbox);
  await desk.sandbox.fault({ kind: 'hang_before', count: 1 });
  const stop = new AbortController();
  const calling = desk.call(
    'sendMessage',
    { chat_id: ann.id, text: 'x' },
    { ...person, signal: stop.signal },
  );
  stop.abort();
  expect(['unknown', 'unreached']).toContain((await calling).kind);
});

test('token and texts are in no log and no answer, whatever goes wrong', async () => {
  const ann = await reachable(desk.sandbox);
  const secretText = 'Zarathustra';
  const kinds = [
    'server_error',
    'too_many_requests',
    'unauthorized',
    'blocked',
    'hang_before',
    'hang_after',
    'drop_before',
    'drop_after',
    'half_body',
    'slow',
  ] as const;
  const answers: unknown[] = [];
  for (const text of [secretText, `<${secretText}>`])
    for (const kind of kinds) {
      await desk.sandbox.fault({ kind, ms: 400, count: 1, retry_after: 1, method: 'sendMessage' });
      const bob = await reachable(desk.sandbox, 'Bob');
      answers.push(
        await hastily(desk.sandbox, (signal) =>
          desk.call(
            'sendMessage',
            {
              chat_id: bob.id,
              text,
              parse_mode: 'HTML',
              reply_markup: { inline_keyboard: [[{ text: secretText, url: `http://${secretText}` }]] },
            },
            { ...person, signal },
          ),
        ),
      );
      await desk.sandbox.clearFaults();
    }
  answers.push(
    await desk.call('sendMessage', { chat_id: ann.id, text: `<${secretText}>`, parse_mode: 'HTML' }, person),
  );
  answers.push(await sender('http://127.0.0.1:1')('sendMessage', { chat_id: 1, text: secretText }, person));
  const everything = desk.logged() + JSON.stringify(answers);
  expect(answers.length).toBeGreaterThan(20);
  expect(everything).toContain('"kind":"refused"');
  expect(everything).toContain('Telegram did not do it');
  expect(everything).not.toContain('opens-the-sandbox');
  expect(everything).not.toContain(secretText);
});
