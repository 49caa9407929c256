import { randomBytes } from 'node:crypto';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { expect, test } from 'vitest';
import { createDataConverter, EncryptionCodec, parsePayloadKeys } from './codec.ts';

const key = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;
const codec = (keys: string) => new EncryptionCodec(parsePayloadKeys(keys));
const value = { booking_id: 'canary-4711' };
const payload = () => [defaultPayloadConverter.toPayload(value)];
const valueOf = ([one]: Payload[]): unknown => one && defaultPayloadConverter.fromPayload(one);

test('what is encrypted comes back the same, and cannot be read in between', async () => {
  const one = codec(key('k1'));
  const hidden = await one.encode(payload());
  expect(Buffer.from(hidden[0]?.data ?? []).toString('latin1')).not.toContain('canary');
  expect(valueOf(await one.decode(hidden))).toEqual(value);
});

test('after a rotation the new key encrypts and the old one still decrypts', async () => {
  const [first, second] = [key('2025'), key('2026')];
  const old = await codec(first).encode(payload());
  const rotated = codec(`${second},${first}`);
  expect(valueOf(await rotated.decode(old))).toEqual(value);
  const fresh = await rotated.encode(payload());
  expect(Buffer.from(fresh[0]?.metadata?.['encryption-key-id'] ?? []).toString()).toBe('2026');
});

test('a key that is not listed is named, not guessed', async () => {
  const hidden = await codec(key('gone')).encode(payload());
  await expect(codec(key('here')).decode(hidden)).rejects.toThrow('"gone"');
});

test('a payload that was changed on the way is refused', async () => {
  const one = codec(key('k1'));
  const [hidden] = await one.encode(payload());
  const data = Buffer.from(hidden?.data ?? []);
  data[20] = (data[20] ?? 0) ^ 1;
  await expect(one.decode([{ ...hidden, data }])).rejects.toThrow();
});

test('payloads from before encryption was switched on are still read', async () => {
  expect(valueOf(await codec(key('k1')).decode(payload()))).toEqual(value);
});

test('without keys the SDK’s own converter is used', () => {
  expect(createDataConverter(undefined)).toEqual({});
});
