import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { redisKeys } from '../../contracts/redis-keys.ts';
import { longestAnswer, streamSchemas } from '../../contracts/workers/streams.ts';
import { workersSchema } from '../workers-schema.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const page = read('docs/workers.md');

test('docs/workers.schema.json is what the streams are checked against (node scripts/write-workers-schema.ts)', () => {
  expect(JSON.parse(read('docs/workers.schema.json'))).toEqual(JSON.parse(workersSchema()));
});

test('docs/workers.md has a sample of everything that lies on the streams, and each of them fits', () => {
  const samples = [...page.matchAll(/```json (\w+)\n([\s\S]*?)```/g)];
  expect(samples.map(([, name]) => name)).toEqual(Object.keys(streamSchemas));
  for (const [, name, text] of samples) {
    const schema = streamSchemas[name as keyof typeof streamSchemas];
    expect(schema.safeParse(JSON.parse(text ?? '')).error).toBeUndefined();
  }
});

test('it names every key and the limit as they are', () => {
  const user = '{user_id}';
  const keys = [
    redisKeys.session(user),
    redisKeys.workerStatus('{id}'),
    redisKeys.workerCommands,
    redisKeys.workerInput(user),
    redisKeys.workerOutput(user),
    redisKeys.provisionerResults,
  ];
  for (const key of keys) expect(page).toContain(`\`${key}\``);
  expect(page).toContain(`${longestAnswer.toLocaleString('en')} characters`);
});
