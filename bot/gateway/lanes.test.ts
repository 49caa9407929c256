import { expect, test } from 'vitest';
import { Lanes } from './lanes.ts';

/** Work that ends when a test says so. */
function held() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { work: () => promise, end: resolve };
}

test('the same key goes one after another, another key beside it', async () => {
  const lanes = new Lanes(10);
  const ended: string[] = [];
  const first = held();
  const one = lanes.run(1, first.work).then(() => ended.push('first'));
  const two = lanes.run(1, async () => void ended.push('second'));
  await lanes.run(2, async () => void ended.push('other'));
  first.end();
  await Promise.all([one, two]);
  expect(ended).toEqual(['other', 'first', 'second']);
});

test('a failure is its own: the next of the same key runs', async () => {
  const lanes = new Lanes(1);
  await expect(lanes.run(1, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(lanes.run(1, async () => 'yes')).resolves.toBe('yes');
});

test('never more than allowed at once, and all get their turn', async () => {
  const lanes = new Lanes(3);
  let now = 0;
  let most = 0;
  const work = async () => {
    now += 1;
    most = Math.max(most, now);
    await Promise.resolve();
    now -= 1;
  };
  await Promise.all(Array.from({ length: 50 }, (_, key) => lanes.run(key, work)));
  expect(most).toBe(3);
});
