import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { buildPage } from '../../scripts/build-page.ts';
import { inBrowser } from '../support/browser.ts';
import { chatsOf, look, said, says, scene, telegramOf, token } from './support.ts';

test('all scripts of the page are at most 150 kB compressed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'page-weight-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  await buildPage(folder);
  expect(gzipSync(readFileSync(join(folder, 'page.js'))).length).toBeLessThan(150_000);
});

inBrowser(
  'fifty chats open and busy: a message touches its own chat only, and a person can still write',
  async () => {
    const { url, sandbox } = await scene({ bot: false });
    const people = await Promise.all(
      Array.from({ length: 50 }, (_none, index) => sandbox.person(`Person ${index}`)),
    );
    for (const person of people)
      for (let index = 0; index < 20; index += 1) await person.sends(`Line ${index}`);
    const page = await look(chatsOf(url, ...people));
    for (const person of [people[0], people[49]])
      await said(telegramOf(page, person?.name ?? ''), 'Line 19').waitFor();
    await expect.poll(() => page.getByRole('article').count()).toBe(1000);
    expect(await page.getByRole('log').count()).toBe(50);

    const send = (chat: number, text: string) =>
      fetch(`${url}/bot${token}/sendMessage`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ chat_id: chat, text }),
      });
    await page.evaluate(`
    window.touched = new Set();
    new MutationObserver((changes) => {
      for (const { target } of changes)
        touched.add((target.nodeType === 1 ? target : target.parentElement).closest('.column')?.ariaLabel);
    }).observe(document.querySelector('.columns'), { subtree: true, childList: true, characterData: true });
  `);
    await send(people[7]?.id ?? 0, 'For one only');
    await said(telegramOf(page, 'Person 7').first(), 'For one only').waitFor();
    expect(await page.evaluate('[...touched]')).toEqual(['Telegram of Person 7']);

    await Promise.all(people.map((person, index) => send(person.id, `Answer ${index}`)));
    await said(telegramOf(page, 'Person 49'), 'Answer 49').waitFor();
    const first = telegramOf(page, 'Person 0').first();
    await says(first, 'Still quick');
    await said(first, 'Still quick').waitFor();
  },
);
