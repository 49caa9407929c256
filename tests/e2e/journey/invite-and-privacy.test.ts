import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { collections } from '../../../adapters/mongo/collections.ts';
import { House, moscow } from '../../support/house.ts';
import { book, open, patient, slotDoc, slotLabels } from '../../support/journey.ts';
import { waitFor } from '../../support/wait.ts';

const zapis = fileURLToPath(new URL('../../../dist/cli/main.js', import.meta.url));

let house: House;
let event: string;
beforeAll(async () => {
  house = await House.open('invite');
  event = (await house.event({ starts: [moscow(2, '14:00'), moscow(3, '14:00'), moscow(4, '14:00')] })).id;
});
afterAll(() => house.close());

function inviteLink(name: string): string {
  const env = { PATH: process.env['PATH'], ...house.env, BOT_TOKEN: '' };
  const made = spawnSync(process.execPath, [zapis, 'person', 'invite', '--name', name], {
    env,
    timeout: 60_000,
  });
  const link = /https:\S+/.exec(made.stdout.toString())?.[0];
  if (link === undefined) throw new Error(made.stderr.toString());
  return link;
}

const denied = 'Access denied. Contact the administrator.';
const saidTo = async (person: Awaited<ReturnType<House['person']>>) =>
  (await person.chat().messages()).filter((one) => one.from?.is_bot).map((one) => one.text ?? '');

test('an invite link opens the door to the one who uses it first, and to nobody after', async () => {
  const link = inviteLink('Irina');
  const irina = await house.person('Irina', { allowed: false });
  await irina.opens(link);
  await irina.chat().waitForText('Here you can book a time', patient);
  await book(irina, event);

  const thief = await house.person('Thief', { allowed: false });
  await thief.opens(link);
  await thief.chat().waitForText(denied, patient);
  await open(thief, event);
  await thief
    .chat()
    .waitFor((messages) => messages.filter((one) => one.text === denied).length === 2, patient);
  expect(new Set(await saidTo(thief))).toEqual(new Set([denied]));
});

test('a made-up link is refused in the same words', async () => {
  const guesser = await house.person('Guesser', { allowed: false });
  await guesser.opens('https://t.me/zapis_bot?start=i_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA');
  await guesser.chat().waitForText(denied, patient);
  expect(await saidTo(guesser)).toEqual([denied]);
});

test('one’s data: a copy as a file; deletion waits for the booking, then the bot knows nobody', async () => {
  const lena = await house.person('Lena');
  await book(lena, event);
  await lena.sends('/privacy');
  await lena.chat().waitForText('Your data', patient);
  await lena.tap('Get my data');
  const file = await lena.chat().waitFor((messages) => messages.find((one) => one.document), patient);
  expect(file.document?.file_name).toBe('my-data.json');

  await lena.tap('Delete my data');
  await lena.chat().waitForText('Delete your data?', patient);
  await lena.tap('Yes, delete it');
  await lena.chat().waitForText('You have an active booking', patient);

  await lena.sends('/cancel');
  await lena.chat().waitForText('Cancel your booking?', patient);
  await lena.tap('I am ill');
  await lena.chat().waitForText('Your booking is cancelled', patient);
  await lena.sends('/privacy');
  const again = await lena
    .chat()
    .waitFor((messages) => messages.findLast((one) => one.text?.includes('We keep your name')), patient);
  await lena.tap('Delete my data', { message_id: again.message_id });
  await lena.chat().waitForText('Delete your data?', patient);
  await lena.tap('Yes, delete it', { message_id: again.message_id });
  await lena.chat().waitForText('Your data is deleted', patient);
  await lena.sends('/mybooking');
  await lena.chat().waitForText(denied, patient);
  expect(await collections(house.db).users.countDocuments({ telegram_id: lena.id })).toBe(0);
});

test('who only holds a seat may delete their data at once; the seat goes back when its time is over', async () => {
  const olya = await house.person('Olya');
  const own = await house.event({ starts: [moscow(4, '14:00')] });
  await open(olya, own.id);
  const list = await olya.chat().waitForText('Please choose a time', patient);
  await olya.tap(slotLabels(list)[0] ?? '');
  await olya.chat().waitForText('The seat is held', patient);
  await olya.sends('/privacy');
  const asked = await olya.chat().waitForText('Your data', patient);
  await olya.tap('Delete my data', { message_id: asked.message_id });
  await olya.chat().waitForText('Delete your data?', patient);
  await olya.tap('Yes, delete it', { message_id: asked.message_id });
  await olya.chat().waitForText('Your data is deleted', patient);
  await house.goTo({ advance_ms: 6 * 60_000 });
  await waitFor(
    'the seat to be free',
    async () => (await slotDoc(house, own.slots[0] ?? ''))?.['booked_users'].length === 0,
  );
});
