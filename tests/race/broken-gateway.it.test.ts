import { expect, test } from 'vitest';
import { Backlog } from '../../bot/gateway/backlog.ts';
import { createDeliver } from '../../bot/gateway/deliver.ts';
import { Intake } from '../../bot/gateway/intake.ts';
import { Patience } from '../../bot/gateway/patience.ts';
import { createPolling } from '../../bot/gateway/polling.ts';
import { Speak } from '../../bot/gateway/speak.ts';
import type { Memory, Polled } from '../../bot/ports.ts';
import {
  event,
  FakeApi,
  FakeHandover,
  FakeMemory,
  FakeQueues,
  FakeTelegram,
  person,
  rawTap,
} from '../../bot/testing.ts';
import { bookingButton } from '../../contracts/callback-data.ts';
import { createLog } from '../../runtime/log.ts';
import { answeredTaps } from './history/check.ts';

// The gateway meets the same misfortune twice: as it is, and with one fault in it.

const tap = rawTap(41, bookingButton(event, { kind: 'sign_up' }));

/** Telegram's promise: what was asked past is gone, everything else comes again. */
class Updates {
  acknowledged = false;

  getUpdates = async (offset: number): Promise<Polled> => {
    if (offset > tap.update_id) this.acknowledged = true;
    return { polled: 'updates', updates: this.acknowledged ? [] : [tap] };
  };
}

type Take = Intake['take'];
type Way = {
  readonly take?: (take: Take) => Take;
  /** What stands in Redis, seen through this. */
  readonly memory?: (memory: Memory) => Memory;
};
const asItIs: Way = {};

function gateway(way: Way, redis: FakeMemory, handover: FakeHandover, queues: FakeQueues): Take {
  const memory = way.memory?.(redis) ?? redis;
  const [api, telegram] = [new FakeApi(), new FakeTelegram()];
  api.people.set(7, person());
  const patience = new Patience(memory, telegram, 60_000);
  const intake = new Intake({
    memory,
    queues,
    patience,
    backlog: new Backlog(queues, memory.backlog),
    deliver: createDeliver({ memory, api, handover, telegram }),
    speak: new Speak(memory, telegram, patience),
    audit: { update: () => undefined, ignored: () => undefined },
    failed: () => undefined,
  });
  const take: Take = async (raw) => {
    const taken = await intake.take(raw);
    patience.stop();
    return taken;
  };
  return way.take?.(take) ?? take;
}

/** One process polls so many rounds, and is gone. */
async function process(updates: Updates, take: Take, rounds: number): Promise<void> {
  const gone = new AbortController();
  let left = rounds;
  const wait = async () => {
    left -= 1;
    if (left === 0) gone.abort();
  };
  const telegram = {
    getUpdates: (offset: number) =>
      gone.signal.aborted
        ? Promise.resolve<Polled>({ polled: 'updates', updates: [] })
        : updates.getUpdates(offset),
  };
  await createPolling({ telegram, take, log: createLog({ level: 'silent' }), wait }).run(gone.signal);
}

/** Temporal and RabbitMQ are away while the first process lives; the second finds all well. */
async function awayThenDead(way: Way): Promise<string> {
  const [updates, redis, handover, queues] = [
    new Updates(),
    new FakeMemory(),
    new FakeHandover(),
    new FakeQueues(),
  ];
  handover.answer = { handed: 'away', reason: 'no connection' };
  queues.away = true;
  await process(updates, gateway(way, redis, handover, queues), 2);
  handover.answer = { handed: 'taken' };
  queues.away = false;
  await process(updates, gateway(way, redis, handover, queues), 3);
  expect(updates.acknowledged).toBe(true);
  const answer = handover.orders.length > 0 ? { alert: false, at: 0 } : null;
  const taps = [{ id: 'q41', who: 7, what: 'Sign Up', sentAt: 0, answer }];
  return [...answeredTaps({ taps, limited: new Map() })].join('\n');
}

const ackBeforeDurable: Way = {
  take: (take) => async (raw) => {
    await take(raw);
    return 'durable';
  },
};
const markedBeforeHandOver: Way = {
  memory: (memory) =>
    Object.assign(Object.create(memory) as Memory, {
      async seen(updateId: number) {
        const before = await memory.seen(updateId);
        await memory.markSeen(updateId);
        return before;
      },
    }),
};

test.each([
  ['an acknowledgement before it is durable', ackBeforeDurable],
  ['an update marked before it is handed over', markedBeforeHandOver],
] as const)('%s is caught, and what is there passes the same misfortune', async (_name, fault) => {
  expect(await awayThenDead(asItIs)).toBe('');
  expect(await awayThenDead(fault)).toMatch(/was taken from Telegram and never answered/);
});
