import { expect, test } from 'vitest';
import { userId } from '../../core/shared/ids.ts';
import { createConversationActivities } from './activities.ts';
import { type PluggedIn, passOn, type Unanswered, type WorkerStatus } from './plugged-in.ts';
import type { ConversationDeps } from './ports.ts';

const [ann, ben] = [userId('65f0c0ffee00000000000001'), userId('65f0c0ffee00000000000002')];
const entry = (seq: number) => ({
  message_id: '65f0c0ffee00000000000009',
  kind: 'text' as const,
  text: `said ${seq}`,
  file: '',
  seq: String(seq),
  edited: '0' as const,
});
const of = (user_id: typeof ann, more: Partial<Unanswered> = {}): Unanswered => ({
  user_id,
  telegram_id: 7,
  entries: [entry(1), entry(2)],
  waiting_since: 1_000,
  ...more,
});

function worker(unanswered: readonly Unanswered[], status: WorkerStatus = 'RUNNING') {
  const seen: string[] = [];
  const at = { broken: '', mayType: true };
  const pluggedIn: PluggedIn = {
    store: {
      unanswered: async () => unanswered,
      relaying: async (user) => void seen.push(`listen ${user === ann ? 'ann' : 'ben'}`),
      relayed: async (_user, seq) => void seen.push(`up to ${seq}`),
    },
    lines: {
      attend: async (user, { config }, eager) => {
        if (user === at.broken) throw new Error('WRONGTYPE');
        seen.push(`attend ${config.agent}${eager ? '' : ' later'}`);
        return status;
      },
      put: async (_user, entries) => void seen.push(`put ${entries.map(({ seq }) => seq).join(',')}`),
      mayType: async () => at.mayType,
    },
    offer: { agent: 'faq', capabilities: [], env: {}, apiUrl: 'http://api' },
    showTyping: async (chat) => void seen.push(`types to ${chat}`),
  };
  return { seen, at, pluggedIn };
}
const now = { eager: true, now: 2_000 };

test('answers are listened for before anything is asked, and somebody is seen typing after it', async () => {
  const { seen, pluggedIn } = worker([of(ann)]);
  await passOn(pluggedIn, [ann], now);
  expect(seen).toEqual(['listen ann', 'attend faq', 'put 1,2', 'up to 2', 'types to 7']);
});

test('nobody types who does not run, is not ours to show, or has not answered for a minute', async () => {
  for (const status of ['STARTING', 'DOWN'] as const) {
    const { seen, pluggedIn } = worker([of(ann)], status);
    await passOn(pluggedIn, [ann], { eager: false, now: 2_000 });
    expect(seen.at(-1)).toBe('up to 2');
  }
  const { seen, at, pluggedIn } = worker([of(ann)]);
  at.mayType = false;
  await passOn(pluggedIn, [ann], now);
  at.mayType = true;
  await passOn(pluggedIn, [ann], { ...now, now: 61_001 });
  expect(seen.filter((one) => one.startsWith('types'))).toEqual([]);
});

test('one person’s broken streams keep nobody else from theirs, and are tried again', async () => {
  const { seen, at, pluggedIn } = worker([of(ann), of(ben)]);
  at.broken = ann;
  await expect(passOn(pluggedIn, [ann, ben], now)).rejects.toThrow('WRONGTYPE');
  expect(seen).toContain('listen ben');
  expect(seen).toContain('put 1,2');
});

test('whoever has nothing unanswered needs no worker', async () => {
  const { seen, pluggedIn } = worker([of(ann, { entries: [] })]);
  await passOn(pluggedIn, [ann], now);
  expect(seen).toEqual([]);
});

test('what is said goes to the worker instead of a word that it was passed on, until a coordinator has taken over', async () => {
  const { seen, pluggedIn } = worker([of(ann)]);
  const notes: string[] = [];
  const at = { forWorker: true };
  const deps = {
    conversations: {
      said: async () => ({ opens: true, for_worker: at.forWorker }),
      listener: async () => ({ chat_id: 7, lang: 'en', reachable: 'yes' }),
      hours: async () => null,
      note: async (_user: string, key: string) => void notes.push(key),
    },
    topics: { next: async () => null },
    now: async () => 2_000,
    pluggedIn,
  } as unknown as ConversationDeps;
  const verbs = createConversationActivities(deps);
  const message = { user_id: ann, message_id: 'm' };
  expect(await verbs.takeUp(message)).toMatchObject({ to_worker: true });
  await verbs.passToWorker({ user_id: ann });
  expect(seen).toContain('put 1,2');
  expect(notes).toEqual([]);
  at.forWorker = false;
  expect(await verbs.takeUp(message)).toMatchObject({ to_worker: false });
  const alone = createConversationActivities({ ...deps, pluggedIn: undefined });
  at.forWorker = true;
  expect(await alone.takeUp(message)).toMatchObject({ to_worker: false });
  expect(notes).toEqual(['passed_on:m', 'passed_on:m']);
});
