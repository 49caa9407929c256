import { spawnSync } from 'node:child_process';
import { createECDH } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPushSender } from '../../../activities/push/send.ts';
import { collections } from '../../../adapters/mongo/collections.ts';
import { oid } from '../../../adapters/mongo/ids.ts';
import { createPushSubscriptions } from '../../../adapters/mongo/push/subscriptions.ts';
import { createPushPorts } from '../../../adapters/push/ports.ts';
import { loadWorkerConfig } from '../../../config/load.ts';
import { userId } from '../../../core/shared/ids.ts';
import { inBrowser, useBrowser } from '../../support/browser.ts';
import { House, moscow } from '../../support/house.ts';
import { book, type Candidate, open, patient, saidTo, slotDoc, slotLabels } from '../../support/journey.ts';
import { bookingOf, invitedByPage, movedByStaff, press, subscribable } from '../../support/own-page.ts';
import { faultsOf } from '../../support/panel-look.ts';
import { programEnv } from '../../support/program-env.ts';
import { PushBrowser, PushService } from '../../support/push-service.ts';
import { PushWorker } from '../../support/push-worker.ts';
import { waitFor } from '../../support/wait.ts';

const zapis = fileURLToPath(new URL('../../../dist/cli/main.js', import.meta.url));

const pair = createECDH('prime256v1');
pair.generateKeys();
const vapid = {
  VAPID_PUBLIC_KEY: pair.getPublicKey('base64url'),
  VAPID_PRIVATE_KEY: Buffer.concat([Buffer.alloc(32), pair.getPrivateKey()])
    .subarray(-32)
    .toString('base64url'),
};

const browser = useBrowser();
let pushes: PushService;
let house: House;
let event: string;
beforeAll(async () => {
  house = await House.open('invite', { env: vapid });
  pushes = await new PushService().open();
  event = (await house.event({ starts: [moscow(2, '14:00'), moscow(3, '14:00'), moscow(4, '14:00')] })).id;
});
afterAll(async () => {
  await pushes.close();
  await house.close();
});

function inviteLink(name: string): string {
  const env = { ...programEnv, ...house.env, BOT_TOKEN: '' };
  const made = spawnSync(process.execPath, [zapis, 'person', 'invite', '--name', name], {
    env,
    timeout: 60_000,
  });
  const link = /https:\S+/.exec(made.stdout.toString())?.[0];
  if (link === undefined) throw new Error(made.stderr.toString());
  return link;
}

const denied = 'Access denied. Contact the administrator.';
const said = async (person: Candidate) => (await saidTo(person)).map((one) => one.text ?? '');

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
  expect(new Set(await said(thief))).toEqual(new Set([denied]));
});

test('a made-up link is refused in the same words', async () => {
  const guesser = await house.person('Guesser', { allowed: false });
  await guesser.opens('https://t.me/zapis_bot?start=i_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA');
  await guesser.chat().waitForText(denied, patient);
  expect(await said(guesser)).toEqual([denied]);
});

const phone = { viewport: { width: 390, height: 844 }, locale: 'en-GB' };
const slotOf = async (user: string) => (await bookingOf(house, user))?.slot_id?.toHexString();

