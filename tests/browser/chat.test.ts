import { expect } from 'vitest';
import { barriers, inBrowser } from '../support/browser.ts';
import { chatsOf, look, said, says, scene, shows, telegramOf } from './support.ts';

inBrowser('somebody made up on the page starts a bot and books with three taps', async () => {
  const { url } = await scene();
  const page = await look(url);
  await page.getByText('Nobody is here yet').waitFor();
  await page.getByRole('button', { name: 'New person' }).click();
  await page.getByLabel('First name').fill('Anna');
  await page.getByLabel('Language of the app').selectOption('en');
  await page.getByRole('button', { name: 'Create' }).click();
  const anna = telegramOf(page, 'Anna');
  await anna.getByRole('button', { name: 'Interviews' }).click();
  await anna.getByRole('button', { name: 'Start' }).click();
  const greeting = said(anna, 'Hello, Anna!');
  await greeting.waitFor();
  expect(await greeting.locator('strong').textContent()).toBe('Hello, Anna!');
  await anna.getByRole('button', { name: 'Tue 24 Nov, 14:00' }).click();
  await said(anna, 'Shall we say Tue 24 Nov, 14:00?').getByText('edited').waitFor();
  await shows(page.getByRole('status').filter({ hasText: 'Booked' }), () =>
    anna.getByRole('button', { name: 'Confirm' }).click(),
  );
  await said(anna, 'See you on Tue 24 Nov, 14:00.').waitFor();
  expect(await anna.getByRole('button', { name: 'Confirm' }).count()).toBe(0);
});

inBrowser('styles, disabled buttons, copied texts and alerts are what Telegram makes of them', async () => {
  const { url, sandbox } = await scene();
  const anna = await sandbox.person('Anna');
  await anna.sends('/start');
  const page = await look(chatsOf(url, anna));
  const shut = page.getByRole('button', { name: 'Fully booked' });
  await shut.waitFor();
  expect(await shut.getAttribute('aria-disabled')).toBe('true');
  await shows(page.getByRole('status').filter({ hasText: 'Copied' }), () =>
    page.getByRole('button', { name: 'Copy the address' }).click(),
  );
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe('Main street 7, 3rd floor');
  await page.getByRole('button', { name: 'What is this?' }).click();
  const alert = page.getByRole('alertdialog');
  await alert.getByText('An interview lasts half an hour.').waitFor();
  await page.keyboard.press('Enter');
  await alert.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Tue 24 Nov, 11:00' }).click();
  const cancel = page.getByRole('button', { name: 'Cancel' });
  await cancel.waitFor();
  expect(await cancel.getAttribute('class')).toContain('danger');
});

inBrowser('a spoiler opens when asked, and a tg-time is shown as a time', async () => {
  const { url, sandbox } = await scene();
  const anna = await sandbox.person('Anna');
  await anna.sends('/start');
  const page = await look(chatsOf(url, anna));
  const time = said(page, 'Hello').locator('time').first();
  expect(await time.textContent()).toBe('Tuesday, 24 November 2026 at 11:00');
  await page.getByRole('button', { name: 'Hidden text' }).click();
  await said(page, 'There will be tea.').waitFor();
  expect(await page.getByText('There will be tea.').count()).toBe(1);
  expect(await page.getByRole('button', { name: 'Hidden text' }).count()).toBe(0);
});

inBrowser('reply keys write, share the phone number and can be put away; commands are offered', async () => {
  const { url, sandbox } = await scene();
  const anna = await sandbox.person('Anna', { phone: '79001112233' });
  await anna.sends('/menu');
  const page = await look(chatsOf(url, anna));
  await page.getByRole('button', { name: 'My booking' }).click();
  await said(page, 'You said: My booking').waitFor();
  await page.getByRole('button', { name: 'Share my number' }).click();
  await said(page, 'Thank you, 79001112233').waitFor();
  await page.getByRole('button', { name: 'Keys of the bot' }).click();
  await page.getByRole('button', { name: 'My booking' }).waitFor({ state: 'detached' });
  await page.getByRole('textbox', { name: 'Message from' }).fill('/f');
  await page.getByRole('button', { name: '/files Calendar entry and the way' }).click();
  await said(page, 'interview.ics').waitFor();
  const link = said(page, 'interview.ics').getByRole('link');
  const bytes = await page.request.get(new URL((await link.getAttribute('href')) ?? '', url).href);
  expect(await bytes.text()).toContain('BEGIN:VCALENDAR');
  const photo = page.getByRole('img', { name: 'The way from the underground' });
  await photo.waitFor();
  await expect.poll(() => page.evaluate('document.querySelector(".photo").naturalWidth')).toBe(96);
});

