import { expect, test } from 'vitest';
import { createLog } from '../../runtime/log.ts';
import type { Polled } from '../ports.ts';
import type { Taken } from './intake.ts';
import { createPolling } from './polling.ts';

const log = createLog({ level: 'silent' });
const updates = (...ids: number[]): Polled => ({
  polled: 'updates',
  updates: ids.map((update_id) => ({ update_id })),
});

/** Polls until the script is over; answers the offsets that were asked for, and the waits between. */
async function offsetsOf(
  script: readonly Polled[],
  take: (raw: unknown) => Promise<Taken>,
): Promise<{ offsets: number[]; waits: number[] }> {
  const stopping = new AbortController();
  const offsets: number[] = [];
  const getUpdates = async (offset: number) => {
    offsets.push(offset);
    const answer = script[offsets.length - 1];
    if (!answer || offsets.length === script.length) stopping.abort();
    return answer ?? updates();
  };
  const waits: number[] = [];
  const wait = async (ms: number) => void waits.push(ms);
  await createPolling({ telegram: { getUpdates }, take, log, wait }).run(stopping.signal);
  return { offsets, waits };
}

test('the offset passes a batch only when every update of it is durable', async () => {
  const seen: unknown[] = [];
  const take = async (raw: unknown): Promise<Taken> => {
    seen.push(raw);
    return seen.length === 2 ? 'lost' : 'durable';
  };
  const { offsets, waits } = await offsetsOf([updates(5, 6, 7), updates(5, 6, 7), updates()], take);
  expect(offsets).toEqual([0, 0, 8, 8]);
  expect(seen).toHaveLength(6);
  expect(waits[0]).toBeGreaterThanOrEqual(800);
});

test('nothing new and nobody there leave the offset where it was', async () => {
  const away: Polled = { polled: 'away', reason: 'gone', waitMs: 0, refused: false };
  const { offsets, waits } = await offsetsOf([updates(5), updates(), away, updates()], async () => 'durable');
  expect(offsets).toEqual([0, 6, 6, 6, 6]);
  expect(waits[2]).toBeGreaterThan(0);
});

test('what Telegram would never send does not move the offset', async () => {
  const odd: Polled = { polled: 'updates', updates: [{ update_id: 'x' }, null, { update_id: 3 }] };
  const { offsets } = await offsetsOf([odd, updates()], async () => 'durable');
  expect(offsets).toEqual([0, 4, 4]);
});

test('after a conflict with another poller more than three seconds pass', async () => {
  const conflict: Polled = { polled: 'conflict', reason: 'somebody else' };
  const { waits } = await offsetsOf([conflict, updates()], async () => 'durable');
  expect(waits[0]).toBeGreaterThan(3_000);
});

test('a mistake of ours in one round does not end the polling, and passes nothing', async () => {
  let first = true;
  const take = async (): Promise<Taken> => {
    if (!first) return 'durable';
    first = false;
    throw new Error('a mistake');
  };
  const { offsets } = await offsetsOf([updates(5), updates(5), updates()], take);
  expect(offsets).toEqual([0, 0, 6, 6]);
});
