import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { append } from '../../adapters/mongo/conversations/append.ts';
import { conversationIndexes } from '../../adapters/mongo/conversations/indexes.ts';
import { createPluggedInStore } from '../../adapters/mongo/conversations/plugged-in.ts';
import { createSaidKeeper } from '../../adapters/mongo/conversations/said.ts';
import { createTalk } from '../../adapters/mongo/conversations/talk.ts';
import { oid } from '../../adapters/mongo/ids.ts';
import { ensureIndexes } from '../../adapters/mongo/indexes.ts';
import { erase } from '../../adapters/mongo/people/erase.ts';
import { everythingAbout } from '../../adapters/mongo/people/everything.ts';
import type { Said } from '../../contracts/api/conversations.ts';
import { inputEntrySchema } from '../../contracts/workers/streams.ts';
import type { UserId } from '../../core/shared/ids.ts';
import { type BookingWorld, openBookingWorld, someone } from '../support/booking-world.ts';

let world: BookingWorld;
beforeAll(async () => {
  world = await openBookingWorld('conversations');
});
afterAll(() => world.close());

const keeper = () => createSaidKeeper(world.db, async () => world.clock.now);
let lastUpdate = 0;
async function somebody() {
  const user = await someone(world);
  const found = await world.rows.users.findOne({ _id: oid(user) });
  const telegram_id = found?.telegram_id ?? 0;
  const says = (text: string, more: Partial<Said> = {}): Said => {
    lastUpdate += 1;
    const ids = { bot_id: 1, update_id: lastUpdate, message_id: lastUpdate, telegram_id };
    return { ...ids, edited: false, text, file: null, ...more };
  };
  return { user, says };
}
const staffSays = (user: UserId, text: string) =>
  append(
    world.db,
    { user_id: oid(user), company_id: 'default' },
    { key: `staff:${text}`, from: 'staff', by: null, text, file: null, chat_message_id: null },
    new Date(world.clock.now),
  );
const rows = (user: UserId) =>
  world.rows.conversationMessages
    .find({ user_id: oid(user) })
    .sort({ seq: 1 })
    .toArray();

test('the same update, brought again or twice at once, is one message; each has its own place', async () => {
  const { user, says } = await somebody();
  const [one, two] = [says('one'), says('two')];
  const kept = await Promise.all([keeper().keep(one), keeper().keep(one), keeper().keep(one)]);
  expect(new Set(kept.map((each) => JSON.stringify(each))).size).toBe(1);
  await Promise.all([keeper().keep(two), staffSays(user, 'an answer'), keeper().keep(one)]);
  const all = await rows(user);
  expect(all.map(({ text }) => text).toSorted()).toEqual(['an answer', 'one', 'two']);
  expect(new Set(all.map(({ seq }) => seq)).size).toBe(3);
  expect(all.map(({ opens }) => opens)).toEqual([true, false, false]);
});

test('a message is opened again by the next word after it was closed', async () => {
  const { user, says } = await somebody();
  await keeper().keep(says('one'));
  await world.rows.conversations.updateOne({ _id: oid(user) }, { $set: { status: 'closed' } });
  await keeper().keep(says('two'));
  expect((await rows(user)).map(({ opens }) => opens)).toEqual([true, true]);
  expect((await world.rows.conversations.findOne({ _id: oid(user) }))?.status).toBe('open');
});

test('since when somebody waits is the first word that nobody answered', async () => {
  const { user, says } = await somebody();
  const began = world.clock.now;
  await keeper().keep(says('one'));
  world.clock.now += 60_000;
  const two = says('two');
  await keeper().keep(two);
  expect(await createTalk(world.db).waiting(user)).toEqual({ since: began, told: false });
  // Answered, and the same update comes once more: it was answered.
  const answered_seq = (await rows(user)).at(-1)?.seq ?? 0;
  await world.rows.conversations.updateOne(
    { _id: oid(user) },
    { $set: { waiting_since: null, answered_seq } },
  );
  await keeper().keep(two);
  expect(await createTalk(world.db).waiting(user)).toBeNull();
});

test('an edit changes what was said, once per update; what is not kept cannot be edited; strangers are nobody', async () => {
  const { user, says } = await somebody();
  const one = says('Is there parking?');
  await keeper().keep(one);
  const edit = says('Is there a garage?', { edited: true, message_id: one.message_id });
  const kept = await keeper().keep(edit);
  expect(await keeper().keep(edit)).toEqual(kept);
  const [row] = await rows(user);
  expect([row?.text, row?.edited_at?.getTime()]).toEqual(['Is there a garage?', world.clock.now]);
  expect(await keeper().keep(says('x', { edited: true, message_id: 999_999 }))).toBeNull();
  expect(await keeper().keep(says('x', { telegram_id: 42 }))).toBe('unknown_user');
});

