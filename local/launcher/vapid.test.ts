import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadWorkerConfig } from '../../config/load.ts';
import { placesOf, withData } from '../paths.ts';
import { tempFolder } from '../testing.ts';
import { vapidOf } from './vapid.ts';

const placed = () => withData(placesOf({}), tempFolder(onTestFinished));

const others = {
  TEMPORAL_ADDRESS: '127.0.0.1:7233',
  MONGODB_URL: 'mongodb://127.0.0.1',
  AMQP_URL: 'amqp://127.0.0.1',
  REDIS_URL: 'redis://127.0.0.1',
};

test('a pair is made once, kept where only its owner reads it, and is what the worker takes', () => {
  const places = placed();
  const pair = vapidOf({}, places);
  expect(vapidOf({}, places)).toEqual(pair);
  expect(readFileSync(join(places.data, 'vapid-key'), 'utf8')).toBe(pair.VAPID_PRIVATE_KEY);
  expect(statSync(join(places.data, 'vapid-key')).mode & 0o777).toBe(0o600);
  expect(loadWorkerConfig({ ...others, ...pair })).toMatchObject(pair);
});

test('a pair of the environment stands', () => {
  expect(vapidOf({ VAPID_PRIVATE_KEY_FILE: '/run/secrets/vapid_private_key' }, placed())).toEqual({});
});

test('halves of two pairs, or one alone, do not start', () => {
  const { VAPID_PUBLIC_KEY: stranger } = vapidOf({}, placed());
  const { VAPID_PRIVATE_KEY: secret } = vapidOf({}, placed());
  const load = (given: object) => () => loadWorkerConfig({ ...others, ...given });
  expect(load({ VAPID_PRIVATE_KEY: secret, VAPID_PUBLIC_KEY: stranger })).toThrow('not the other half');
  expect(load({ VAPID_PRIVATE_KEY: secret })).toThrow('give both or neither');
});
