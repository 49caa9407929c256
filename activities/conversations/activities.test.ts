import { expect, test } from 'vitest';
import { longestWaitMs, type Waiting } from '../../core/conversations/waiting.ts';
import { userId } from '../../core/shared/ids.ts';
import { type DeskHours, deskOpensAt } from '../../core/time/desk-hours.ts';
import type { Made } from '../messaging/ports.ts';
import { createConversationActivities } from './activities.ts';
import type { Answer, ConversationDeps, Fate } from './ports.ts';

const user = userId('65f0c0ffee00000000000001');
const olga = userId('65f0c0ffee00000000000002');
const listener = { chat_id: 7, lang: 'en', reachable: 'yes' } as const;

function talk({
  people,
  ...more
}: Pick<Partial<ConversationDeps>, 'pluggedIn'> & {
  readonly people?: Partial<ConversationDeps['messaging']['people']>;
} = {}) {
  const at = {
    opens: true,
    forWorker: true,
    now: 0,
    hours: null as DeskHours | null,
    waiting: null as Waiting | null,
    answers: [] as Answer[],
    made: { kind: 'ok', message_id: 1 } as Made,
    notes: new Map<string, string>(),
    fates: [] as Fate[],
    sent: [] as { readonly chat: unknown; readonly text: string; readonly keyboard: unknown }[],
    ledger: new Set<string>(),
  };
  const deps: ConversationDeps = {
    conversations: {
      said: async () => ({ opens: at.opens, for_worker: at.forWorker }),
      listener: async () => listener,
      note: async (_user, key, text) => void at.notes.set(key, text),
      hours: async () => at.hours,
      nextAnswer: async () => at.answers[0] ?? null,
      answered: async (_message, fate) => {
        at.fates.push(fate);
        at.answers.shift();
      },
      waiting: async () => at.waiting,
      told: async (_user, since) => {
        at.waiting = { since, told: true };
      },
      coordinators: async () => ({
        name: 'Ann <b>',
        people: [{ user_id: olga, chat_id: 9, lang: 'ru', reachable: 'yes' }],
      }),
    },
    messaging: {
      deliveries: {
        claim: async (key) => {
          const fresh = !at.ledger.has(key);
          at.ledger.add(key);
          return { fresh, row: { state: 'sent', open: 0, message_id: 1, finished: true } };
        },
        begin: async () => true,
        undo: async () => undefined,
        settle: async () => undefined,
        finish: async () => undefined,
        ended: async () => undefined,
        withdraw: async () => true,
      },
      people: { reachable: async () => undefined, informed: async () => undefined, ...people },
      messenger: {
        send: async (chat: unknown, said: { text: string; keyboard: unknown }) => {
          if (at.made.kind === 'ok') at.sent.push({ chat, text: said.text, keyboard: said.keyboard });
          return at.made;
        },
      } as never,
      patience: () => ({ timeoutMs: 1 }),
    },
    topics: { next: async () => null } as never,
    topicMessenger: { copy: async () => at.made } as never,
    panelUrl: 'https://panel.example/',
    now: async () => at.now,
    pluggedIn: undefined,
    ...more,
  };
  return { at, verbs: createConversationActivities(deps) };
}
const text = (count: number) => Array.from({ length: count }, (_none, n) => `word${n}`).join(' ');

test('who opens a conversation is told that it is passed on, and nobody else is', async () => {
  const { at, verbs } = talk();
  await verbs.takeUp({ user_id: user, message_id: 'm1' });
  expect([...at.notes.keys()]).toEqual(['passed_on:m1']);
  at.opens = false;
  await verbs.takeUp({ user_id: user, message_id: 'm2' });
  expect(at.notes.size).toBe(1);
});

test('outside their hours people are told when coordinators are back, and those are not told of a wait before that', async () => {
  const { at, verbs } = talk();
  at.now = Date.UTC(2026, 10, 27, 20);
  at.hours = { from: '10:00', to: '19:00', days: 'mon_fri' };
  const monday = deskOpensAt(at.now, at.hours) ?? 0;
  await verbs.takeUp({ user_id: user, message_id: 'm1' });
  expect(at.notes.get('passed_on:m1')).toContain('Mon 30 November, 10:00');
  at.waiting = { since: at.now, told: false };
  at.now += longestWaitMs;
  expect(await verbs.lookAfter({ user_id: user })).toEqual({ again_in_ms: monday + longestWaitMs - at.now });
  expect(at.sent).toEqual([]);
});