inBrowser(
  'without Telegram and without a script: one books, moves, answers late forms, cancels',
  async () => {
    const own = await house.event({ starts: [moscow(2, '10:00'), moscow(3, '10:00')], title: 'On paper' });
    const { userId: vera, link } = await invitedByPage(house, 'Vera');
    const page = await browser.look(link, { ...phone, javaScriptEnabled: false });
    expect(new URL(page.url()).pathname).toBe('/me');
    await press(page, 'Open On paper');
    await press(page, 'Choose a time');
    const late = await page.context().newPage();
    await late.goto(`${page.url()}/${own.slots[1]}`);
    await page.locator('.times a').first().click();
    expect(await page.textContent('main')).toContain('The place is not yours yet');
    await press(page, 'Confirm');
    expect(await page.textContent('[role=status]')).toBe('You are booked.');
    const booked = await bookingOf(house, vera);
    if (!booked) throw new Error('nothing was booked');
    expect(booked).toMatchObject({ status: 'booked', active: true });
    expect(await page.textContent('main')).toContain(`Booking number: ${booked.number}`);
    expect(await collections(house.db).audit.findOne({ booking_id: booked._id })).toMatchObject({
      initiated_by: { user_id: vera, role: 'candidate', channel: 'web' },
    });

    // A page from before, that shows no booking: it does nothing, and shows what stands.
    await press(late, 'Confirm');
    expect(await late.textContent('[role=status]')).toContain('The page was outdated');
    expect(await slotOf(vera)).toBe(own.slots[0]);

    await press(page, 'Move');
    expect(await page.textContent('main')).toContain('It stays yours until you confirm');
    await page.locator('.times a').first().click();
    await press(page, 'Confirm');
    expect(await page.textContent('[role=status]')).toBe('Your booking was moved.');
    expect(await bookingOf(house, vera)).toMatchObject({ number: booked.number, moves: 1 });
    expect(await slotOf(vera)).toBe(own.slots[1]);
    expect((await slotDoc(house, own.slots[0] ?? ''))?.['booked_users']).toEqual([]);

    await house.db.collection('bookings').updateOne({ _id: booked._id }, { $set: { reminded: ['told'] } });
    await page.goto(`${house.env['API_URL']}/me/events/${own.id}`);
    await press(page, 'Running late');
    expect(await page.textContent('main')).toContain('You answered that you are running late.');
    expect(await bookingOf(house, vera)).toMatchObject({ reply: { value: 'late' } });

    await press(page, 'Cancel the booking');
    await page.getByLabel('I am ill').check();
    await press(page, 'Yes, cancel it');
    expect(await page.textContent('[role=status]')).toBe('Your booking was cancelled.');
    expect(await bookingOf(house, vera)).toMatchObject({ status: 'cancelled', cancelled: { reason: 'ill' } });
    expect((await slotDoc(house, own.slots[1] ?? ''))?.['booked_users']).toEqual([]);
  },
);

inBrowser(
  'two taps on Confirm count once, and who comes second to the last seat is told and shown the rest',
  async () => {
    const own = await house.event({ starts: [moscow(2, '11:00'), moscow(3, '11:00')], title: 'Last seat' });
    const people = await Promise.all(['Petr', 'Pavel'].map((name) => invitedByPage(house, name)));
    const pages = await Promise.all(
      people.map(async ({ link }) => {
        const page = await browser.look(link, phone);
        await page.goto(`${house.env['API_URL']}/me/events/${own.id}/times/${own.slots[0]}`);
        return page;
      }),
    );
    const [first, second] = pages;
    if (!first || !second) throw new Error('two pages');
    const twice = await first.evaluate(async () => {
      const form = document.querySelector('form[action*="/times/"]') as HTMLFormElement;
      const body = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
      const send = () => fetch(form.action, { method: 'POST', body }).then((answer) => answer.url);
      return Promise.all([send(), send()]);
    });
    expect(new Set(twice)).toEqual(new Set([`${house.env['API_URL']}/me/events/${own.id}`]));
    expect((await slotDoc(house, own.slots[0] ?? ''))?.['seats']).toHaveLength(1);
    await press(second, 'Confirm');
    expect(await second.textContent('[role=status]')).toContain('Sorry, this slot is no longer available');
    expect(await second.locator('.times a').count()).toBe(1);
    expect(await bookingOf(house, people[1]?.userId ?? '')).not.toMatchObject({ status: 'booked' });
  },
);

