import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTalkDesk, keepAnswer } from '../../../adapters/mongo/conversations/desk.ts';
import { createPluggedInStore } from '../../../adapters/mongo/conversations/plugged-in.ts';
import { createSaidKeeper } from '../../../adapters/mongo/conversations/said.ts';
import { oid } from '../../../adapters/mongo/ids.ts';
import type { Said } from '../../../contracts/api/conversations.ts';
import { inputEntrySchema, inputFileSchema } from '../../../contracts/workers/streams.ts';
import type { UserId } from '../../../core/shared/ids.ts';
import { type BookingWorld, openBookingWorld, someone } from '../../support/booking-world.ts';

let world: BookingWorld;
let real = Date.UTC(2026, 10, 24);
beforeAll(async () => {
  world = await openBookingWorld('transcript');
});
afterAll(() => world.close());

const store = () => createPluggedInStore(world.db, () => real);
let lastUpdate = 0;
async function somebody() {
  const user = await someone(world);
  const found = await world.rows.users.findOne({ _id: oid(user) });
  const telegram_id = found?.telegram_id ?? 0;
  const says = async (text: string, more: Partial<Said> = {}) => {
    lastUpdate += 1;
    const ids = { bot_id: 1, update_id: lastUpdate, message_id: lastUpdate, telegram_id };
    const said = { ...ids, edited: false, text, file: null, ...more };
    const kept = await createSaidKeeper(world.db, async () => world.clock.now).keep(said);
    if (kept === null || kept === 'unknown_user') throw new Error('not kept');
    return { id: kept.message_id, chat: said.message_id };
  };
  const talk = () => world.rows.conversations.findOne({ _id: oid(user) });
  return { user, says, talk, telegram_id };
}
const unanswered = async (user: UserId) =>
  (await store().unanswered([user])).flatMap(({ entries }) => entries);
const texts = async (user: UserId) => (await unanswered(user)).map(({ text }) => text);
let entries = 0;
const hear = (user: UserId, text: string, message_id?: string, key?: string, waits?: '0' | '1') => {
  entries += 1;
  const answer = { text, ...(message_id && { message_id }), ...(key && { key }), ...(waits && { waits }) };
  return store().hear(user, `${entries}-0`, answer, world.clock.now);
};

test('what nobody answered is given in order, with the file and the newest words at their new place', async () => {
  const { user, says, telegram_id } = await somebody();
  const first = await says('one');
  const file = { kind: 'voice', file_id: 'F', name: null, type: 'audio/ogg', size: 9 } as const;
  await says('', { file });
  await says('one, I mean', { edited: true, message_id: first.chat });
  await says('three');
  const [one] = await store().unanswered([user]);
  expect(one?.telegram_id).toBe(telegram_id);
  expect(one?.waiting_since).toBe(world.clock.now);
  const all = (one?.entries ?? []).map((entry) => inputEntrySchema.parse(entry));
  expect(all.map(({ text, kind, edited, seq }) => [text, kind, edited, seq])).toEqual([
    ['', 'voice', '0', '2'],
    ['one, I mean', 'text', '1', '3'],
    ['three', 'text', '0', '4'],
  ]);
  expect(all[1]?.message_id).toBe(first.id);
  expect(inputFileSchema.parse(JSON.parse(all[0]?.file ?? ''))).toEqual({
    file_id: 'F',
    name: null,
    type: 'audio/ogg',
    size: 9,
  });
});

test('an answer ends the wait for what was said up to the message it names; whoever wrote after it goes on waiting', async () => {
  const { user, says, talk } = await somebody();
  const one = await says('one');
  const since = world.clock.now;
  world.clock.now += 60_000;
  const two = await says('two');
  expect((await talk())?.waiting_since?.getTime()).toBe(since);
  expect(await hear(user, 'to one', one.id)).toBe('delivered');
  expect((await talk())?.waiting_since?.getTime()).toBe(world.clock.now);
  expect(await texts(user)).toEqual(['two']);
  expect(await hear(user, 'to two', two.id)).toBe('delivered');
  expect((await talk())?.waiting_since).toBeNull();
  expect(await texts(user)).toEqual([]);
  expect(await store().waiting(world.clock.now)).not.toContain(user);
});

test('whom a worker leaves to a coordinator waits on, whatever it answers later, until one answers or it is answered after all', async () => {
  const { user, says, talk } = await somebody();
  const hard = await says('hard');
  const since = world.clock.now;
  expect(await hear(user, 'A coordinator will', hard.id, 'a', '1')).toBe('delivered');
  expect((await talk())?.waiting_since?.getTime()).toBe(since);
  expect(await texts(user)).toEqual([]);
  world.clock.now += 60_000;
  const easy = await says('easy');
  expect(await hear(user, 'to easy', easy.id)).toBe('delivered');
  expect((await talk())?.waiting_since?.getTime()).toBe(since);
  expect(await hear(user, 'to hard', hard.id, 'b')).toBe('delivered');
  expect((await talk())?.waiting_since).toBeNull();
  // What they were left with before is over.
  const again = await says('again');
  await hear(user, 'A coordinator will', again.id, 'c', '1');
  await keepAnswer(world.db, 'default', { user, by: user, key: 'd', text: 'Here', at: world.clock.now });
  expect(await talk()).toMatchObject({ waiting_since: null });
  expect((await talk())?.left_seq).toBeUndefined();
});

