import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { inBrowser } from '../support/browser.ts';
import { chatsOf, look, said, says, scene, telegramOf, token } from './support.ts';

inBrowser('two people side by side see their own chats and a common group, live', async () => {
  const { url, sandbox } = await scene();
  const anna = await sandbox.person('Anna');
  const boris = await sandbox.person('Boris');
  const page = await look(chatsOf(url, anna));
  await page.getByRole('button', { name: 'Show Boris beside' }).click({ force: true });
  const hers = telegramOf(page, 'Anna');
  const his = telegramOf(page, 'Boris');
  await his.getByRole('button', { name: 'Interviews' }).click();
  await his.getByRole('button', { name: 'Start' }).click();
  await said(his, 'Hello, Boris!').waitFor();
  expect(await hers.getByRole('article').count()).toBe(0);
  await sandbox.newChat({
    kind: 'supergroup',
    title: 'Neighbours',
    people: [{ id: anna.id }, { id: boris.id }],
  });
  await his.getByRole('button', { name: 'Back to the chats' }).click();
  await his.getByRole('button', { name: 'Neighbours' }).click();
  await hers.getByRole('button', { name: 'Back to the chats' }).click();
  await hers.getByRole('button', { name: 'Neighbours' }).click();
  await says(his, 'Are you there?');
  await said(hers, 'Are you there?').waitFor();
  await hers.getByRole('button', { name: 'Close Anna' }).click();
  await hers.waitFor({ state: 'detached' });
});

inBrowser('with the tools open two chats fit whole, both at their newest message', async () => {
  const { url, sandbox } = await scene({ bot: false });
  const people = [await sandbox.person('Anna'), await sandbox.person('Boris')];
  for (const person of people) {
    await person.sends('/start');
    for (let number = 1; number <= 12; number += 1)
      await fetch(`${url}/bot${token}/sendMessage`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ chat_id: person.id, text: `Message ${number}: ${'word '.repeat(40)}` }),
      });
  }
  const page = await look(chatsOf(url, ...people));
  await said(telegramOf(page, 'Boris'), 'Message 12').waitFor();
  await page.getByRole('button', { name: 'Tools' }).first().click();
  for (const { name } of people) {
    const hers = telegramOf(page, name);
    await expect.poll(() => isInSight(said(hers, 'Message 12').locator('.bubble'))).toBe(true);
    await expect.poll(() => isInSight(hers.getByRole('button', { name: 'Block' }))).toBe(true);
  }
});

const isInSight = (what: Locator): Promise<boolean> =>
  what.evaluate((element) => {
    const { left, right, bottom } = element.getBoundingClientRect();
    const seen = element.ownerDocument.elementFromPoint((left + right) / 2, bottom - 3);
    const edge = element.ownerDocument.elementFromPoint(right - 3, bottom - 8);
    return seen !== null && edge !== null && element.contains(seen) && element.contains(edge);
  });