inBrowser('links to a bot open here: pasted, tapped, and from the page’s own address', async () => {
  const { url, sandbox } = await scene({ second: true });
  const anna = await sandbox.person('Anna');
  const page = await look(`${url}/?link=${encodeURIComponent('https://t.me/interviews_bot?start=inv-1')}`);
  await page.getByRole('button', { name: 'Start with inv-1' }).click();
  await said(page, 'You came by the invitation inv-1').waitFor();
  await page.getByRole('link', { name: 'Our other bot' }).click();
  await page.getByRole('heading', { name: 'Second bot' }).waitFor();
  await page.getByRole('button', { name: 'Start with from-here' }).click();
  await anna.chat({ bot: 'second_bot' }).waitFor((all) => all.at(-1)?.text === '/start from-here');
  await page.getByRole('searchbox').fill('t.me/interviews_bot?start=inv-2');
  await page.getByRole('searchbox').press('Enter');
  await page.getByRole('button', { name: 'Start with inv-2' }).click();
  await said(page, 'You came by the invitation inv-2').waitFor();
});

inBrowser('a link followed while an earlier Start is on its way keeps its own Start', async () => {
  const { url, sandbox } = await scene({ second: true });
  await sandbox.person('Anna');
  const page = await look(`${url}/?link=${encodeURIComponent('https://t.me/second_bot?start=slow')}`);
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(/\/people\/\d+\/open$/, async (route) => {
    await held;
    await route.continue();
  });
  const answered = page.waitForResponse(/\/people\/\d+\/open$/);
  await page.getByRole('button', { name: 'Start with slow' }).click();
  await page.getByRole('searchbox').fill('t.me/interviews_bot?start=inv-2');
  await page.getByRole('searchbox').press('Enter');
  const start = page.getByRole('button', { name: 'Start with inv-2' });
  await start.waitFor();
  letGo();
  await answered;
  await page.unroute(/\/people\/\d+\/open$/);
  await start.click();
  await said(page, 'You came by the invitation inv-2').waitFor();
});

inBrowser('a link in the page’s own address waits for everybody who is shown', async () => {
  const { url, sandbox } = await scene();
  const people = [await sandbox.person('Anna'), await sandbox.person('Boris')];
  const link = encodeURIComponent('https://t.me/interviews_bot?start=inv-1');
  const page = await look(`${url}/?link=${link}#${people.map((one) => `${one.id}=`).join(';')}`);
  for (const { name } of people) {
    await telegramOf(page, name).getByRole('button', { name: 'Start with inv-1' }).click();
    await said(telegramOf(page, name), 'You came by the invitation inv-1').waitFor();
  }
});

inBrowser('a file goes to the bot; messages are answered, changed, forwarded; a bot is blocked', async () => {
  const { url, sandbox } = await scene({ second: true });
  const anna = await sandbox.person('Anna');
  await anna.sends('/start', { bot: 'interviews_bot' });
  const page = await look(chatsOf(url, anna));
  await page.getByLabel('Send a file').setInputFiles({
    name: 'cv.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('ten years of everything'),
  });
  await said(page, 'cv.txt').waitFor();
  await says(page, 'Good morning');
  await said(page, 'You said: Good morning').waitFor();
  const own = page.getByRole('article', { name: /^You,/ }).filter({ hasText: 'Good morning' });
  await own.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  const field = page.getByRole('textbox', { name: 'Message from' });
  await expect.poll(() => field.inputValue()).toBe('Good morning');
  await says(page, 'Good evening');
  // Not the bot's answer to the change, which may be there already and says the same.
  const changed = page.getByRole('article', { name: /^You,/ }).filter({ hasText: 'Good evening' });
  await changed.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Forward' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Second bot' }).click();
  await said(page, 'Forwarded from Anna').waitFor();
  await page.getByRole('button', { name: 'Interviews' }).click();
  await page.getByRole('button', { name: 'Block', exact: true }).click();
  await page.getByText('bot, blocked').waitFor();
  await page.getByRole('button', { name: 'Unblock' }).first().click();
  await page.getByRole('textbox', { name: 'Message from' }).waitFor();
});

inBrowser('typing is seen, and what is pinned stays in sight', async () => {
  const { url, sandbox } = await scene();
  const anna = await sandbox.person('Anna');
  await anna.sends('/pin');
  const page = await look(chatsOf(url, anna));
  await page.getByRole('button', { name: 'Pinned message Room 3, third floor' }).waitFor();
  await shows(page.getByText('typing…'), () => says(page, '/slow'));
});

for (const colorScheme of ['light', 'dark'] as const)
  inBrowser(`no barrier for anybody, ${colorScheme}`, async () => {
    const { url, sandbox } = await scene();
    const anna = await sandbox.person('Anna');
    await anna.sends('/start');
    await anna.sends('/files');
    await anna.sends('/menu');
    const page = await look(chatsOf(url, anna), { colorScheme, reducedMotion: 'reduce' });
    await said(page, 'What would you like?').waitFor();
    await page.getByRole('button', { name: 'Tools' }).first().click();
    for (const tab of ['Calls', 'Updates', 'Faults', 'Clock', 'Chats']) {
      await page.getByRole('tab', { name: tab }).click();
      expect(await barriers(page), tab).toEqual([]);
    }
    await page.getByRole('button', { name: 'New person' }).click();
    expect(await barriers(page), 'new person').toEqual([]);
  });
