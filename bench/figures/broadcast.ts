import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Db, ObjectId } from 'mongodb';
import { sandboxBot } from '../../config/sandbox-bot.ts';
import { command } from '../../tests/support/announcing.ts';
import { type House, moscow } from '../../tests/support/house.ts';
import { waitFor } from '../../tests/support/wait.ts';
import type { Figure, Line } from '../figure.ts';
import { started } from '../started.ts';
import { Meter } from '../used.ts';

/** Telegram's own ceiling, and what SPEC leaves beside it. */
const perSecond = 30;
const besideMs = 8_500;
const killsMs = 60_000;
const share = 0.01;
const retryAfter = 1;

const promisedMs = (people: number): number => (people / perSecond) * 1_000 + besideMs;
const bot = Number(sandboxBot.token.split(':')[0]);
const seconds = (value: number): string => `${(value / 1_000).toFixed(1)} s`;

export const broadcast = broadcastTo('broadcast', 5_000);
/** The same in a few minutes, held to as much for each person. */
export const smallBroadcast = broadcastTo('broadcast-small', 300);

function broadcastTo(name: string, people: number): Figure {
  return {
    name,
    async measure({ house, used }) {
      const ids = await started(house, people);
      const meter = new Meter(used);
      const calm = await meter.during(people, () => announce(house, ids));
      const hurried = await announce(house, ids, async (id) => {
        const { sandbox } = house.sandbox;
        const fault = { kind: 'too_many_requests', method: 'sendMessage', bot, share } as const;
        await sandbox.fault({ ...fault, retry_after: retryAfter });
        await untilDone(house.db, id, people);
        const [{ hits = 0 } = {}] = (await sandbox.call('GET', '/faults')) as { hits?: number }[];
        await sandbox.clearFaults();
        return hits;
      });
      const killed = await announce(house, ids, async (id) => {
        for (const part of [1 / 3, 2 / 3]) {
          await untilSent(house.db, id, Math.floor(people * part), people);
          const [worker] = house.of('worker');
          if (worker) await house.kill(worker);
          await house.start(['worker']);
        }
        return 0;
      });
      const within = promisedMs(people);
      const waits = hurried.asked * retryAfter * 1_000;
      return [
        line(`a broadcast to ${people} people`, calm, within),
        { what: 'processor time of one recipient', promised: 'told', seen: String(meter), held: true },
        line(`the same with ${share * 100} % of 429`, hurried, within + waits),
        line('the same with two kills of the worker', killed, within + killsMs),
      ];
    },
  };
}

type Seen = {
  readonly ms: number;
  readonly lost: number;
  readonly unknown: number;
  /** People who got it twice or more. */
  readonly doubled: number;
  /** Times that Telegram asked for a pause. */
  readonly asked: number;
};

const line = (what: string, seen: Seen, withinMs: number): Line => ({
  what,
  promised: `≤ ${seconds(withinMs)}, nobody lost, nobody doubled`,
  seen: `${seconds(seen.ms)}; lost ${seen.lost}, doubled ${seen.doubled}, outcome unknown ${seen.unknown}, pauses asked for ${seen.asked}`,
  held: seen.ms <= withinMs && seen.lost === 0 && seen.doubled === 0,
});

async function announce(
  house: House,
  ids: readonly ObjectId[],
  meanwhile: (id: string) => Promise<number> = () => Promise.resolve(0),
): Promise<Seen> {
  const { db } = house;
  const { id: event } = await house.event({ starts: [moscow(2, '14:00')] });
  await db.collection('events').updateOne({ _id: new ObjectId(event) }, { $set: { audience: ids } });
  const text = `Announcement ${randomUUID()}`;
  const delivered = new Map<string, number>();
  // What people see, not what the ledger says.
  const stop = house.sandbox.telegram.onEvent((seen) => {
    if (seen.type !== 'message' || (seen.message as { readonly text?: string }).text !== text) return;
    delivered.set(seen.dialog, (delivered.get(seen.dialog) ?? 0) + 1);
  });
  const began = performance.now();
  await command(house, { action: 'post_broadcast', message_text: text, event_id: event, target: 'unbooked' });
  const row = await waitFor(
    'the command',
    async () => (await db.collection('broadcasts').findOne({ 'command.message_text': text })) ?? undefined,
    patienceMs(ids.length),
  );
  const id = row._id.toHexString();
  const [asked] = await Promise.all([meanwhile(id), untilDone(db, id, ids.length)]);
  const ms = performance.now() - began;
  stop();
  const unknown = await count(db, id, 'unknown');
  const lost = ids.length - (await count(db, id, 'sent')) - unknown;
  const doubled = [...delivered.values()].filter((times) => times > 1).length;
  return { ms, lost, unknown, doubled, asked };
}

const count = (db: Db, id: string, state: string): Promise<number> =>
  db.collection('broadcast_recipients').countDocuments({ broadcast_id: new ObjectId(id), state });

const patienceMs = (people: number): number => 2 * promisedMs(people) + 2 * killsMs;

const untilDone = (db: Db, id: string, people: number): Promise<unknown> =>
  waitFor(
    'the broadcast to be done',
    async () => {
      const row = await db.collection('broadcasts').findOne({ _id: new ObjectId(id) });
      return row?.['status'] === 'done' || undefined;
    },
    patienceMs(people),
  );

const untilSent = (db: Db, id: string, wanted: number, people: number): Promise<unknown> =>
  waitFor(
    `${wanted} messages`,
    async () => {
      await pause(500);
      return (await count(db, id, 'sent')) >= wanted || undefined;
    },
    patienceMs(people),
  );
