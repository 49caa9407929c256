import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { House, moscow } from '../../support/house.ts';

let house: House;
beforeAll(async () => {
  house = await House.open('book');
});
afterAll(() => house.close());

const rows = (name: string, id: string) =>
  house.db
    .collection(name)
    .find({ event_id: id as never })
    .toArray();
void rows;

describe('a candidate books in one message (FR3, FR4)', () => {
  test('Sign Up by a link, a slot, Confirm: the same message all the way, the number at the end', async () => {
    const { id } = await house.event({
      starts: [moscow(2, '14:00'), moscow(2, '15:00'), moscow(3, '10:00'), moscow(4, '10:00')],
    });
    const anna = await house.person('Anna');
    await anna.opens(`https://t.me/zapis_bot?start=${startPayload(id)}`);
    const slots = await anna.chat().waitForText('Please choose a time');
    expect(slots.text).toContain('Office A');
    await anna.tap(slotButton(slots, 0));
    const chosen = await anna.chat().waitForText('The seat is held for you until');
    expect(chosen.message_id).toBe(slots.message_id);
    await anna.tap('Confirm');
    const booked = await anna.chat().waitForText('Your interview is booked');
    expect(booked.message_id).toBe(slots.message_id);
    expect(booked.text).toMatch(/Booking number: \S+/);
    expect(booked.reply_markup).toBeUndefined();
  });
});

const startPayload = (eventId: string): string => `e_${Buffer.from(eventId, 'hex').toString('base64url')}`;

type Shown = Awaited<ReturnType<Awaited<ReturnType<House['person']>>['sends']>>;
const slotButton = (message: Shown, index: number): string => {
  const keyboard =
    (message.reply_markup as { inline_keyboard?: { text: string }[][] } | undefined)?.inline_keyboard ?? [];
  const label = keyboard[index]?.[0]?.text;
  if (label === undefined) throw new Error(`the message has no button ${index}: ${message.text}`);
  return label;
};