test('a file that was replaced is the message’s from then on, also for a worker; an edit without one leaves it', async () => {
  const { user, says } = await somebody();
  const cv = (file_id: string) =>
    ({ kind: 'document', file_id, unique_id: file_id, name: `${file_id}.pdf`, type: null, size: 9 }) as const;
  const one = says('My CV', { file: cv('wrong') });
  const edit = { edited: true, message_id: one.message_id };
  await keeper().keep(one);
  await keeper().keep(says('My right CV', { ...edit, file: cv('right') }));
  await keeper().keep(says('My very CV', edit));
  const [row] = await rows(user);
  expect([row?.text, row?.file]).toEqual(['My very CV', cv('right')]);
  const [lies] = await createPluggedInStore(world.db).unanswered([user]);
  const [entry] = (lies?.entries ?? []).map((found) => inputEntrySchema.parse(found));
  expect([entry?.kind, entry?.edited]).toEqual(['document', '1']);
  expect(JSON.parse(entry?.file ?? '')).toEqual({ file_id: 'right', name: 'right.pdf', type: null, size: 9 });
});

test('however much was said since, what somebody edits is found, by an index; a message of another bot’s chat is another one', async () => {
  await ensureIndexes(world.db, conversationIndexes);
  const { user, says } = await somebody();
  const one = says('Is there parkin?');
  await keeper().keep(one);
  const [first] = await rows(user);
  if (!first) throw new Error('nothing was kept');
  const since = Array.from({ length: 600 }, (_none, n) => ({
    ...first,
    _id: new ObjectId(),
    key: `update:1:since-${user}-${n}`,
    seq: 2 + n,
    chat_message_id: 1_000_000 + n,
  }));
  await world.rows.conversationMessages.insertMany(since);
  const edit = { edited: true, message_id: one.message_id };
  expect(await keeper().keep(says('Is there parking?', { ...edit, bot_id: 2 }))).toBeNull();
  expect(await keeper().keep(says('Is there parking?', edit))).not.toBeNull();
  expect((await rows(user))[0]?.text).toBe('Is there parking?');
  const plan = await world.rows.conversationMessages
    .find({ user_id: oid(user), chat_message_id: one.message_id })
    .explain('queryPlanner');
  expect(JSON.stringify(plan)).toContain('messages_by_place_in_chat');
});

test('4,096 characters are kept whole and lie before a worker whole; a file is its reference, however large', async () => {
  const { user, says } = await somebody();
  const text = '😀'.repeat(2_048);
  await keeper().keep(says(text));
  const voice = { kind: 'voice', file_id: 'F', name: null, type: 'audio/ogg', size: 10_485_760 } as const;
  await keeper().keep(says('', { file: voice }));
  const [unanswered] = await createPluggedInStore(world.db).unanswered([user]);
  const entries = (unanswered?.entries ?? []).map((entry) => inputEntrySchema.parse(entry));
  expect(entries.map((entry) => entry.text)).toEqual([text, '']);
  expect(JSON.parse(entries[1]?.file ?? '')).toEqual({
    file_id: 'F',
    name: null,
    type: 'audio/ogg',
    size: 10_485_760,
  });
});

test('answers come out in their order, each until it is sent', async () => {
  const { user } = await somebody();
  const talk = createTalk(world.db);
  for (const text of ['first', 'second']) await staffSays(user, `${text} to ${user}`);
  const next = await talk.nextAnswer(user);
  expect(next?.text).toBe(`first to ${user}`);
  await talk.answered(next?.message_id ?? '', 'sent', world.clock.now);
  expect((await talk.nextAnswer(user))?.text).toBe(`second to ${user}`);
  expect((await rows(user))[0]?.fate).toBe('sent');
});

test('people can read what they said, and all of it goes with them', async () => {
  const { user, says } = await somebody();
  await keeper().keep(says('My secret'));
  expect(JSON.stringify(await everythingAbout(world.db)(user))).toContain('My secret');
  await erase(world.db)(user, world.clock.now);
  expect(await rows(user)).toEqual([]);
  expect(await world.rows.conversations.findOne({ _id: oid(user) })).toBeNull();
});
