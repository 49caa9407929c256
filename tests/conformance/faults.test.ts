import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SandboxPerson, StartedSandbox } from '../../sandbox/driver/index.ts';
import { rawClient, start, token } from './support.ts';

let started: StartedSandbox;
let call: ReturnType<typeof rawClient>;
let ann: SandboxPerson;

beforeEach(async () => {
  started = await start({ ceilings: false });
  call = rawClient(started.url);
  ann = await started.sandbox.person('Ann');
  await ann.sends('/start');
});
afterEach(() => started.close());

const send = (text = 'x', signal?: AbortSignal) =>
  fetch(`${started.url}/bot${token}/sendMessage`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ chat_id: ann.id, text }),
    ...(signal && { signal }),
  });
/** Resolves once the fault has struck that message: what is counted from then on does not hang on how long the way there was. */
const struck = (text: string) =>
  started.sandbox.waitFor(async () =>
    (await started.sandbox.calls('sendMessage')).some(
      ({ fault, params }) => fault !== undefined && params['text'] === text,
    ),
  );
const silentMs = 200;
const heard = async (text: string) => (await ann.chat().messages()).some((message) => message.text === text);

test('a 429 of a day comes with parameters and header, once if so asked', async () => {
  await started.sandbox.fault({ kind: 'too_many_requests', retry_after: 73_414, count: 1 });
  const refused = await call('sendMessage', { chat_id: ann.id, text: 'x' });
  expect(refused).toMatchObject({ status: 429, parameters: { retry_after: 73_414 } });
  expect(refused.headers.get('retry-after')).toBe('73414');
  expect((await call('sendMessage', { chat_id: ann.id, text: 'x' })).status).toBe(200);
});

test('a fault strikes the method and chat it names and no other', async () => {
  const bob = await started.sandbox.person('Bob');
  await bob.sends('/start');
  await started.sandbox.fault({
    kind: 'server_error',
    method: 'sendmessage',
    chat: bob.id,
    code: 502,
    description: 'Bad Gateway',
  });
  expect(await call('sendMessage', { chat_id: bob.id, text: 'x' })).toMatchObject({
    status: 502,
    description: 'Bad Gateway',
  });
  expect((await call('sendMessage', { chat_id: ann.id, text: 'x' })).status).toBe(200);
  expect((await call('getChat', { chat_id: bob.id })).status).toBe(200);
});

test('a share of calls fails, the same ones in every run', async () => {
  const run = async () => {
    await started.sandbox.clearFaults();
    await started.sandbox.fault({ kind: 'unauthorized', method: 'getMe', share: 0.3 });
    const answers = [];
    for (let i = 0; i < 40; i += 1) answers.push((await call('getMe')).status);
    return answers;
  };
  const first = await run();
  const failed = first.filter((status) => status === 401).length;
  expect(failed).toBeGreaterThan(4);
  expect(failed).toBeLessThan(20);
  expect(await run()).toEqual(first);
});

test('a call that hangs before the work did nothing, one that hangs after it did', async () => {
  const hangs = async (text: string) => {
    const givenUp = new AbortController();
    const sending = send(text, givenUp.signal);
    await struck(text);
    setTimeout(() => givenUp.abort(), silentMs);
    await expect(sending).rejects.toThrow('aborted');
  };
  await started.sandbox.fault({ kind: 'hang_before', count: 1 });
  await hangs('never');
  expect(await heard('never')).toBe(false);
  await started.sandbox.fault({ kind: 'hang_after', count: 1 });
  await hangs('done');
  expect(await heard('done')).toBe(true);
});

test('a dropped connection loses the answer, not always the work', async () => {
  await started.sandbox.fault({ kind: 'drop_before', count: 1 });
  await expect(send('lost')).rejects.toThrow('fetch failed');
  await started.sandbox.fault({ kind: 'drop_after', count: 1 });
  await expect(send('kept')).rejects.toThrow('fetch failed');
  expect([await heard('lost'), await heard('kept')]).toEqual([false, true]);
});

test('half a body never becomes whole', async () => {
  await started.sandbox.fault({ kind: 'half_body', count: 1 });
  const givenUp = new AbortController();
  const response = await send('half', givenUp.signal);
  expect(response.status).toBe(200);
  setTimeout(() => givenUp.abort(), silentMs);
  await expect(response.json()).rejects.toThrow('aborted');
});

test('a slow call answers in the end', async () => {
  await started.sandbox.fault({ kind: 'slow', ms: 150, count: 1 });
  const began = performance.now();
  expect((await send()).status).toBe(200);
  expect(performance.now() - began).toBeGreaterThanOrEqual(140);
});

test('a fault that asks for nonsense is refused and strikes nobody', async () => {
  await expect(started.sandbox.call('POST', '/faults', { kind: 'earthquake' })).rejects.toThrow(
    '"kind" must be one of',
  );
  await expect(started.sandbox.call('POST', '/faults', { kind: 'slow', share: 2 })).rejects.toThrow(
    'between 0 and 1',
  );
  expect((await call('getMe')).status).toBe(200);
});