inBrowser(
  'topics of a group are chosen apart, closed and deleted, and only administrators write in a channel',
  async () => {
    const { url, sandbox } = await scene({ bot: false });
    const anna = await sandbox.person('Anna');
    const people = [{ id: anna.id }];
    const bots = [{ bot: 'interviews_bot' }];
    const forum = await sandbox.newChat({
      kind: 'supergroup',
      title: 'Staff',
      is_forum: true,
      people: [{ id: anna.id, status: 'administrator' }],
      bots,
    });
    const channel = await sandbox.newChat({ kind: 'channel', title: 'News', people, bots });
    const call = (method: string, body: unknown) =>
      fetch(`${url}/bot${token}/${method}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }).then((answer) => answer.json() as Promise<{ result: { message_thread_id: number } }>);
    const { result } = await call('createForumTopic', { chat_id: forum, name: 'Interviews' });
    await call('sendMessage', {
      chat_id: forum,
      message_thread_id: result.message_thread_id,
      text: 'In the topic',
    });
    await call('sendMessage', { chat_id: forum, text: 'Outside' });
    await call('sendMessage', { chat_id: channel, text: 'A post' });
    const page = await look(`${url}/#${anna.id}=g:${forum}`);
    await said(page, 'Outside').waitFor();
    await page.getByRole('group', { name: 'Topics' }).getByRole('button', { name: 'Interviews' }).click();
    await said(page, 'Outside').waitFor({ state: 'detached' });
    await said(page, 'In the topic').waitFor();
    const topics = page.getByRole('group', { name: 'Topics' });
    await topics.getByRole('button', { name: 'Close this topic' }).click();
    await topics.getByRole('button', { name: 'Interviews (closed)' }).waitFor();
    await topics.getByRole('button', { name: 'Delete this topic' }).click();
    await said(page, 'Outside').waitFor();
    expect(await said(page, 'In the topic').count()).toBe(0);
    await page.getByRole('button', { name: 'News' }).click();
    await said(page, 'A post').waitFor();
    await page.getByText('Only administrators write in this channel.').waitFor();
  },
);

inBrowser('on a phone one thing is seen at a time, and nothing sticks out', async () => {
  const { url, sandbox } = await scene();
  const anna = await sandbox.person('Anna');
  await anna.sends('/start');
  await sandbox.person('Boris');
  const page = await look(chatsOf(url, anna), {
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
  });
  await said(page, 'Hello, Anna!').waitFor();
  const widest = () => page.evaluate('document.documentElement.scrollWidth');
  expect(await widest()).toBe(360);
  expect(await page.getByRole('list', { name: 'Chats' }).isVisible()).toBe(false);
  await page.getByRole('button', { name: 'Back to the chats' }).tap();
  await page.getByRole('list', { name: 'Chats' }).getByRole('button', { name: 'Interviews' }).tap();
  await says(page, 'From my phone');
  await said(page, 'You said: From my phone').waitFor();
  await page.getByRole('button', { name: 'Boris' }).tap();
  await telegramOf(page, 'Boris').waitFor();
  expect(await telegramOf(page, 'Anna').count()).toBe(0);
  await page.getByRole('button', { name: 'Tools' }).tap();
  await page.getByRole('tab', { name: 'Clock' }).tap();
  expect(await widest()).toBe(360);
});

inBrowser('what is typed into a chat in the very moment it opens is not lost', async () => {
  const { url, sandbox } = await scene();
  const anna = await sandbox.person('Anna');
  await anna.sends('/start');
  const page = await look(`${url}/#${anna.id}`);
  const row = page.getByRole('list', { name: 'Chats' }).getByRole('button', { name: 'Interviews' });
  await row.waitFor();
  // A watcher of the page writes before anything else of it has run: no finger is as fast.
  await page.evaluate(`new MutationObserver((_, watcher) => {
    const field = document.querySelector('textarea');
    if (!field) return;
    watcher.disconnect();
    field.value = 'At once';
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }).observe(document.body, { subtree: true, childList: true })`);
  await row.click();
  const field = page.getByRole('textbox', { name: 'Message from' });
  await page.evaluate('new Promise((done) => setTimeout(done, 200))');
  expect(await field.inputValue()).toBe('At once');
  await field.press('Enter');
  await said(page, 'You said: At once').waitFor();
});

inBrowser('a chat that becomes ready takes no key from somebody who types elsewhere', async () => {
  const { url, sandbox } = await scene();
  const anna = await sandbox.person('Anna');
  const page = await look(chatsOf(url, anna));
  await page.getByRole('button', { name: 'Start' }).waitFor();
  const search = page.getByRole('searchbox');
  await search.focus();
  await anna.sends('/start');
  await page.getByRole('textbox', { name: 'Message from' }).waitFor();
  // Effects run after the paint: two frames later each of them has had its turn.
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100)))');
  expect(await search.evaluate((field) => field === field.ownerDocument.activeElement)).toBe(true);
});

