import { expect, test } from 'vitest';
import { noteBotName } from './note-bot-name.ts';

test('the bot’s name is asked for until Telegram says it and the database takes it, then never again', async () => {
  const said = [undefined, 'zapis_bot', 'zapis_bot'];
  const written: string[] = [];
  let away = true;
  const write = async (name: string) => {
    if (away) {
      away = false;
      throw new Error('the database is away');
    }
    written.push(name);
  };
  await noteBotName({ ask: async () => said.shift(), write }, new AbortController().signal, 1);
  expect([written, said]).toEqual([['zapis_bot'], []]);
});

test('a worker that stops asks no more', async () => {
  const stopping = new AbortController();
  const ask = async () => {
    stopping.abort();
    return undefined;
  };
  await noteBotName({ ask, write: () => Promise.reject(new Error('unasked')) }, stopping.signal, 60_000);
  expect(stopping.signal.aborted).toBe(true);
});
