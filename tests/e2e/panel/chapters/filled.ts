import { ObjectId } from 'mongodb';
import type { Page } from 'playwright-core';
import type { DeadMessageDoc } from '../../../../adapters/mongo/documents/dead-message.ts';
import { dayOf } from '../../../../core/time/slot-instants.ts';
import { type House, moscow } from '../../../support/house.ts';
import { book, bookingOf, type Candidate } from '../../../support/journey.ts';
import { PanelClient } from '../../../support/panel-client.ts';
import { waitFor } from '../../../support/wait.ts';

/** What no page links to: where one gets to by a form, or only with an address that was handed over. */
export type Filled = { readonly unlinked: readonly string[]; readonly specialist: string };

/** Something of everything the panel shows. Names are in Latin letters: what is Russian on an English page is a fault. */
export async function fill(house: House, admin: Page): Promise<Filled> {
  const panel = await PanelClient.open(house);
  const specialist = await aSpecialist(house);
  const { id, slots } = await house.event({ starts: [moscow(2, '14:00'), moscow(3, '15:00')], capacity: 3 });
  await house.db
    .collection('interview_slots')
    .updateMany({ event_id: new ObjectId(id) }, { $set: { specialist_id: new ObjectId(specialist) } });
  const [anna, boris] = [await house.person('Anna', { last_name: 'Ivanova' }), await house.person('Boris')];
  for (const person of [anna, boris]) await book(person, id);
  await house.person('Vera');
  const move = await moved(panel, `/events/${id}/slots/${slots[0]}/people`, [boris.userId], slots[1] ?? '');
  await announce(panel, [anna.userId, boris.userId, await withoutTelegram(house)]);
  await panel.send(await panel.get('/broadcasts/new'), {
    text: 'Not sent yet',
    audience: 'list',
    people: anna.userId,
  });
  await panel.send(await panel.get('/tokens'), { name: 'Sheets', scopes: ['bookings:read'] });
  await panel.send(await panel.get('/notifications/ads/new'), {
    name: 'Sale',
    content_tg: '<b>Open day</b>',
  });
  await panel.send(await panel.get('/conversations/answers'), {
    title: 'Parking',
    text: 'Behind the house',
  });
  await talked(house, anna);
  const made = await panel.send(await panel.get('/calendars'), { whose: `specialist ${specialist}` });
  await house.db.collection<DeadMessageDoc>('dead_messages').insertOne(aDeadMessage);
  const booking = (await bookingOf(house, boris, id))?._id.toHexString() ?? '';
  return {
    specialist,
    unlinked: [
      `/bookings/${booking}`,
      `/today?day=${dayOf(moscow(2, '12:00'))}`,
      '/search?q=Anna',
      move,
      await imported(admin),
      /\/calendar\/[\w-]+\.ics/.exec(made.text)?.[0] ?? 'no address was shown',
    ],
  };
}

/** Words, a file and a photo, which the bot passed on. */
async function talked(house: House, person: Candidate): Promise<void> {
  await person.sends('Is there parking?');
  await person.sendsFile({ name: 'cv.pdf', mime: 'application/pdf', bytes: onePixel });
  const photo = { name: 'gate.png', mime: 'image/png', bytes: onePixel, as: 'photo' } as const;
  await person.sendsFile({ ...photo, caption: 'Behind this gate?' });
  const kept = () =>
    house.db.collection('conversation_messages').countDocuments({ user_id: new ObjectId(person.userId) });
  await waitFor('the photo to be kept', async () => (await kept()) >= 3 || undefined);
}

const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

async function aSpecialist(house: House): Promise<string> {
  const _id = new ObjectId();
  const row = { _id, company_id: 'default', first_name: 'Peter', last_name: 'Smith', username: null };
  await house.db
    .collection('users')
    .insertOne({ ...row, telegram_id: null, roles: ['specialist'], lang: 'en', created_at: new Date() });
  return _id.toHexString();
}

async function withoutTelegram(house: House): Promise<string> {
  const { userId } = await house.person('Gleb');
  await house.db
    .collection('users')
    .updateOne({ _id: new ObjectId(userId) }, { $set: { telegram_id: null } });
  return userId;
}

async function moved(
  panel: PanelClient,
  path: string,
  people: readonly string[],
  to: string,
): Promise<string> {
  const preview = await panel.send(await panel.get(path), { people, to, reason: 'the room is closed' });
  const begun = await panel.send(preview, { people });
  await waitFor(
    'Boris to be moved',
    async () => (await panel.get(begun.path)).text.includes('Done.') || undefined,
  );
  return begun.path;
}

async function announce(panel: PanelClient, people: readonly string[]): Promise<void> {
  const list = { audience: 'list', people: people.join(', ') };
  const draft = await panel.send(await panel.get('/broadcasts/new'), { text: 'Choose a time', ...list });
  const sent = await panel.send({ ...draft, path: `${draft.path}/send` }, {});
  const over = async () => (await panel.get(sent.path)).text.includes('Who did not get it') || undefined;
  await waitFor('the broadcast to be over', over, 60_000);
}

const aDeadMessage: DeadMessageDoc = {
  _id: 'booking.events:one',
  queue: 'admin.booking.events',
  message_id: 'one',
  reason: 'version 7 is not known here',
  body: `{"version":7,"long":"${'word '.repeat(60)}"}`,
  encoding: 'utf8',
  headers: { type: 'booking.created' },
  died_at: new Date(),
  state: 'waiting',
  settled_at: null,
  settled_by: null,
};

async function imported(page: Page): Promise<string> {
  await page.goto(new URL('/candidates/import', page.url()).href);
  const lines = ['first name;last name;phone', 'Dmitry;Orlov;+79990001122', ';;not a phone'];
  const file = { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) };
  await page.getByLabel('CSV file').setInputFiles(file);
  await page.getByRole('button', { name: 'Check' }).click();
  await page.waitForURL(/\/candidates\/import\/\w/);
  return new URL(page.url()).pathname;
}