inBrowser(
  'a browser subscribes, is told, and no more after it was turned off; every page is for everybody',
  async () => {
    const own = await house.event({ starts: [moscow(2, '12:00'), moscow(3, '12:00')], title: 'Told' });
    const { userId: zoya, link } = await invitedByPage(house, 'Zoya');
    const phoneOf = new PushBrowser();
    const page = await browser.look('about:blank', {
      ...phone,
      timezoneId: 'Asia/Tokyo',
      expected: /status of 401/,
    });
    await page.context().addInitScript(subscribable(phoneOf.subscription(`${pushes.url}/zoya`)));
    await page.goto(link);
    const at = `${house.env['API_URL']}/me/events/${own.id}`;
    for (const path of [`${house.env['API_URL']}/me`, at, `${at}/times`, `${at}/times/${own.slots[0]}`]) {
      await page.goto(path);
      for (const scheme of ['light', 'dark'] as const)
        expect(await faultsOf(page, { size: 'phone', scheme, lang: 'en', axe: true })).toEqual([]);
    }
    await press(page, 'Confirm');
    expect(await page.textContent('.own-time')).toBe('In your time: 18:00 GMT+9');
    expect(await faultsOf(page, { size: 'phone', scheme: 'light', lang: 'en', axe: true })).toEqual([]);

    await page.getByRole('button', { name: 'Turn notifications on' }).click();
    await page.getByText('Notifications are on on this device.').waitFor();
    const ports = createPushPorts(house.db, loadWorkerConfig(house.env));
    if (!ports) throw new Error('there are keys');
    const said = { title: 'Told', body: 'Today at 12:00', url: `/me/events/${own.id}`, tag: 'booking:1' };
    const ledger = {
      event_id: null,
      what: 'notify:booking_reminder:client',
      trace_id: null,
      useful_ms: 60_000,
    };
    const send = (key: string) => createPushSender(ports).send(userId(zoya), { ...said, ...ledger, key });
    expect(await send('first')).toEqual({ verdict: 'delivered' });
    // Beside it comes that she booked, sooner or later.
    const heard = () =>
      pushes.taken.flatMap(({ path, body }) =>
        path === '/zoya' ? [phoneOf.read(body) as { title: string; body: string; url: string }] : [],
      );
    expect(heard()).toContainEqual(said);

    await movedByStaff(house, (await bookingOf(house, zoya))?._id.toHexString() ?? '', own.slots[1] ?? '');
    const news = await waitFor('the browser to be told', () =>
      heard().find(({ body }) => body.includes('was moved to')),
    );
    expect(news).toMatchObject({ title: 'Told', url: `/me/events/${own.id}` });
    await waitFor('staff to see that they were told', async () => (await bookingOf(house, zoya))?.informed);

    await page.getByRole('button', { name: 'Turn notifications off' }).click();
    await page.getByRole('button', { name: 'Turn notifications on' }).waitFor();
    expect(await send('second')).toEqual({ verdict: 'nowhere' });

    await page.goto(at);
    expect(await page.textContent('main')).toContain('The organisers changed your booking. It was:');

    await press(page, 'Русский');
    expect(await page.textContent('[role=status]')).toBe('Теперь мы пишем вам по-русски.');
    expect(new URL(page.url()).pathname).toBe(`/me/events/${own.id}`);
    await press(page, 'Выйти на этом устройстве');
    expect(await page.textContent('h1')).toBe('Вы вышли');
    await page.goto(`${house.env['API_URL']}/me`);
    expect(await page.textContent('h1')).toBe('Откройте свою ссылку');
  },
);

const endpointsOf = async (user: string) =>
  (await createPushSubscriptions(house.db).of(userId(user))).map(({ endpoint }) => endpoint);

inBrowser(
  'the program behind the pages shows what comes, the newer instead of the older, and leads to its page',
  async () => {
    const own = await house.event({ starts: [moscow(2, '13:00')], title: 'Shown' });
    const page = await browser.look((await invitedByPage(house, 'Nina')).link, phone);
    const worker = await PushWorker.of(page);
    const at = `${house.env['API_URL']}/me/events/${own.id}`;
    const sent = { title: 'Shown', url: `/me/events/${own.id}`, tag: 'booking:1' };
    const first = { title: 'Shown', body: 'Tomorrow at 13:00', tag: 'booking:1', data: { url: at } };
    const brought = (body: string) => worker.brought(JSON.stringify({ ...sent, body }), body);
    expect(await brought(first.body)).toEqual([first]);
    expect(await brought('Cancelled')).toEqual([{ ...first, body: 'Cancelled' }]);

    // Its page is not open; then it is, and shows what was before.
    expect(await worker.press('booking:1')).toEqual([`opened ${at}`]);
    expect(await worker.shown()).toEqual([]);
    await page.goto(at);
    await brought('Another room');
    const drawnAnew = page.waitForEvent('load');
    expect(await worker.press('booking:1')).toEqual([`focused ${at}`]);
    await drawnAnew;

    for (const rubbish of ['', 'rubbish', '{}', 'null', '{"title":7}', '[]']) await worker.deliver(rubbish);
    const news = 'There is news about your interview. Press to see it.';
    const home = `${house.env['API_URL']}/me`;
    expect(await worker.showing(news)).toEqual([
      { title: 'Zapis', body: news, tag: 'news', data: { url: home } },
    ]);
    await worker.brought(
      JSON.stringify({ ...sent, body: 'Elsewhere', url: 'https://evil.example/me' }),
      'Elsewhere',
    );
    expect(await worker.press('booking:1')).toEqual([`opened ${home}`]);
  },
);

