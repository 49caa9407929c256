import { expect, test } from 'vitest';
import { type Replica, silentAfterMs } from '../../contracts/replica.ts';
import { hearing, missingRoles, servicesOf } from './state.ts';

const now = Date.UTC(2026, 10, 26, 8);
const replica = (over: Partial<Replica> = {}): Replica => ({
  id: 'one',
  role: 'worker',
  host: 'zapis-1',
  pid: 7,
  version: '0.1.0',
  started_at: now - 60_000,
  at: now - 1_000,
  ready: true,
  checks: {},
  ...over,
});
const telegram = (ok: boolean, since: string) => ({ checks: { telegram: { ok, since } } });
const telegramOf = (replicas: readonly Replica[] | undefined) =>
  servicesOf({ ready: true, checks: {} }, { replicas, nowMs: now }).find(({ name }) => name === 'Telegram');

test('a service is shown under its own name, with its state and since when', () => {
  const checks = { mongodb: { ok: true, needed: true, since: '2026-11-26T07:00:00.000Z' } } as const;
  expect(servicesOf({ ready: true, checks }, undefined)).toEqual([
    { name: 'MongoDB', state: 'up', since: Date.UTC(2026, 10, 26, 7) },
  ]);
});

test('Telegram is as those see it who speak with it: down when one of them cannot, off without a token, else not known', () => {
  const [eight, nine] = ['2026-11-26T05:00:00.000Z', '2026-11-26T06:00:00.000Z'];
  const up = replica(telegram(true, nine));
  expect(telegramOf([up])).toEqual({ name: 'Telegram', state: 'up', since: Date.parse(nine) });
  const down = replica({ role: 'bot', ...telegram(false, eight) });
  expect(telegramOf([up, down])).toMatchObject({ state: 'down', since: Date.parse(eight) });
  // Who is silent knows nothing of now.
  expect(telegramOf([up, { ...down, at: now - silentAfterMs }])).toMatchObject({ state: 'up' });
  expect(telegramOf([replica()])).toMatchObject({ state: 'off' });
  expect(telegramOf([replica({ role: 'admin' })])).toMatchObject({ state: 'unknown' });
  expect(telegramOf(undefined)).toMatchObject({ state: 'unknown' });
});

test('a role of which nobody is alive is named', () => {
  const all = [replica(), replica({ role: 'admin' }), replica({ role: 'bot', at: now - silentAfterMs })];
  expect(missingRoles(all, now)).toEqual(['bot']);
});

test('of several bots the newest update counts, and of none that speaks nothing is said', () => {
  const bot = (last_at: number | null) => replica({ role: 'bot', updates: { mode: 'webhook', last_at } });
  expect(hearing([bot(1), bot(3), bot(null)], now)).toEqual({ mode: 'webhook', last_at: 3 });
  expect(hearing([bot(null)], now)).toEqual({ mode: 'webhook', last_at: null });
  expect(hearing([replica()], now)).toBeUndefined();
});
