import { expect, test } from 'vitest';
import { userId } from '../../core/shared/ids.ts';
import type { Delivery, Done, Made } from '../messaging/ports.ts';
import { carryNext } from './carry.ts';
import type { ConversationDeps } from './ports.ts';
import type { ToCarry, Topic, TopicMessenger, Topics, TopicWork } from './topic-ports.ts';

const user = userId('65f0c0ffee00000000000001');
const said = (more: Partial<ToCarry> = {}): ToCarry => ({
  message_id: 'm1',
  place: 1,
  edited: false,
  speaker: { from: 'person', name: '' },
  text: 'Is there <parking>?',
  file: null,
  file_waits: true,
  from_topic: false,
  fate: null,
  ...more,
});

/** A group whose Telegram answers as a test says, and a ledger as strict as the real one. */
function desk(messages: readonly ToCarry[], more: Partial<Topic> = {}) {
  const at = {
    group: true,
    topic: {
      chat_id: -100,
      n: 1,
      thread_id: 5,
      introduced: true,
      closed: false,
      doubtful: false,
      ...more,
    } as Topic,
    closed: false,
    calls: 0,
    waiting: [...messages],
    notices: [] as NonNullable<TopicWork['notice']>[],
    heard: [] as string[],
    lost: [] as string[],
    next: [] as (Made | Done)[],
    ledger: new Map<string, Delivery>(),
  };
  const answer = <T extends Made | Done>(what: string, fine: T): T => {
    const given = (at.next.shift() ?? fine) as T;
    if (given.kind === 'ok') at.heard.push(what);
    return given;
  };
  const changed = (change: Partial<Topic>) => void (at.topic = { ...at.topic, ...change });
  const topics: Topics = {
    next: async () => {
      const { topic, closed, waiting, notices } = at;
      const stands = topic.thread_id === null || topic.closed === closed;
      if (!at.group || (waiting.length === 0 && notices.length === 0 && stands)) return null;
      const person = { name: 'Anna', username: 'anna', number: 'K7M2Q' };
      return {
        lang: 'en',
        topic,
        closed,
        person,
        message: waiting[0] ?? null,
        notice: notices[0] ?? null,
      };
    },
    calling: async () => void (at.calls += 1),
    notCalled: async () => void (at.calls -= 1),
    made: async (_user, _topic, thread_id) => changed({ thread_id, doubtful: at.calls > 1 }),
    another: async () => changed({ n: at.topic.n + 1 }),
    introduced: async () => changed({ introduced: true }),
    gone: async () => {
      at.calls = 0;
      changed({ thread_id: null, introduced: false, closed: false, n: at.topic.n + 1 });
    },
    stands: async (_user, _topic, closed) => changed({ closed }),
    carried: async () => void at.waiting.shift(),
    noticed: async () => void at.notices.shift(),
    lost: async (_chat, why) => {
      at.lost.push(why);
      at.group = false;
    },
  };
  const topicMessenger: TopicMessenger = {
    create: async (_chat, title) => answer(`topic ${title}`, { kind: 'ok', message_id: 6 }),
    say: async (_chat, thread, { text }) => answer(`${thread}: ${text}`, { kind: 'ok', message_id: 7 }),
    copy: async ({ thread_id }, { message_id }) =>
      answer(`${thread_id}: copy of ${message_id}`, { kind: 'ok', message_id: 8 }),
    setClosed: async (_chat, thread, closed) =>
      answer(`${thread} ${closed ? 'closed' : 'open'}`, { kind: 'ok' }),
    remove: async () => ({ kind: 'ok' }),
  };
  const row = (key: string): Delivery =>
    at.ledger.get(key) ?? { state: 'claimed', open: 1, message_id: null, finished: false };
  const keep = (key: string, change: Partial<Delivery>) =>
    void at.ledger.set(key, { ...row(key), ...change });
  const deps = {
    topics,
    topicMessenger,
    panelUrl: undefined,
    now: async () => 1,
    messaging: {
      patience: () => ({ timeoutMs: 1 }),
      people: { reachable: async () => expect.unreachable('a group is nobody’s own chat') },
      deliveries: {
        claim: async (key: string) => {
          const fresh = !at.ledger.has(key);
          if (fresh) at.ledger.set(key, row(key));
          return { fresh, row: row(key) };
        },
        begin: async (key: string, open: number) => {
          keep(key, { state: 'claimed', open: open + 1 });
          return true;
        },
        undo: async (key: string) => keep(key, { open: row(key).open - 1 }),
        settle: async (key: string, settled: Partial<Delivery>) => keep(key, settled),
        finish: async (key: string) => keep(key, { finished: true }),
        ended: async () => undefined,
        withdraw: async () => undefined,
      },
    },
  } as unknown as ConversationDeps;
  const all = async () => {
    while ((await carryNext(deps, user)).carried);
  };
  return { at, deps, all };
}
const none = { thread_id: null, introduced: false };
const unknown = { kind: 'unknown', description: 'no answer in time' } as const;