inBrowser('a fault asked for on the page strikes the bot, is counted and taken away', async () => {
  const { url, sandbox } = await scene();
  const anna = await sandbox.person('Anna');
  await anna.sends('/start');
  const page = await look(chatsOf(url, anna));
  await page.getByRole('button', { name: 'Tools' }).click();
  await page.getByRole('tab', { name: 'Faults' }).click();
  await page.getByLabel('What goes wrong').selectOption('server_error');
  await page.getByLabel('Method').fill('sendMessage');
  await page.locator('select[name=chat]').selectOption({ label: 'Anna' });
  await page.getByLabel('Code').fill('502');
  await page.getByRole('button', { name: 'Add fault' }).click();
  const active = page.getByRole('list', { name: 'Active faults' });
  await active.getByText(`sendMessage · chat ${anna.id} · 0 so far`).waitFor();
  await says(page, 'Does anybody hear me?');
  await active.getByText('1 so far').waitFor();
  await page.getByRole('tab', { name: 'Calls' }).click();
  const refused = page.getByRole('list', { name: 'Calls' }).getByRole('button', { name: '502' }).first();
  await refused.click();
  await page.getByText('"error_code": 502').waitFor();
  await page.getByRole('tab', { name: 'Updates' }).click();
  await page.getByRole('list', { name: 'Updates' }).getByRole('button').first().waitFor();
  await page.getByRole('tab', { name: 'Faults' }).click();
  await active.getByRole('button', { name: 'Remove' }).click();
  await page.getByText('Nothing goes wrong on purpose.').waitFor();
  expect(await sandbox.call('GET', '/faults')).toEqual([]);
});

inBrowser('the clock goes to eleven on a day in Moscow, and never back', async () => {
  const { url, sandbox } = await scene({ bot: false });
  await sandbox.person('Anna');
  const page = await look(url, { timezoneId: 'America/New_York' });
  await page.getByRole('button', { name: 'Tools' }).click();
  await page.getByRole('tab', { name: 'Clock' }).click();
  await page.getByText('the real time', { exact: true }).waitFor();
  await page.getByRole('button', { name: '+1 hour' }).click();
  await page.getByText('+1 h ahead of the real time').waitFor();
  await page.getByLabel('Date').fill('2031-05-06');
  await page.getByRole('button', { name: 'Go there' }).click();
  await page.getByText('6 May, 11:00 MSK').first().waitFor();
  const rail = "document.querySelector('nav.rail')";
  expect(await page.evaluate(`${rail}.scrollWidth - ${rail}.clientWidth`)).toBe(0);
  const { now } = (await sandbox.call('GET', '/clock')) as { now: number };
  expect(Math.abs(now - Date.parse('2031-05-06T08:00:00Z'))).toBeLessThan(30_000);
  await page.getByLabel('Date').fill('2027-05-06');
  await page.getByRole('button', { name: 'Go there' }).click();
  await page.getByRole('alert').filter({ hasText: 'the clock only goes forward' }).waitFor();
});