inBrowser(
  'a browser whose push service moved it is told at the new address; signed out, it is told nothing more',
  async () => {
    const { userId: rita, link } = await invitedByPage(house, 'Rita');
    await house.event({ starts: [moscow(2, '15:00')], title: 'Moved browser' });
    const phoneOf = new PushBrowser();
    const old = `${pushes.url}/rita`;
    const page = await browser.look('about:blank', { ...phone, expected: /status of 40[13]|status of 422/ });
    await page.context().addInitScript(subscribable(phoneOf.subscription(old)));
    await page.goto(link);
    await page.getByRole('button', { name: 'Turn notifications on' }).click();
    await page.getByText('Notifications are on on this device.').waitFor();
    expect(await endpointsOf(rita)).toEqual([old]);
    const worker = await PushWorker.of(page);
    await worker.movedTo(old, phoneOf.subscription('https://10.0.0.1/rita'));
    expect(await endpointsOf(rita)).toEqual([old]);
    await worker.movedTo(old, phoneOf.subscription(`${pushes.url}/moved`));
    expect(await endpointsOf(rita)).toEqual([`${pushes.url}/moved`]);

    const tomorrow = { title: 'Moved browser', body: 'Tomorrow', tag: 'booking:2' };
    await worker.brought(JSON.stringify(tomorrow), 'Tomorrow');
    await press(page, 'Sign out on this device');
    expect(await worker.shown()).toEqual([]);
    expect(await page.textContent('h1')).toBe('You have signed out');
    expect(await endpointsOf(rita)).toEqual([]);
    await worker.movedTo(old, phoneOf.subscription(`${pushes.url}/again`));
    expect(await endpointsOf(rita)).toEqual([]);
  },
);

inBrowser(
  'an iPhone’s tab says that notifications need the home screen; what was put there offers them',
  async () => {
    await house.event({ starts: [moscow(2, '16:00')], title: 'By iPhone' });
    const { link } = await invitedByPage(house, 'Lida');
    const inTab = await browser.look('about:blank', phone);
    await inTab.context().addInitScript('delete window.PushManager; navigator.standalone = false;');
    await inTab.goto(link);
    await inTab.getByText('On an iPhone or iPad this works from the home screen only').waitFor();
    expect(await inTab.getByRole('button', { name: 'Turn notifications on' }).count()).toBe(0);
    expect(await faultsOf(inTab, { size: 'phone', scheme: 'light', lang: 'en', axe: true })).toEqual([]);
    await press(inTab, 'Русский');
    await inTab.getByText('На iPhone и iPad это работает только с домашнего экрана').waitFor();

    const onScreen = await browser.look('about:blank', phone);
    await onScreen.context().addInitScript('navigator.standalone = true;');
    await onScreen.goto(link);
    await onScreen.getByRole('button', { name: 'Включить уведомления' }).waitFor();
    expect(await onScreen.getByText('На iPhone и iPad').count()).toBe(1);
    expect(await onScreen.getByText('На iPhone и iPad').isVisible()).toBe(false);
  },
);

inBrowser(
  'without Telegram: one’s data as a file; deletion waits for the booking, then the link knows nobody',
  async () => {
    const own = await house.event({ starts: [moscow(2, '17:00')], title: 'Private' });
    const { userId: mila, link } = await invitedByPage(house, 'Mila');
    const page = await browser.look(link, { ...phone, expected: /status of (401|404|409)/ });
    await page.goto(`${house.env['API_URL']}/me/events/${own.id}/times/${own.slots[0]}`);
    await press(page, 'Confirm');
    // Back to what was pressed a moment ago: it is theirs, and nobody says that it is gone.
    await page.goBack();
    expect(await page.textContent('main')).toContain('you are booked');
    expect(await page.textContent('main')).not.toContain('Sorry');

    await press(page, 'Your data');
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Get my data' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('my-data.json');
    const copy = await readFile(await file.path(), 'utf8');
    expect(JSON.parse(copy)).toMatchObject({
      person: { first_name: 'Mila' },
      bookings: [{ status: 'booked' }],
    });
    for (const scheme of ['light', 'dark'] as const)
      expect(await faultsOf(page, { size: 'phone', scheme, lang: 'en', axe: true })).toEqual([]);
    await press(page, 'Delete my data');
    expect(await faultsOf(page, { size: 'phone', scheme: 'light', lang: 'en', axe: true })).toEqual([]);
    await press(page, 'Yes, delete it');
    expect(await page.textContent('main')).toContain('You have a booking');

    await page.goto(`${house.env['API_URL']}/me/events/${own.id}/cancel`);
    await press(page, 'Yes, cancel it');
    await page.goto(`${house.env['API_URL']}/me/data/erase`);
    await press(page, 'Yes, delete it');
    expect(await page.textContent('main')).toContain('Your data is deleted');
    expect(await collections(house.db).users.findOne({ _id: oid(userId(mila)) })).toMatchObject({
      first_name: null,
    });
    await page.goto(link);
    expect(await page.textContent('h1')).toBe('This link does not work');
  },
);

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