test('the first word makes a topic that says whose it is, and is carried into it', async () => {
  const { at, all } = desk([said()], none);
  await all();
  expect(at.heard[0]).toBe('topic Anna · K7M2Q');
  expect(at.heard[1]).toMatch(/^6: 👤 <b>Anna<\/b>\n@anna\nBooking K7M2Q/);
  expect(at.heard[2]).toBe('6: Is there &lt;parking&gt;?');
  expect(at.heard).toHaveLength(3);
  expect(at.waiting).toEqual([]);
});

test('a topic whose making had no answer is asked for once more, and the next one says that there may be two', async () => {
  const { at, deps, all } = desk([said()], none);
  at.next = [unknown];
  await expect(carryNext(deps, user)).rejects.toThrow('unknown');
  await all();
  expect(at.heard.filter((one) => one.startsWith('topic'))).toHaveLength(1);
  expect(at.heard[1]).toContain('did not say whether it had made a topic');
});

test('without an answer twice no third topic is made until somebody wakes it again', async () => {
  const { at, deps } = desk([said()], none);
  at.next = [unknown, unknown];
  await expect(carryNext(deps, user)).rejects.toThrow('unknown');
  expect(await carryNext(deps, user)).toEqual({ carried: false });
  expect([at.heard, at.topic.n, at.waiting.length]).toEqual([[], 2, 1]);
});

test('under a message that had no answer twice stands that it may be missing, once, before the next one', async () => {
  const { at, deps, all } = desk([said(), said({ message_id: 'm2', text: 'And a lift?' })]);
  at.next = [unknown, unknown];
  await expect(carryNext(deps, user)).rejects.toThrow('unknown');
  await all();
  expect(at.heard).toEqual([
    expect.stringContaining('it may be missing, or stand here twice'),
    '5: And a lift?',
  ]);
  // A worker that died before it was written down.
  at.waiting = [said()];
  await all();
  expect(at.heard).toHaveLength(2);
});

test('while Telegram does not take even that line, the words behind it wait', async () => {
  const { at, deps, all } = desk([said(), said({ message_id: 'm2', text: 'And a lift?' })]);
  at.next = Array.from({ length: 7 }, () => unknown);
  for (let tries = 0; at.next.length > 0; tries += 1) {
    await expect(carryNext(deps, user)).rejects.toThrow('unknown');
    expect([tries < 7, at.waiting.length]).toEqual([true, 2]);
  }
  await all();
  expect(at.heard).toEqual([expect.stringContaining('may be missing'), '5: And a lift?']);
});

test('a file that had no answer twice is said to be in doubt, too', async () => {
  const { at, deps, all } = desk([said({ file: { chat_id: 7, message_id: 12 } })]);
  at.next = [unknown, unknown];
  await expect(carryNext(deps, user)).rejects.toThrow('unknown');
  await all();
  expect([at.heard, at.waiting]).toEqual([[expect.stringContaining('may be missing')], []]);
});

test('what a worker that died in between has carried is not carried again', async () => {
  const { at, all } = desk([said()]);
  await all();
  at.waiting = [said()];
  await all();
  expect(at.heard).toEqual(['5: Is there &lt;parking&gt;?']);
  at.waiting = [said({ place: 4, edited: true, text: 'Is there a garage?' })];
  await all();
  expect(at.heard.at(-1)).toContain('Edited');
  expect(at.heard.at(-1)).toContain('Is there a garage?');
});

