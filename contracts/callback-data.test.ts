import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Press } from '../core/booking/press.ts';
import { cancelReasons } from '../core/booking/words.ts';
import { eventId, slotId } from '../core/shared/ids.ts';
import {
  bookingButton,
  eventPayload,
  invitePayload,
  readButton,
  readStartPayload,
  requestButton,
  startLink,
} from './callback-data.ts';

const hex = fc.stringMatching(/^[0-9a-f]{24}$/);
const plain = [
  'sign_up',
  'confirm',
  'back',
  'none_fits',
  'wish',
  'move',
  'keep',
  'cancel',
  'cancel_back',
  'show',
  'calendar',
] as const;
const press: fc.Arbitrary<Press> = fc.oneof(
  fc.constantFrom(...plain).map((kind) => ({ kind })),
  hex.map((id) => ({ kind: 'choose' as const, slot_id: slotId(id) })),
  hex.map((id) => ({ kind: 'accept' as const, slot_id: slotId(id) })),
  fc.nat(40_000).map((page) => ({ kind: 'page' as const, page })),
  fc.constantFrom(...cancelReasons).map((code) => ({ kind: 'cancel_reason' as const, code })),
  fc.constantFrom('coming', 'late', 'cannot').map((value) => ({ kind: 'reply' as const, value })),
);
const menu = fc.stringMatching(/^[0-9a-z]{1,16}$/);

test('every button fits into 64 bytes and is read back as what it was', () => {
  fc.assert(
    fc.property(hex, press, fc.option(menu, { nil: undefined }), (event, one, revision) => {
      const data = bookingButton(eventId(event), one, revision);
      expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
      const back = { to: 'booking', event_id: event, press: one };
      expect(readButton(data)).toEqual(revision === undefined ? back : { ...back, menu: revision });
    }),
  );
});

test('buttons that belong to no booking are read back too', () => {
  const event = eventId('0123456789abcdef01234567');
  const requests = [
    { kind: 'language', lang: 'ru' },
    { kind: 'contact', event_id: event },
    { kind: 'choose_event', command: 'slots' },
    { kind: 'export' },
    { kind: 'resume' },
    { kind: 'erase', sure: true },
    { kind: 'erase', sure: false },
  ] as const;
  for (const request of requests)
    expect(readButton(requestButton(request))).toEqual({ to: 'request', request });
});

test('foreign, cut and lengthened data is nobody’s button', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 80 }), (data) => {
      expect(readButton(data)).toBeUndefined();
    }),
  );
  const good = bookingButton(eventId('0123456789abcdef01234567'), { kind: 'confirm' }, 'ab1');
  for (const wrong of [
    good.slice(0, -9),
    `${good}:x`,
    `${good}${'0'.repeat(64)}`,
    good.replace('b1:k', 'b1:constructor'),
    good.replace('b1', 'b2'),
  ])
    expect(readButton(wrong)).toBeUndefined();
});

test('a deep link carries an event or an invite through what Telegram allows, and nothing else', () => {
  fc.assert(
    fc.property(hex, fc.stringMatching(/^[\w-]{16,62}$/), (event, token) => {
      expect(readStartPayload(eventPayload(eventId(event)))).toEqual({ kind: 'event', event_id: event });
      expect(readStartPayload(invitePayload(token))).toEqual({ kind: 'invite', token });
      for (const payload of [eventPayload(eventId(event)), invitePayload(token)])
        expect(payload).toMatch(/^[\w-]{1,64}$/);
    }),
  );
  for (const wrong of ['', 'e_', 'e_short', 'i_short', 'x_0123456789abcdef', `i_${'a'.repeat(63)}`])
    expect(readStartPayload(wrong)).toBeUndefined();
  expect(startLink('zapis_bot', 'e_AAAA')).toBe('https://t.me/zapis_bot?start=e_AAAA');
});
