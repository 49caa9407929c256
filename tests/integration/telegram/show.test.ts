import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SlotId } from '../../../core/shared/ids.ts';
import { type House, openHouse } from './house.ts';

let house: House;
let slot: SlotId;
beforeEach(async () => {
  house = await openHouse();
  slot = await house.slot(0);
});
afterEach(() => house.close());

const edits = async () => (await house.desk.sandbox.calls('editMessageText')).length;
const slots = { kind: 'slots', page: 0 } as const;
const chosen = () => ({ kind: 'chosen', slot_id: slot, until: null }) as const;
const queryOf = (tapped: object) => (tapped as { callback_id: string }).callback_id;
type Ann = Awaited<ReturnType<House['candidate']>>;

/** A candidate whose anchor shows the slots. */
async function withAnchor(): Promise<{ ann: Ann; messageId: number }> {
  const ann = await house.candidate();
  await house.say.sendAnchor(house.sending(ann, slots, `first:${ann.id}`));
  return { ann, messageId: (await ann.chat().last()).message_id };
}

test('the tapped message is edited, the tap answered beside it, and Redis knows both', async () => {
  const { ann, messageId } = await withAnchor();
  const tapped = await ann.tap('Thu 26.11');
  const query_id = queryOf(tapped);
  const answer = { query_id, answer: { code: 'slot_taken', alert: true } } as const;
  expect(
    await house.say.show({ ...house.showing(ann, chosen(), 'm2'), message_id: messageId, answer }),
  ).toEqual({ shown: true });
  expect(await tapped.answer()).toMatchObject({ alert: true, text: expect.stringContaining('no longer') });
  const shown = await ann.chat().last();
  expect(shown.message_id).toBe(messageId);
  expect(shown.text).toContain('11:00');
  const redis = house.desk.redis.client;
  expect(await redis.get(`tap:answered:${query_id}`)).toBe('1');
  expect(await redis.ttl(`tap:answered:${query_id}`)).toBeGreaterThan(150);
  expect(await redis.get(`user:${ann.id}:state`)).toBe('waiting_for_confirmation');
  expect(JSON.parse((await redis.get(`user:${ann.id}:temp_data`)) ?? '')).toEqual({
    selected_date: '2026-11-26',
    selected_slot: '11:00',
    event_id: house.event_id,
  });
});

test('what is shown already is not edited again; another menu on the same words is', async () => {
  const { ann } = await withAnchor();
  await house.say.show(house.showing(ann, chosen(), 'm2'));
  const before = await edits();
  await house.say.show(house.showing(ann, chosen(), 'm2'));
  expect(await edits()).toBe(before);
  await house.say.show(house.showing(ann, chosen(), 'm3'));
  expect(await edits()).toBe(before + 1);
});

test('a person who never got a message, and one whose message is gone, need a new one', async () => {
  const bob = await house.candidate('Bob');
  expect(await house.say.show(house.showing(bob, slots))).toEqual({ shown: false, why: 'no_anchor' });
  const { ann, messageId } = await withAnchor();
  const which = { chat_id: ann.id, message_id: messageId };
  await house.desk.call('deleteMessage', which, { lane: 'person', timeoutMs: 5_000 });
  expect(await house.say.show(house.showing(ann, chosen(), 'm2'))).toEqual({
    shown: false,
    why: 'no_anchor',
  });
});

test('a tap on an older message is shown on the newest: what stands last in the chat is true', async () => {
  const { ann, messageId: older } = await withAnchor();
  await house.say.sendAnchor(house.sending(ann, slots, 'second', 'm2'));
  const buttons = async (id: number) => {
    const shown = (await ann.chat().messages()).find((message) => message.message_id === id);
    return shown?.reply_markup?.inline_keyboard.length ?? 0;
  };
  const newer = (await ann.chat().last()).message_id;
  expect([await buttons(older), await buttons(newer)]).toEqual([0, expect.any(Number)]);
  expect(await buttons(newer)).toBeGreaterThan(0);
  await house.say.show({ ...house.showing(ann, chosen(), 'm3'), message_id: older });
  const last = await ann.chat().last();
  expect([last.message_id, last.text]).toEqual([newer, expect.stringContaining('11:00')]);
  expect(await buttons(older)).toBe(0);
  expect(await house.anchor(ann)).toMatchObject({ message_id: newer, retiring: [] });
});

test('a keyboard that could not be taken away is taken away the next time', async () => {
  const { ann, messageId: older } = await withAnchor();
  await house.desk.sandbox.fault({ kind: 'server_error', method: 'editMessageReplyMarkup', count: 1 });
  await house.say.sendAnchor(house.sending(ann, slots, 'second', 'm2'));
  expect(await house.anchor(ann)).toMatchObject({ retiring: [older] });
  await house.say.show(house.showing(ann, chosen(), 'm3'));
  expect(await house.anchor(ann)).toMatchObject({ retiring: [] });
  const first = (await ann.chat().messages()).find((message) => message.message_id === older);
  expect(first?.reply_markup).toBeUndefined();
});

