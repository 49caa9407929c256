import { expect, test } from 'vitest';
import { eventId, userId } from '../../core/shared/ids.ts';
import { createBroadcastActivities } from './activities.ts';
import { compose } from './compose.ts';
import type { BroadcastDeps, Broadcasts, Ledger, StoredBroadcast } from './ports.ts';

const broadcast_id = 'b'.repeat(24);
const stored = (over: Partial<StoredBroadcast> = {}): StoredBroadcast => ({
  broadcast_id,
  company_id: 'acme',
  command: { action: 'post_broadcast', message_text: 'Come' },
  status: 'stored',
  chat_id: null,
  message_id: null,
  reason: null,
  rows: 2,
  has_list: false,
  recalled: false,
  ...over,
});

/** Stores that hold just this one; `asked`: what they were asked for. */
function stores(row: StoredBroadcast) {
  const asked: unknown[] = [];
  const broadcasts: Partial<Broadcasts> = {
    read: async () => row,
    failed: async (_id, reason) => void asked.push(reason),
    async recipient(company, account) {
      asked.push([company, account]);
      return null;
    },
    async openEvents(company, user) {
      asked.push([company, user]);
      return [eventId('e'.repeat(24))];
    },
  };
  const ledger: Partial<Ledger> = {
    async reopen(_id, states, n) {
      asked.push(states);
      return { count: 1, n: n + 1 };
    },
  };
  const deps = { broadcasts, ledger, defaultChat: null, botUsername: async () => 'zapis_bot' };
  return { asked, deps: deps as unknown as BroadcastDeps };
}

test('of what was taken back nobody gets another try', async () => {
  const { asked, deps } = stores(stored({ status: 'done', recalled: true }));
  const { reopenFailed } = createBroadcastActivities(deps);
  expect(await reopenFailed({ broadcast_id, unknown: true, n: 2 })).toEqual({ count: 0, n: 2 });
  expect(asked).toEqual([]);
});

test('the only open event is the only one of its own company, for a channel and for a person', async () => {
  const { asked, deps } = stores(stored());
  const user_id = userId('a'.repeat(24));
  await compose(deps, stored(), null);
  await compose(deps, stored(), { user_id, lang: 'en' });
  expect(asked).toEqual([
    ['acme', null],
    ['acme', user_id],
  ]);
});

test('a private chat is written to only when it is somebody’s of the same company', async () => {
  const command = { action: 'post_broadcast', message_text: 'Come', target: 7 } as const;
  const { asked, deps } = stores(stored({ command }));
  const { planBroadcast } = createBroadcastActivities(deps);
  expect(await planBroadcast({ broadcast_id })).toMatchObject({ ok: false });
  expect(asked[0]).toEqual(['acme', 7]);
});