test('one that names no message answers what lay before the worker, and nothing that came after', async () => {
  const { user, says, talk } = await somebody();
  await says('one');
  await store().relayed(user, 1);
  await says('two');
  await hear(user, 'hello');
  expect(await texts(user)).toEqual(['two']);
  expect((await talk())?.waiting_since).not.toBeNull();
});

test('an edit of what was answered is put back, too, until it is answered or settled; nobody is told that somebody waits', async () => {
  const { user, says, talk } = await somebody();
  const desk = createTalkDesk(world.db);
  const isPutBack = async () => (await store().waiting(world.clock.now)).includes(user);
  const one = await says('one');
  await store().relayed(user, 1);
  await hear(user, 'to one', one.id);
  expect(await isPutBack()).toBe(false);
  const edits = (text: string) => says(text, { edited: true, message_id: one.chat });
  await edits('one, I mean');
  expect([await isPutBack(), (await talk())?.waiting_since]).toEqual([true, null]);
  expect(await texts(user)).toEqual(['one, I mean']);
  // What the worker answers now, it answers to the words it knows.
  await hear(user, 'to one, late', one.id);
  expect(await isPutBack()).toBe(true);
  await store().relayed(user, Number((await unanswered(user)).at(-1)?.seq));
  await hear(user, 'to the edit', one.id);
  expect(await isPutBack()).toBe(false);
  await edits('two, I mean');
  const { seq } = await desk
    .talk('default', user, { before: undefined, most: 1 })
    .then((it) => it ?? { seq: 0 });
  expect(await desk.close('default', user, seq - 1)).toBe(false);
  expect(await isPutBack()).toBe(true);
  const by = await someone(world);
  await desk.answer('default', { user, by, key: `staff:${user}`, text: 'Yes', at: world.clock.now });
  await desk.hand('default', user, { was: by, now: null });
  expect(await isPutBack()).toBe(false);
  await edits('three, I mean');
  expect(await isPutBack()).toBe(true);
  expect(await desk.close('default', user, seq + 2)).toBe(true);
  expect((await talk())?.changed_at).toBeUndefined();
});

test('the same entry, and the same key in another entry, are one answer', async () => {
  const { user, says } = await somebody();
  const one = await says('one');
  await store().hear(user, 'e-1', { text: 'yes', message_id: one.id }, world.clock.now);
  await store().hear(user, 'e-1', { text: 'yes', message_id: one.id }, world.clock.now);
  await hear(user, 'no', one.id, 'k');
  await hear(user, 'no, again', one.id, 'k');
  const rows = await world.rows.conversationMessages.find({ user_id: oid(user), from: 'worker' }).toArray();
  expect(rows.map(({ text }) => text)).toEqual(['yes', 'no']);
  expect(rows.every(({ unsent_to }) => unsent_to?.equals(oid(user)))).toBe(true);
});

test('nothing is delivered to whom it was not for, nor once a coordinator has taken over or ended it', async () => {
  const [ann, ben] = [await somebody(), await somebody()];
  const [mine, theirs] = [await ann.says('one'), await ben.says('secret')];
  expect(await hear(ann.user, 'x', theirs.id)).toBe('not_theirs');
  expect(await hear(ann.user, 'x', new ObjectId().toHexString())).toBe('not_theirs');
  const { conversations } = world.rows;
  await conversations.updateOne({ _id: oid(ann.user) }, { $set: { claimed_by: new ObjectId() } });
  expect(await hear(ann.user, 'x', mine.id)).toBe('taken_over');
  expect(await texts(ann.user)).toEqual([]);
  expect(await store().waiting(world.clock.now)).not.toContain(ann.user);
  await conversations.updateOne({ _id: oid(ann.user) }, { $set: { claimed_by: null, status: 'closed' } });
  expect(await hear(ann.user, 'x', mine.id)).toBe('taken_over');
  const gone = await someone(world);
  expect(await hear(gone, 'x')).toBe('gone');
  const rows = await world.rows.conversationMessages.countDocuments({
    user_id: oid(ann.user),
    from: 'worker',
  });
  expect(rows).toBe(0);
});

test('answers are read on from where they were, for a week after the last question', async () => {
  const { user, says } = await somebody();
  await says('one');
  expect((await store().places()).has(user)).toBe(false);
  await store().relaying(user);
  expect((await store().places()).get(user)).toBe('0-0');
  expect(await store().placeFor(user)).toBe('0-0');
  await store().read(user, '7-1');
  expect((await store().places()).get(user)).toBe('7-1');
  real += 8 * 86_400_000;
  expect((await store().places()).has(user)).toBe(false);
  await store().relaying(user);
  expect((await store().places()).get(user)).toBe('7-1');
});