test.each(['hang_before', 'hang_after', 'half_body', 'drop_before', 'drop_after', 'server_error'] as const)(
  'after %s an edit is done again, and what comes next is never taken for shown',
  async (kind) => {
    const { ann } = await withAnchor();
    await house.desk.sandbox.fault({ kind, method: 'editMessageText', count: 1 });
    const showing = () => house.say.show(house.showing(ann, chosen(), 'm2'));
    await expect(house.hastily(showing)).rejects.toThrow(/unknown/);
    // The one before might still be shown, or not: it has to be said again.
    await house.say.show(house.showing(ann, slots, 'm1'));
    expect((await ann.chat().last()).text).toContain('Autumn <interviews>');
    await house.say.show(house.showing(ann, chosen(), 'm2'));
    expect((await ann.chat().last()).text).toContain('11:00');
    expect((await ann.chat().messages()).filter((message) => message.from?.is_bot).length).toBe(1);
  },
);

test('Telegram’s pause is told to the caller, who waits durably', async () => {
  const { ann } = await withAnchor();
  await house.desk.sandbox.fault({
    kind: 'too_many_requests',
    method: 'editMessageText',
    retry_after: 7,
    count: 1,
  });
  expect(await house.say.show(house.showing(ann, chosen(), 'm2'))).toEqual({
    shown: false,
    why: 'wait',
    wait_ms: 7_000,
  });
});

test('somebody without Telegram cannot be shown anything', async () => {
  const ann = await house.candidate('Ann', { telegram_id: null });
  expect(await house.say.show(house.showing(ann, slots))).toEqual({ shown: false, why: 'unreachable' });
});

test('an answer alone is in the person’s language', async () => {
  const ivan = await house.candidate('Ivan', { lang: 'ru' });
  await house.say.sendAnchor(house.sending(ivan, slots, 'x'));
  const tapped = await ivan.forges('anything');
  const query_id = queryOf(tapped);
  const order = { user_id: ivan.user_id, query_id, answer: { code: 'outdated', alert: false } } as const;
  expect(await house.say.answerTap(order)).toEqual({ answered: true });
  expect((await tapped.answer()).text).toMatch(/[а-я]/);
  // Answered before: nobody has to say it again.
  expect(await house.say.answerTap(order)).toEqual({ answered: true });
});

test('an answer that fails does not stop the screen', async () => {
  const { ann } = await withAnchor();
  const answer = { query_id: '12345', answer: { code: 'ok', alert: false } } as const;
  await house.desk.sandbox.fault({ kind: 'hang_before', method: 'answerCallbackQuery', count: 1 });
  const showing = () => house.say.show({ ...house.showing(ann, chosen(), 'm2'), answer });
  expect(await house.hastily(showing)).toEqual({ shown: true });
  expect(await house.desk.redis.client.exists('tap:answered:12345')).toBe(0);
});

test('a screen without slots to choose forgets what was being chosen', async () => {
  const { ann } = await withAnchor();
  await house.say.show(house.showing(ann, { kind: 'closed' }, 'm2'));
  expect(await house.desk.redis.client.exists(`user:${ann.id}:state`, `user:${ann.id}:temp_data`)).toBe(0);
});

test('without Redis everything is shown all the same', async () => {
  const slow = await openHouse('redis://127.0.0.1:1');
  try {
    await slow.slot(0);
    const ann = await slow.candidate();
    expect(await slow.say.sendAnchor(slow.sending(ann, slots, 'a'))).toEqual({ sent: 'sent' });
    expect(await slow.say.show(slow.showing(ann, { kind: 'closed' }, 'm2'))).toEqual({ shown: true });
  } finally {
    await slow.close();
  }
});

test('who is off the list keeps the words and links of a reminder, without buttons that would be refused', async () => {
  const { ann } = await withAnchor();
  const reminder = {
    kind: 'reminder',
    slot_id: slot,
    number: 'K7M2Q',
    can_move: true,
  } as const;
  const off = (allowed: boolean) =>
    house.collection('users').updateOne({ telegram_id: ann.id }, { $set: { allowed } });
  await off(false);
  await house.rested(ann);
  await house.say.sendAnchor(house.sending(ann, reminder, `reminder:${ann.id}`));
  const last = await ann.chat().last();
  expect(last.text).toContain('11:00');
  expect(last.text).toContain('You cannot change anything here yourself any more');
  expect(last.reply_markup?.inline_keyboard ?? []).toEqual([]);
  // Back on the list, the same message has its buttons again.
  await off(true);
  await house.say.show(house.showing(ann, reminder, 'm1'));
  const again = await ann.chat().last();
  expect(again.message_id).toBe(last.message_id);
  expect(again.text).not.toContain('You cannot change');
  expect((again.reply_markup?.inline_keyboard ?? []).flat().length).toBeGreaterThan(2);
});

test('what a message was made to tell is kept, one line a change: not a redraw, not another page, not what was sent anew', async () => {
  const { ann } = await withAnchor();
  const told = async () =>
    ((await house.anchor(ann))?.['told'] as { what: string }[] | undefined)?.map(({ what }) => what);
  expect(await told()).toEqual([]);
  await house.say.show(house.showing(ann, slots, 'm2'));
  await house.say.show(house.showing(ann, { kind: 'slots', page: 1 }, 'm3'));
  expect(await told()).toEqual([]);
  await house.say.show(house.showing(ann, chosen(), 'm4'));
  await house.say.show(house.showing(ann, chosen(), 'm5'));
  await house.say.show(house.showing(ann, { ...slots, notice: 'hold_ran_out' }, 'm6'));
  await house.say.show(house.showing(ann, { ...slots, notice: 'slot_taken' }, 'm7'));
  expect(await told()).toEqual(['chosen', 'slots', 'slots']);
});