test('a file is copied, and when Telegram does not give it any more that is said instead', async () => {
  const file = { chat_id: 7, message_id: 12 };
  const { at, all } = desk([said({ file, text: 'My CV' }), said({ file, message_id: 'm2' })]);
  at.next = [
    { kind: 'ok', message_id: 1 },
    { kind: 'refused', code: 400, description: 'Bad Request: message to copy not found' },
  ];
  await all();
  expect(at.heard).toEqual([
    '5: copy of 12',
    '5: 📎 The file was not passed on: Telegram does not give it any more.',
  ]);
});

test('a file that was replaced is copied anew and said to be; of an edit of the words under it the words come alone', async () => {
  const file = { chat_id: 7, message_id: 12 };
  const edit = { file, edited: true };
  const { at, all } = desk([
    said({ ...edit, place: 4, text: 'My new CV' }),
    said({ ...edit, place: 5, text: 'My best CV', file_waits: false }),
  ]);
  await all();
  expect(at.heard).toEqual(['5: ✏️ <i>Edited:</i>', '5: copy of 12', '5: ✏️ <i>Edited:</i>\nMy best CV']);
});

test('answers of the panel name who wrote them; of a coordinator’s own only what became of it is told', async () => {
  const { at, all } = desk([
    said({ speaker: { from: 'staff', name: 'Olga' }, text: 'a'.repeat(5_000) }),
    said({ message_id: 'm2', from_topic: true, fate: 'unreachable' }),
  ]);
  await all();
  expect(at.heard[0]).toContain('<b>Olga</b>, in the panel:');
  expect(at.heard[1]).not.toContain('Olga');
  expect(at.heard[2]).toContain('Not delivered');
  expect(at.heard).toHaveLength(3);
});

test('a closed topic is opened before anything is carried, and closed with the conversation', async () => {
  const { at, all } = desk([said()], { closed: true });
  await all();
  expect(at.heard).toEqual(['5 open', '5: Is there &lt;parking&gt;?']);
  at.closed = true;
  await all();
  expect(at.heard.at(-1)).toBe('5 closed');
});

test('a deleted topic is made anew, and one that is to be closed is let go', async () => {
  const { at, all } = desk([said()]);
  at.next = [{ kind: 'gone' }];
  await all();
  expect(at.heard.map((one) => one.slice(0, 5))).toEqual(['topic', '6: 👤', '6: Is']);
  at.closed = true;
  at.next = [{ kind: 'gone' }];
  await all();
  expect([at.topic.thread_id, at.heard.length]).toEqual([null, 3]);
});

test('a group that threw the bot out, took its right or has no topics is let go with the reason', async () => {
  for (const [given, why] of [
    [{ kind: 'blocked', description: 'Forbidden: bot was kicked from the supergroup chat' }, 'thrown_out'],
    [{ kind: 'refused', code: 400, description: 'Bad Request: not enough rights' }, 'no_right'],
    [{ kind: 'refused', code: 400, description: 'Bad Request: the chat is not a forum' }, 'not_forum'],
  ] as const) {
    const { at, all } = desk([said()], none);
    at.next = [given];
    await all();
    expect([at.lost, at.heard]).toEqual([[why], []]);
  }
});

test('Telegram’s limit for groups is waited for, and nothing is skipped', async () => {
  const { at, deps, all } = desk([said(), said({ message_id: 'm2', text: 'And a lift?' })]);
  at.next = [{ kind: 'wait', ms: 5, because: 'chat' }];
  await expect(carryNext(deps, user)).rejects.toThrow('pause');
  await all();
  expect(at.heard).toEqual(['5: Is there &lt;parking&gt;?', '5: And a lift?']);
});

test('who wrote there what was not passed on is told so', async () => {
  const { at, all } = desk([]);
  at.notices = [{ key: 'topic:1:2', notice: 'edited' }];
  await all();
  expect(at.heard[0]).toContain('An edit is not passed on');
  expect(at.heard).toHaveLength(1);
});
