// What a button carries: a kind, the event, at most one argument, the menu's revision. Never a name, never authority.
// Telegram allows 64 bytes.
import type { Press } from '../core/booking/press.ts';
import { type CancelReason, cancelReasons, type Reply } from '../core/booking/words.ts';
import type { Act, ButtonRequest } from '../core/messages/message.ts';
import { assertNever } from '../core/shared/assert-never.ts';
import { type EventId, eventId, slotId } from '../core/shared/ids.ts';
import type { StaffPress } from '../core/staff/press.ts';
import { toBase64, toHex } from './short-id.ts';
import { readStaffButton, staffButton } from './staff-buttons.ts';

export type { ButtonRequest } from '../core/messages/message.ts';

export type Pressed =
  | { readonly to: 'booking'; readonly event_id: EventId; readonly press: Press; readonly menu?: string }
  | { readonly to: 'request'; readonly request: ButtonRequest }
  | { readonly to: 'staff'; readonly press: StaffPress };

const plain = {
  u: 'sign_up',
  k: 'confirm',
  b: 'back',
  n: 'none_fits',
  w: 'wish',
  m: 'move',
  o: 'keep',
  x: 'cancel',
  z: 'cancel_back',
  v: 'show',
  i: 'calendar',
} as const satisfies Record<string, Press['kind']>;
type PlainCode = keyof typeof plain;
const plainCode = Object.fromEntries(Object.entries(plain).map(([code, kind]) => [kind, code])) as Record<
  (typeof plain)[PlainCode],
  PlainCode
>;
const replies: Readonly<Record<string, Reply>> = { y: 'coming', l: 'late', c: 'cannot' };
const replyCode: Readonly<Record<Reply, string>> = { coming: 'y', late: 'l', cannot: 'c' };

function codeAndArgument(press: Press): readonly [code: string, argument: string] {
  switch (press.kind) {
    case 'choose':
      return ['s', toBase64(press.slot_id)];
    case 'accept':
      return ['a', toBase64(press.slot_id)];
    case 'page':
      return ['p', press.page.toString(36)];
    case 'cancel_reason':
      return ['q', cancelReasons.indexOf(press.code).toString(36)];
    case 'reply':
      return ['r', replyCode[press.value]];
    default:
      return [plainCode[press.kind], ''];
  }
}

/** `menu`: the revision of the screen the button stands on; without it the button is never outdated. */
export function bookingButton(event: EventId, press: Press, menu = ''): string {
  const [code, argument] = codeAndArgument(press);
  return `b1:${code}:${toBase64(event)}:${argument}:${menu}`;
}

/** What any button does, as Telegram carries it. */
export function buttonData(act: Act, menu?: string): string {
  switch (act.to) {
    case 'booking':
      return bookingButton(act.event_id, act.press, menu);
    case 'request':
      return requestButton(act.request);
    case 'staff':
      return staffButton(act.press);
    default:
      return assertNever(act);
  }
}

export function requestButton(request: ButtonRequest): string {
  switch (request.kind) {
    case 'language':
      return `r1:l:${request.lang}`;
    case 'contact':
      return `r1:c:${toBase64(request.event_id)}`;
    case 'choose_event':
      return 'r1:s';
    case 'export':
      return 'r1:x';
    case 'resume':
      return 'r1:a';
    case 'erase':
      return `r1:e:${request.sure ? '1' : '0'}`;
    default:
      return assertNever(request);
  }
}

/** Anything that is not exactly what we write is `undefined`: outdated, forged or somebody else's. */
export function readButton(data: string): Pressed | undefined {
  if (data.length > 64) return undefined;
  if (data.startsWith('b1:')) return readBooking(data.split(':'));
  if (data.startsWith('r1:')) return readRequest(data.split(':'));
  const press = readStaffButton(data);
  return press && { to: 'staff', press };
}

function readBooking(parts: readonly string[]): Pressed | undefined {
  const [, code = '', eventText = '', argument = '', menu = ''] = parts;
  if (parts.length !== 5 || !/^[0-9a-z]{0,16}$/.test(menu)) return undefined;
  const event = toHex(eventText);
  const press = readPress(code, argument);
  if (event === undefined || press === undefined) return undefined;
  return { to: 'booking', event_id: eventId(event), press, ...(menu === '' ? {} : { menu }) };
}

function readPress(code: string, argument: string): Press | undefined {
  if (Object.hasOwn(plain, code)) return argument === '' ? { kind: plain[code as PlainCode] } : undefined;
  switch (code) {
    case 's':
    case 'a': {
      const slot = toHex(argument);
      const kind = code === 's' ? 'choose' : 'accept';
      return slot === undefined ? undefined : { kind, slot_id: slotId(slot) };
    }
    case 'p':
      return /^[0-9a-z]{1,3}$/.test(argument)
        ? { kind: 'page', page: Number.parseInt(argument, 36) }
        : undefined;
    case 'q': {
      const reason: CancelReason | undefined = cancelReasons[Number.parseInt(argument, 36)];
      return reason && argument.length === 1 ? { kind: 'cancel_reason', code: reason } : undefined;
    }
    case 'r': {
      const value = Object.hasOwn(replies, argument) ? replies[argument] : undefined;
      return value ? { kind: 'reply', value } : undefined;
    }
    default:
      return undefined;
  }
}

function readRequest(parts: readonly string[]): Pressed | undefined {
  const [, code = '', argument = ''] = parts;
  if (parts.length > 3) return undefined;
  const request = requestOf(code, argument);
  return request && { to: 'request', request };
}

function requestOf(code: string, argument: string): ButtonRequest | undefined {
  if (code === 'l' && (argument === 'ru' || argument === 'en')) return { kind: 'language', lang: argument };
  if (code === 's' && argument === '') return { kind: 'choose_event', command: 'slots' };
  if (code === 'a' && argument === '') return { kind: 'resume' };
  if (code === 'x' && argument === '') return { kind: 'export' };
  if (code === 'e' && (argument === '0' || argument === '1'))
    return { kind: 'erase', sure: argument === '1' };
  const event = code === 'c' ? toHex(argument) : undefined;
  return event === undefined ? undefined : { kind: 'contact', event_id: eventId(event) };
}

/** What a link into the private chat carries: `https://t.me/<bot>?start=<payload>`. */
export type StartPayload =
  | { readonly kind: 'event'; readonly event_id: EventId }
  | { readonly kind: 'invite'; readonly token: string };

/** Telegram allows 64 of A-Z a-z 0-9 _ - in it. */
export const eventPayload = (event: EventId): string => `e_${toBase64(event)}`;
export const invitePayload = (token: string): string => `i_${token}`;
export const startLink = (botUsername: string, payload: string): string =>
  `https://t.me/${botUsername}?start=${payload}`;

export function readStartPayload(payload: string): StartPayload | undefined {
  const event = payload.startsWith('e_') ? toHex(payload.slice(2)) : undefined;
  if (event !== undefined) return { kind: 'event', event_id: eventId(event) };
  const token = /^i_([\w-]{16,62})$/.exec(payload)?.[1];
  return token === undefined ? undefined : { kind: 'invite', token };
}
