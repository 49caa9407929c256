import { describe, expect, test } from 'vitest';
import { userId } from '../../core/shared/ids.ts';
import { checkDraft, readButtons, type Written, writeButtons } from './check-draft.ts';

const event = 'e'.repeat(24);
const anna = userId('a'.repeat(24));
const store = {
  event: async (_company: string, id: string) => (id === event ? { open: true } : undefined),
  named: async (_company: string, entries: readonly string[]) => ({
    people: entries.includes('@anna') ? [anna] : [],
    unknown: entries.filter((entry) => entry !== '@anna'),
  }),
};
const good: Written = {
  text: 'Come & see',
  markup: false,
  event,
  audience: 'unbooked',
  chat: '',
  people: '',
  buttons: [],
};
const check = (over: Partial<Written> = {}) => checkDraft(store, 'default', { ...good, ...over });
const faultsOf = async (over: Partial<Written>) => {
  const checked = await check(over);
  return checked.ok ? [] : checked.faults.map(({ field, why }) => `${field} ${why}`);
};

describe('what cannot be sent says why, each at its field', () => {
  test.each<[Partial<Written>, string[]]>([
    [{ text: ' \n ' }, ['text empty']],
    [{ text: 'x'.repeat(4_097) }, ['text too_long']],
    [{ text: '<b>x', markup: true }, ['text markup']],
    [{ text: '<b> </b>', markup: true }, ['text empty']],
    [{ event: '' }, ['event needed']],
    [{ event: 'f'.repeat(24) }, ['event unknown']],
    [{ event: '$ne' }, ['event unknown']],
    [{ audience: 'everyone' }, ['audience unknown']],
    [{ audience: 'channel', chat: 'https://t.me/x' }, ['chat unknown']],
    [{ audience: 'list', people: ' , ' }, ['people empty']],
    [{ audience: 'list', people: '@nobody' }, ['people empty']],
    [{ buttons: readButtons('Read | javascript:alert(1)') }, ['buttons wrong']],
    [{ buttons: readButtons('a\n'.repeat(10)) }, ['buttons too_many']],
    [{ text: '', event: '' }, ['text empty', 'event needed']],
  ])('%j', async (over, said) => {
    expect(await faultsOf(over)).toEqual(said);
  });
});

test('what Telegram counts is what is seen: 4,096 characters with tags around them may be sent', async () => {
  expect(await faultsOf({ text: `<b>${'x'.repeat(4_096)}</b>`, markup: true })).toEqual([]);
});

test('the command says what was chosen, and nothing that was not', async () => {
  const unbooked = await check();
  expect(unbooked).toMatchObject({ ok: true, unknown: [] });
  expect(unbooked.ok && unbooked.draft.command).toEqual({
    action: 'post_broadcast',
    message_text: 'Come & see',
    event_id: event,
    target: 'unbooked',
  });
  const own = await check({ audience: 'channel', event: '' });
  expect(own.ok && own.draft.command).toEqual({ action: 'post_broadcast', message_text: 'Come & see' });
  const chat = await check({ audience: 'channel', chat: ' -100500 ' });
  expect(chat.ok && chat.draft.command.target).toBe(-100_500);
});

test('a list tells which of its entries mean nobody, and names each person once', async () => {
  const checked = await check({ audience: 'list', people: '@anna, @anna;\n7 @x' });
  expect(checked).toMatchObject({ ok: true, unknown: ['7', '@x'], draft: { people: [anna] } });
});

test('buttons are written as they are read', () => {
  const typed = 'Read more | https://example.org/?a=1|2\nJoin us';
  const read = readButtons(`${typed}\n\n`);
  expect(read).toEqual([
    { text: 'Read more', url: 'https://example.org/?a=1|2' },
    { text: 'Join us', sign_up: true },
  ]);
  expect(writeButtons(read as never)).toBe(typed);
});
