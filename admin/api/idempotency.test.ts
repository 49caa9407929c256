import { expect, test } from 'vitest';
import type { IdempotencyStore, StoredAnswer } from '../ports.ts';
import { contentHash, isKey, once, operationId } from './idempotency.ts';

function memory(): IdempotencyStore {
  const rows = new Map<string, { hash: string; attempt: string; answer?: StoredAnswer }>();
  return {
    async begin({ id, request_hash: hash, attempt }) {
      const row = rows.get(id);
      if (!row) {
        rows.set(id, { hash, attempt });
        return { state: 'begun' };
      }
      if (row.hash !== hash) return { state: 'other_request' };
      return row.answer ? { state: 'answered', answer: row.answer } : { state: 'in_progress' };
    },
    async answer(id, attempt, answer) {
      const row = rows.get(id);
      if (row?.attempt === attempt) row.answer = answer;
    },
    async release(id, attempt) {
      if (rows.get(id)?.attempt === attempt) rows.delete(id);
    },
  };
}

const never = (error: unknown) => {
  throw error;
};
const counting = (status: number) => {
  let calls = 0;
  return async () => {
    calls += 1;
    return { status, body: { calls } };
  };
};

test('the same key with the same content is answered once, refusals included', async () => {
  for (const status of [200, 409]) {
    const kept = { store: memory(), failed: never };
    const work = counting(status);
    const answer = { status, body: { calls: 1 } };
    expect(await once(kept, 'key', { a: 1, b: 2 }, work)).toEqual({ answer, repeated: false });
    expect(await once(kept, 'key', { b: 2, a: 1 }, work)).toEqual({ answer, repeated: true });
  }
});

test('the same key with other content is refused and does nothing', async () => {
  const kept = { store: memory(), failed: never };
  await once(kept, 'key', { a: 1 }, counting(200));
  expect(await once(kept, 'key', { a: 2 }, () => Promise.reject(new Error('was called')))).toEqual({
    problem: 'key_reused',
  });
});

test('while the first is being handled, the second is told so', async () => {
  const kept = { store: memory(), failed: never };
  const first = Promise.withResolvers<StoredAnswer>();
  const under = once(kept, 'key', 1, () => first.promise);
  expect(await once(kept, 'key', 1, counting(200))).toEqual({ problem: 'in_progress' });
  first.resolve({ status: 200, body: 'done' });
  expect(await under).toMatchObject({ repeated: false });
});

test('what was not decided, or failed, is tried again under the same key', async () => {
  const kept = { store: memory(), failed: never };
  const work = counting(503);
  await once(kept, 'key', 1, work);
  expect(await once(kept, 'key', 1, work)).toMatchObject({ answer: { body: { calls: 2 } } });
  await expect(once(kept, 'key', 1, () => Promise.reject(new Error('broke')))).rejects.toThrow('broke');
  expect(await once(kept, 'key', 1, work)).toMatchObject({ repeated: false });
});

test('an answer that cannot be kept is given all the same, and that is said', async () => {
  const said: unknown[] = [];
  const store = { ...memory(), answer: () => Promise.reject(new Error('away')) };
  const result = await once({ store, failed: (error) => said.push(error) }, 'key', 1, counting(200));
  expect(result).toMatchObject({ answer: { status: 200 } });
  expect(said).toHaveLength(1);
});

test('what is shown once is given to the first who asks, and kept nowhere', async () => {
  const kept = { store: memory(), failed: never, once: ['secret'] };
  const work = async () => ({ status: 201, body: { id: 1, secret: 'whsec' } });
  expect(await once(kept, 'key', 1, work)).toMatchObject({ answer: { body: { id: 1, secret: 'whsec' } } });
  expect(await once(kept, 'key', 1, work)).toMatchObject({ answer: { body: { id: 1, secret: null } } });
});

test('keys of two callers, or of two routes, never meet', () => {
  const ids = [
    operationId('a', 'route', 'key'),
    operationId('b', 'route', 'key'),
    operationId('a', 'other', 'key'),
    operationId('a', 'route', 'other'),
    operationId('a","route', 'x', 'key'),
  ];
  expect(new Set(ids).size).toBe(ids.length);
});

test('content is the same in any order of its fields, and nothing else is', () => {
  expect(contentHash({ a: [1, { c: 1, b: 2 }] })).toBe(contentHash({ a: [1, { b: 2, c: 1 }] }));
  expect(contentHash([1, 2])).not.toBe(contentHash([2, 1]));
  expect(contentHash({ a: 1 })).not.toBe(contentHash({ a: '1' }));
});

test('a key is printable and short', () => {
  expect(['a', 'a'.repeat(255), '{"$ne":1}'].every(isKey)).toBe(true);
  expect(['', 'a'.repeat(256), 'a b', 'ключ', 'a\n'].some(isKey)).toBe(false);
});
