import type { Brand } from './brand.ts';

export type EventId = Brand<'event'>;
export type SlotId = Brand<'slot'>;
export type UserId = Brand<'user'>;
export type BookingId = Brand<'booking'>;

const objectId = /^[0-9a-f]{24}$/;

function checked(what: string, text: string): string {
  if (!objectId.test(text)) throw new TypeError(`not the id of ${what}`);
  return text;
}

export const isObjectId = (text: unknown): text is string => typeof text === 'string' && objectId.test(text);
export const eventId = (text: string): EventId => checked('an event', text) as EventId;
export const slotId = (text: string): SlotId => checked('a slot', text) as SlotId;
export const userId = (text: string): UserId => checked('a person', text) as UserId;
export const bookingId = (text: string): BookingId => checked('a booking', text) as BookingId;
