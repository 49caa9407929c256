import { expect, test } from 'vitest';
import { bookingId, slotId } from '../core/shared/ids.ts';
import type { BookingPress, StaffPress } from '../core/staff/press.ts';
import { readStaffButton, staffButton } from './staff-buttons.ts';

const booking_id = bookingId('0123456789abcdef01234567');
const slot_id = slotId('fedcba9876543210fedcba98');
const about = { booking_id, rev: 999_999_999 };
const presses: readonly [string, StaffPress][] = [
  ['bkn:edit', { kind: 'menu', return_to: 'card', ...about }],
  ['bkn:hide', { kind: 'hide', ...about }],
  ['bkn:back', { kind: 'card', ...about }],
  ['bke:menu', { kind: 'menu', return_to: 'week', ...about }],
  ['bke:cancel', { kind: 'cancel', return_to: 'today', ...about }],
  ['bke:confirm_cancel', { kind: 'confirm_cancel', return_to: 'today', ...about }],
  ['bke:reschedule', { kind: 'slots', page: 0, ...about }],
  ['bke:page', { kind: 'slots', page: 46_655, ...about }],
  ['bke:to', { kind: 'move_to', slot_id, ...about }],
  ['bkp:ask', { kind: 'propose', marks: [], page: 0, ...about }],
  ['bkp:ask', { kind: 'propose', marks: ['01234567', 'fedcba98', '00000000'], page: 35, ...about }],
  ['bkp:send', { kind: 'send_proposal', marks: ['ffffffff', '89abcdef', '00000001'], ...about }],
  ['bkp:withdraw', { kind: 'withdraw', ...about }],
  ['bko:done', { kind: 'outcome', outcome: 'done', ...about }],
  ['bko:no_show', { kind: 'outcome', outcome: 'no_show', ...about }],
  ['bko:undone', { kind: 'outcome', outcome: 'undone', ...about }],
  ['bkd:today', { kind: 'day', day: 'today', page: 0 }],
  ['bkd:week', { kind: 'day', day: 'week', page: 35 }],
];

test.each(presses)(
  '%s is read as it was written, in Telegram’s 64 bytes, with and without a revision',
  (code, press) => {
    const data = staffButton(press);
    expect(data.startsWith(`${code}:`)).toBe(true);
    expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
    expect(readStaffButton(data)).toEqual(press);
    if (press.kind === 'day') return;
    const older = { ...press, rev: null } satisfies BookingPress;
    expect(readStaffButton(staffButton(older))).toEqual(older);
  },
);

test('the callbacks other systems know are read as they write them', () => {
  expect(readStaffButton(`bke:menu:${booking_id}:today`)).toEqual({
    kind: 'menu',
    return_to: 'today',
    booking_id,
    rev: null,
  });
});

test.each([
  '',
  'bkn',
  'bkn:edit',
  'bkn:edit:123',
  `bkn:edit:${booking_id}:0`,
  `bkn:edit:${booking_id}:1:2`,
  `bkn:erase:${booking_id}:1`,
  `bke:menu:${booking_id}:elsewhere:1`,
  `bke:to:${booking_id}:x:1`,
  `bko:missing:${booking_id}:1`,
  `bkp:send:${booking_id}::1`,
  `bkp:send:${booking_id}:AAAAAA:0`,
  `bkp:send:${booking_id}:AAAAAB:1`,
  `bkp:send:${booking_id}:AAAAA:1`,
  `bkp:ask:${booking_id}:${'AAAAAA'.repeat(4)}:0:1`,
  `bkp:ask:${booking_id}:AAAAAA`,
  'bkd:year:0',
  'bkd:today',
  'bkd:today:0:0',
])('“%s” is none of them', (data) => {
  expect(readStaffButton(data)).toBeUndefined();
});
