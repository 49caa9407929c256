import { setTimeout as pause } from 'node:timers/promises';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { conversationStart } from '../../adapters/temporal/conversation-start.ts';
import { conversationWorkflowType, said } from '../../contracts/workflows/conversation.ts';
import { userId } from '../../core/shared/ids.ts';
import { startShortTemporal } from '../../scripts/histories/short-temporal.ts';
import { DeskDouble, openDesk } from '../support/conversation-double.ts';
import { waitFor } from '../support/wait.ts';

// A server that asks for a hand-over after a few dozen events.
const desk = new DeskDouble();
let server: Awaited<ReturnType<typeof startShortTemporal>>;
let open: Awaited<ReturnType<typeof openDesk>>;
beforeAll(async () => {
  server = await startShortTemporal();
  open = await openDesk(desk, server.address);
});
afterAll(async () => {
  await open?.close();
  await server?.stop();
});

/** As fast as the bot lets somebody write, and a little faster. */
const betweenMs = 300;

let people = 0;
beforeEach(() => {
  people += 1;
  desk.reset();
});

/** Somebody who writes one message after the other. */
async function talk() {
  const { client } = open;
  const start = conversationStart(userId(String(people).repeat(24)));
  const message = (n: number) => ({
    signal: said,
    signalArgs: [{ v: 1, message_id: `m${n}` }] as [{ v: 1; message_id: string }],
  });
  let written = 1;
  const first = await client.workflow.signalWithStart(conversationWorkflowType, { ...start, ...message(1) });
  const run = client.workflow.getHandle(first.workflowId);
  return {
    written: () => Array.from({ length: written }, (_none, n) => `m${n + 1}`),
    /** The next when the last was heard, as people do: a run that is written to in every moment can end in none. */
    async writes() {
      await waitFor('the last message to be taken up', () => desk.heard.includes(`m${written}`) || undefined);
      await pause(betweenMs);
      written += 1;
      await run.signal(said, ...message(written).signalArgs);
    },
    isNext: async () => (await run.describe()).runId !== first.signaledRunId,
    /** Whether the first run has asked a step of its own to end. */
    async isStopping() {
      const { events } = await client.workflow
        .getHandle(first.workflowId, first.signaledRunId)
        .fetchHistory();
      return (events ?? []).some((event) => event.activityTaskCancelRequestedEventAttributes);
    },
  };
}

test('who only writes and is answered by nobody: a long run hands over, and each message is taken up once', async () => {
  const person = await talk();
  await waitFor('the next run', async () => {
    await person.writes();
    return person.isNext();
  });
  await person.writes();
  await waitFor('all of them', async () => desk.heard.length === person.written().length);
  expect(desk.heard).toEqual(person.written());
});

const putOff = () => ApplicationFailure.create({ message: 'not now', nextRetryDelay: '10 minutes' });

test.each([
  ['succeeds', () => undefined],
  [
    'is put off',
    () => {
      throw putOff();
    },
  ],
])('a step in the topic is under way, and %s: the next run waits for its end', async (_how, end) => {
  const held = Promise.withResolvers<undefined>();
  onTestFinished(() => held.resolve(undefined));
  desk.carry = async (n) => {
    if (n > 1) return { carried: false };
    await held.promise;
    end();
    return { carried: true };
  };
  const person = await talk();
  await waitFor('the hand-over', async () => {
    desk.answers += 1;
    await person.writes();
    return desk.steps > 1 || (await person.isStopping());
  });
  expect([desk.steps, await person.isNext()]).toEqual([1, false]);
  held.resolve(undefined);
  await waitFor('the step of the next run', async () => desk.steps > 1);
  expect(await person.isNext()).toBe(true);
});

test('a step in the topic that was put off holds up no hand-over, and the next run takes it', async () => {
  desk.carry = async (n) => {
    if (n === 1) throw putOff();
    return { carried: false };
  };
  const person = await talk();
  await waitFor('the step of the next run', async () => {
    await person.writes();
    return desk.steps > 1;
  });
  expect(await person.isNext()).toBe(true);
});
