import { beforeEach, expect, test } from 'vitest';
import type { CreateBroadcast } from '../../contracts/api/broadcast-resource.ts';
import type { BroadcastCommand } from '../../contracts/events/broadcast-command.ts';
import type { BroadcastDesk, BroadcastShown, BroadcastStore } from '../broadcasts/ports.ts';
import { createBroadcast } from './broadcasts.ts';
import type { Asked } from './handler.ts';

/** What was written, by the word it is written under; what is not, each time anew. */
let written: string[];
let published: string[];
let acts: number;
let brokerAway: boolean;
beforeEach(() => {
  [written, published, acts, brokerAway] = [[], [], 0, false];
});

const shown = (broadcast_id: string): BroadcastShown => ({
  broadcast_id,
  status: 'stored',
  command: { action: 'post_broadcast', message_text: 'Come', broadcast_id },
  event: null,
  created_at: 0,
  settled_at: null,
  recalled_at: null,
  reason: null,
  counts: { waiting: 0, claimed: 0, sent: 0, failed: 0, blocked: 0, unknown: 0, skipped: 0 },
  counting: false,
  never_started: 0,
  just_handed_over: false,
  rev: 0,
  typed: '',
  people: [],
});
const broadcasts = {
  reach: async () => ({ people: null, free_seats: null, known: null }),
  named: async () => ({ people: [], unknown: [] }),
  async save(_company, _draft, _by, which) {
    const word = which && 'once' in which ? which.once : `anew ${written.length}`;
    if (!written.includes(word)) written.push(word);
    return String(written.indexOf(word));
  },
  find: async (_company, id) => shown(id),
  handedOver: async () => undefined,
  approve: async (_company, id) => shown(id).command,
} satisfies Partial<BroadcastStore>;
const announcing = {
  broadcasts,
  async publish({ broadcast_id }: BroadcastCommand) {
    if (brokerAway) throw new Error('no broker');
    published.push(broadcast_id ?? '');
  },
} as unknown as BroadcastDesk;

function announce(operation: string | undefined, text = 'Come', audit = async () => void (acts += 1)) {
  const body = { text, html: false, audience: 'channel', few_seats: false, without_unknown: false };
  const asked = {
    body: body as CreateBroadcast,
    operation,
    company: 'default',
    caller: 'token',
    trace_id: 'trace',
    initiated_by: { user_id: null, role: 'system', channel: 'api' },
  } as Asked<'createBroadcast'>;
  return createBroadcast({ announcing, audit: { write: audit } })(asked);
}

test('a key that comes again after a fault behind the sending is the same announcement', async () => {
  const away = () => Promise.reject(new Error('the database went away'));
  await expect(announce('key', 'Come', away)).rejects.toThrow('went away');
  await announce('key');
  expect(written).toHaveLength(1);
  expect(new Set(published)).toEqual(new Set(['0']));
  await announce('key', 'Something else');
  await announce(undefined);
  expect(new Set(published)).toEqual(new Set(['0', '1', '2']));
});

test('what the broker did not take is not called sent: the same key hands it over', async () => {
  brokerAway = true;
  expect(await announce('key')).toEqual({ problem: 'outcome_unknown' });
  expect(acts).toBe(0);
  brokerAway = false;
  expect(await announce('key')).toMatchObject({ body: { broadcast_id: '0' } });
  expect([published, acts]).toEqual([['0'], 1]);
});