test('a long answer goes out in parts that Telegram takes, each once, however often it is begun', async () => {
  const { at, verbs } = talk();
  const long = text(1_500);
  at.answers = [{ message_id: 'a', text: long }];
  expect(await verbs.sendNext({ user_id: user })).toMatchObject({ sent: true });
  expect(at.sent.length).toBeGreaterThan(1);
  expect(at.sent.map((one) => one.text).join(' ')).toBe(long);
  at.answers = [{ message_id: 'a', text: long }];
  const before = at.sent.length;
  await verbs.sendNext({ user_id: user });
  expect(at.sent).toHaveLength(before);
  expect(at.fates).toEqual(['sent', 'sent']);
  expect(await verbs.sendNext({ user_id: user })).toMatchObject({ sent: false });
});

test('what a coordinator writes is shown as it was typed, with its lines and without markup', async () => {
  const { at, verbs } = talk();
  at.answers = [{ message_id: 'a', text: 'Room <301> & up\n\nSee you' }];
  await verbs.sendNext({ user_id: user });
  expect(at.sent[0]?.text).toBe('Room &lt;301&gt; &amp; up\n\nSee you');
});

test('an answer that can never be sent lets the next one go; Telegram’s pause holds it', async () => {
  const { at, verbs } = talk();
  at.answers = [
    { message_id: 'a', text: 'one' },
    { message_id: 'b', text: 'two' },
  ];
  at.made = { kind: 'blocked', description: 'bot was blocked' };
  await verbs.sendNext({ user_id: user });
  at.made = { kind: 'refused', code: 400, description: 'no' };
  await verbs.sendNext({ user_id: user });
  expect(at.fates).toEqual(['unreachable', 'refused']);
  at.answers = [{ message_id: 'c', text: 'three' }];
  at.made = { kind: 'wait', ms: 5, because: 'telegram' };
  await expect(verbs.sendNext({ user_id: user })).rejects.toThrow();
  expect(at.answers).toHaveLength(1);
});

test('a file from a topic is copied to the person; that the bot is in the group no more is no word about them', async () => {
  const blocked: number[] = [];
  const { at, verbs } = talk({ people: { reachable: async (chat) => void blocked.push(chat) } });
  const file = { text: '', copy: { chat_id: -100, message_id: 12 } };
  at.answers = [
    { message_id: 'a', ...file },
    { message_id: 'b', ...file },
    { message_id: 'c', ...file },
  ];
  await verbs.sendNext({ user_id: user });
  at.made = { kind: 'blocked', description: 'Forbidden: bot was kicked from the supergroup chat' };
  await verbs.sendNext({ user_id: user });
  expect([at.fates, blocked]).toEqual([['sent', 'refused'], []]);
  at.made = { kind: 'blocked', description: 'Forbidden: bot was blocked by the user' };
  await verbs.sendNext({ user_id: user });
  expect([at.fates.at(-1), blocked]).toEqual(['unreachable', [7]]);
});

test('coordinators are told once of who has waited for a quarter of an hour, with the way to them', async () => {
  const { at, verbs } = talk();
  expect(await verbs.lookAfter({ user_id: user })).toEqual({ again_in_ms: null });
  at.waiting = { since: 1_000, told: false };
  at.now = 2_000;
  expect(await verbs.lookAfter({ user_id: user })).toEqual({ again_in_ms: longestWaitMs - 1_000 });
  at.now = 1_000 + longestWaitMs;
  expect(await verbs.lookAfter({ user_id: user })).toEqual({ again_in_ms: null });
  expect(at.sent).toHaveLength(1);
  expect(at.sent[0]?.chat).toBe(9);
  expect(at.sent[0]?.text).toContain('Ann &lt;b&gt;');
  expect(JSON.stringify(at.sent[0]?.keyboard)).toContain(`https://panel.example/conversations/${user}`);
  expect(await verbs.lookAfter({ user_id: user })).toEqual({ again_in_ms: null });
  expect(at.sent).toHaveLength(1);
});
