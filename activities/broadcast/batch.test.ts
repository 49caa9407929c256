import { expect, test, vi } from 'vitest';
import { userId } from '../../core/shared/ids.ts';
import { Batch } from './batch.ts';
import type { BroadcastDeps, Checked, LedgerRow, StoredBroadcast } from './ports.ts';

const rows: LedgerRow[] = Array.from({ length: 40 }, (_none, at) => ({
  user_id: userId(at.toString(16).padStart(24, '0')),
  message_id: null,
}));
const fine: Checked = { ok: true, chat: 1, lang: 'en', reachable: 'yes' };

function open(unknown: readonly string[] = []) {
  const asked: number[] = [];
  const audience: BroadcastDeps['audience'] = {
    async check(users) {
      asked.push(users.length);
      return new Map(users.flatMap((user) => (unknown.includes(user) ? [] : [[user, fine] as const])));
    },
  };
  const deps = { audience, messaging: { patience: () => ({ timeoutMs: 1 }) } } as unknown as BroadcastDeps;
  const stored = { broadcast_id: 'b', command: {} } as StoredBroadcast;
  return { batch: new Batch(deps, stored, rows), asked };
}

test('whose turn it is and who is next are looked up together, not one by one', async () => {
  const { batch, asked } = open();
  const turns = await Promise.all(Array.from({ length: 8 }, () => batch.next()));
  const seen = await Promise.all(turns.flatMap((row) => (row ? [batch.check(row)] : [])));
  expect(seen).toEqual(Array.from({ length: 8 }, () => fine));
  for (let at = 8; at < 32; at += 1) {
    const row = await batch.next();
    if (row) await batch.check(row);
  }
  // 32 people.
  expect(asked.length).toBeLessThanOrEqual(2);
});

test('what was seen a second ago is seen anew', async () => {
  vi.useFakeTimers();
  try {
    const { batch, asked } = open();
    const [one, two] = [await batch.next(), await batch.next()];
    if (one) await batch.check(one);
    vi.advanceTimersByTime(1_000);
    if (two) await batch.check(two);
    expect(asked).toHaveLength(2);
  } finally {
    vi.useRealTimers();
  }
});

test('who is not there any more is gone, and is not looked for without end', async () => {
  const { batch } = open([rows[0]?.user_id ?? '']);
  const row = await batch.next();
  expect(row && (await batch.check(row))).toEqual({ ok: false, why: 'gone' });
});
