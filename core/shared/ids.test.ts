import { expect, test } from 'vitest';
import { eventId, isObjectId } from './ids.ts';

test('an id is 24 lower-case hexadecimal digits and nothing else', () => {
  expect(eventId('0123456789abcdef01234567')).toBe('0123456789abcdef01234567');
  for (const wrong of ['', '0123456789ABCDEF01234567', '0123456789abcdef0123456', { $ne: null }])
    expect(isObjectId(wrong)).toBe(false);
  expect(() => eventId('$where')).toThrow(TypeError);
});