inBrowser('the keyboard alone is enough, and the focus comes back', async () => {
  const { url, sandbox } = await scene();
  const anna = await sandbox.person('Anna');
  await anna.sends('/start');
  const page = await look(`${url}/#${anna.id}=`);
  await page.getByRole('button', { name: 'Interviews' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate('document.activeElement.ariaLabel')).toBe('Message from Anna');
  await page.keyboard.type('Typed by hand');
  await page.keyboard.press('Enter');
  await said(page, 'You said: Typed by hand').waitFor();
  await page.getByRole('log').focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Reply' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('menu').waitFor({ state: 'detached' });
  expect(await page.evaluate('document.activeElement.className')).toContain('message');

  await page.setViewportSize({ width: 400, height: 700 });
  await page.getByRole('button', { name: 'Back to the chats' }).press('Enter');
  await expect.poll(() => page.evaluate('document.activeElement.className')).toBe('chat-row');
});

inBrowser('after a reset the page begins anew by itself', async () => {
  const { url, sandbox } = await scene({ bot: false });
  const anna = await sandbox.person('Anna');
  await anna.sends('Before');
  const page = await look(chatsOf(url, anna));
  await said(page, 'Before').waitFor();
  await sandbox.reset();
  await page.getByText('Nobody is here yet').waitFor();
  await sandbox.person('Boris');
  await page.getByRole('button', { name: 'Boris' }).waitFor();
});

inBrowser('a sandbox that went away is missed aloud, and its successor is taken as it is', async () => {
  const before = await scene({ bot: false });
  const anna = await before.sandbox.person('Anna');
  await anna.sends('Before');
  const page = await look(chatsOf(before.url, anna), { expected: /ERR_/ });
  await said(page, 'Before').waitFor();
  await before.telegram.close();
  await page.getByText('The sandbox does not answer').waitFor();
  const after = await scene({ bot: false, port: Number(new URL(before.url).port) });
  const again = await after.sandbox.person('Anna');
  expect(again.id).toBe(anna.id);
  await again.sends('After');
  await said(page, 'After').waitFor();
  await said(page, 'Before').waitFor({ state: 'detached' });
});

inBrowser(
  'a chat of a thousand messages is light: the newest are there, earlier ones come when asked',
  async () => {
    const { url, sandbox } = await scene({ bot: false });
    const anna = await sandbox.person('Anna');
    for (let index = 1; index <= 1000; index += 1) await anna.sends(`Line ${index}.`);
    const page = await look(chatsOf(url, anna));
    await said(page, 'Line 1000.').waitFor();
    const shown = page.getByRole('article');
    expect(await shown.count()).toBe(60);
    await page.getByRole('button', { name: 'Earlier messages' }).click();
    await said(page, 'Line 881.').waitFor({ state: 'attached' });
    expect(await shown.count()).toBe(120);
    for (let index = 1001; index <= 1200; index += 1) await anna.sends(`Line ${index}.`);
    await page.getByRole('log').press('End');
    await said(page, 'Line 1200.').waitFor({ state: 'attached' });
    await expect.poll(() => shown.count()).toBeLessThanOrEqual(320);
  },
);

inBrowser('nothing runs on the page that is not its own, and a breach is a complaint', async () => {
  const { url, sandbox } = await scene({ bot: false });
  await sandbox.person('Anna');
  const page = await look(url, { expected: /Content Security Policy/ });
  await page.getByRole('button', { name: 'Anna' }).waitFor();
  const breach = page.waitForEvent('console', (message) =>
    message.text().includes('Content Security Policy'),
  );
  await page.evaluate(`
    const script = document.createElement('script');
    script.textContent = 'window.intruder = true';
    document.body.append(script);
  `);
  await breach;
  expect(await page.evaluate('window.intruder')).toBeUndefined();
  const policy = (await page.request.get(url)).headers()['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
});

inBrowser('somebody on the bot’s list is played under their own id, and so is an id one types', async () => {
  const { url, sandbox } = await scene();
  const page = await look(url);
  await page.getByRole('button', { name: 'New person' }).click();
  // It is told while the dialog stands open.
  await sandbox.call('POST', '/expected', {
    people: [{ id: 5_000_001, first_name: 'Vera', last_name: 'Orlova' }],
  });
  await page.getByRole('button', { name: 'Vera Orlova 5000001' }).click();
  await telegramOf(page, 'Vera').waitFor();
  await page.getByRole('button', { name: 'New person' }).click();
  expect(await page.getByRole('button', { name: 'Vera Orlova 5000001' }).count()).toBe(0);
  await page.getByLabel('First name').fill('Gleb');
  await page.getByLabel('Telegram ID').fill('5000002');
  await page.getByRole('button', { name: 'Create' }).click();
  await telegramOf(page, 'Gleb').waitFor();
  const { people } = (await sandbox.call('GET', '/state')) as { people: { id: number }[] };
  expect(people.map(({ id }) => id)).toEqual([5_000_001, 5_000_002]);
});
