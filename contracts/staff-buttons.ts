// Buttons on messages to staff: the callbacks of notification-system §6.2 with their fields, the booking's revision at the
// end, and some more of the same kind. A name is never in them, nor any authority: both are looked up at each press.

import { mostProposed } from '../core/booking/words.ts';
import { assertNever } from '../core/shared/assert-never.ts';
import { bookingId, isObjectId, slotId } from '../core/shared/ids.ts';
import {
  type BookingPress,
  type ReturnTo,
  returns,
  type SlotMark,
  type StaffPress,
  staffDays,
} from '../core/staff/press.ts';
import { markLength, toBase64, toHex, toMark } from './short-id.ts';

export function staffButton(press: StaffPress): string {
  if (press.kind === 'day') return `bkd:${press.day}:${press.page.toString(36)}`;
  const [code, ...fields] = codeOf(press);
  return [code, press.booking_id, ...fields, ...(press.rev === null ? [] : [press.rev])].join(':');
}

function codeOf(press: BookingPress): readonly [code: string, ...fields: string[]] {
  switch (press.kind) {
    case 'card':
      return ['bkn:back'];
    case 'hide':
      return ['bkn:hide'];
    case 'menu':
      return press.return_to === 'card' ? ['bkn:edit'] : ['bke:menu', press.return_to];
    case 'cancel':
      return ['bke:cancel', press.return_to];
    case 'confirm_cancel':
      return ['bke:confirm_cancel', press.return_to];
    case 'slots':
      return press.page === 0 ? ['bke:reschedule'] : ['bke:page', press.page.toString(36)];
    case 'move_to':
      return ['bke:to', toBase64(press.slot_id)];
    case 'propose':
      return ['bkp:ask', marksText(press.marks), press.page.toString(36)];
    case 'send_proposal':
      return ['bkp:send', marksText(press.marks)];
    case 'withdraw':
      return ['bkp:withdraw'];
    case 'outcome':
      return [`bko:${press.outcome}`];
    default:
      return assertNever(press);
  }
}

/** undefined: not one of these, or not as we write them. */
export function readStaffButton(data: string): StaffPress | undefined {
  const [family = '', code = '', ...rest] = data.split(':');
  if (family === 'bkd') return readDay(code, rest);
  const [id = '', ...fields] = rest;
  if (!isObjectId(id)) return undefined;
  return readBooking(`${family}:${code}`, { booking_id: bookingId(id) }, fields);
}

function readDay(word: string, [page = '', ...more]: readonly string[]): StaffPress | undefined {
  const day = staffDays.find((one) => one === word);
  const number = pageOf(page);
  return day && number !== undefined && more.length === 0 ? { kind: 'day', day, page: number } : undefined;
}

type Booking = Pick<BookingPress, 'booking_id'>;

function readBooking(code: string, about: Booking, fields: readonly string[]): StaffPress | undefined {
  switch (code) {
    case 'bkn:back':
      return withRev(fields, (rev) => ({ kind: 'card', ...about, rev }));
    case 'bkn:hide':
      return withRev(fields, (rev) => ({ kind: 'hide', ...about, rev }));
    case 'bkn:edit':
      return withRev(fields, (rev) => ({ kind: 'menu', return_to: 'card', ...about, rev }));
    case 'bke:menu':
      return returning('menu', about, fields);
    case 'bke:cancel':
      return returning('cancel', about, fields);
    case 'bke:confirm_cancel':
      return returning('confirm_cancel', about, fields);
    case 'bke:reschedule':
      return withRev(fields, (rev) => ({ kind: 'slots', page: 0, ...about, rev }));
    case 'bke:page': {
      const page = pageOf(fields[0] ?? '');
      return page === undefined
        ? undefined
        : withRev(fields.slice(1), (rev) => ({ kind: 'slots', page, ...about, rev }));
    }
    case 'bke:to': {
      const slot = toHex(fields[0] ?? '');
      if (slot === undefined) return undefined;
      return withRev(fields.slice(1), (rev) => ({ kind: 'move_to', slot_id: slotId(slot), ...about, rev }));
    }
    case 'bkp:ask': {
      const [marks, page] = [marksOf(fields[0] ?? ''), pageOf(fields[1] ?? '')];
      if (!marks || page === undefined) return undefined;
      return withRev(fields.slice(2), (rev) => ({ kind: 'propose', marks, page, ...about, rev }));
    }
    case 'bkp:send': {
      const marks = marksOf(fields[0] ?? '');
      if (!marks || marks.length === 0) return undefined;
      return withRev(fields.slice(1), (rev) => ({ kind: 'send_proposal', marks, ...about, rev }));
    }
    case 'bkp:withdraw':
      return withRev(fields, (rev) => ({ kind: 'withdraw', ...about, rev }));
    case 'bko:done':
    case 'bko:no_show':
    case 'bko:undone': {
      const outcome = code === 'bko:done' ? 'done' : code === 'bko:no_show' ? 'no_show' : 'undone';
      return withRev(fields, (rev) => ({ kind: 'outcome', outcome, ...about, rev }));
    }
    default:
      return undefined;
  }
}

function returning(
  kind: 'menu' | 'cancel' | 'confirm_cancel',
  about: Booking,
  [to = '', ...fields]: readonly string[],
): StaffPress | undefined {
  const return_to: ReturnTo | undefined = returns.find((one) => one === to);
  return return_to && withRev(fields, (rev) => ({ kind, return_to, ...about, rev }));
}

function withRev(
  [text, ...more]: readonly string[],
  make: (rev: number | null) => StaffPress,
): StaffPress | undefined {
  if (text === undefined) return make(null);
  return /^[1-9]\d{0,8}$/.test(text) && more.length === 0 ? make(Number(text)) : undefined;
}

const marksText = (marks: readonly SlotMark[]): string => marks.map(toBase64).join('');

/** undefined: not as we write them. */
function marksOf(text: string): readonly SlotMark[] | undefined {
  const parts = text.match(new RegExp(`.{${markLength}}`, 'g')) ?? [];
  const marks = parts.map(toMark).filter((one) => one !== undefined);
  const isWhole = parts.join('') === text && marks.length === parts.length;
  return isWhole && marks.length <= mostProposed ? marks : undefined;
}

const pageOf = (text: string): number | undefined =>
  /^[0-9a-z]{1,3}$/.test(text) ? Number.parseInt(text, 36) : undefined;
