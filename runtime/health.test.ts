import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { type Health, HealthBoard } from './health.ts';
import { createLog } from './log.ts';

function setUp(answers: { mongo: Health; redis: Health }) {
  const stream = new PassThrough();
  const board = new HealthBoard(createLog({ level: 'info', destination: stream }));
  board.add('mongodb', async () => answers.mongo);
  board.add('redis', async () => answers.redis, { needed: false });
  const said = () => String(stream.read() ?? '').match(/"msg":"[^"]*"/g) ?? [];
  return { board, said };
}

const up: Health = { ok: true };
const down: Health = { ok: false, detail: 'gone' };

test('a service that goes away is said once, and once that it is back', async () => {
  const answers = { mongo: up, redis: up };
  const { board, said } = setUp(answers);
  await board.ask();
  said();
  answers.mongo = down as never;
  await board.ask();
  await board.ask();
  expect(said()).toEqual(['"msg":"mongodb: down"']);
  answers.mongo = up;
  await board.ask();
  await board.ask();
  expect(said()).toEqual(['"msg":"mongodb: back"']);
});

test('without Redis a role is slower, not unready; without MongoDB it is unready', async () => {
  const answers = { mongo: up, redis: down };
  const { board } = setUp(answers);
  await board.ask();
  expect(board.report().ready).toBe(true);
  expect(board.report().checks['redis']).toMatchObject({ ok: false, detail: 'gone' });
  answers.mongo = down as never;
  await board.ask();
  expect(board.report().ready).toBe(false);
});

test('before the first answer nothing counts as ready', () => {
  const { board } = setUp({ mongo: up, redis: up });
  expect(board.report().ready).toBe(false);
});

test('a check that throws is a service that is down', async () => {
  const board = new HealthBoard(createLog({ level: 'silent' }));
  board.add('temporal', () => Promise.reject(new Error('no route')));
  await board.ask();
  expect(board.report().checks['temporal']).toMatchObject({ ok: false, detail: 'no route' });
});
