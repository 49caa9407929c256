import { ObjectId } from 'mongodb';
import { expect } from 'vitest';
import { inBrowser } from '../../../support/browser.ts';
import { patient } from '../../../support/journey.ts';
import { staffAt } from '../../../support/panel-at.ts';
import { at, linked, pressed, type Stage, seen, typed } from './stage.ts';

/** Ways to sign in, and what becomes of a form whose session ends. */
export function comingIn({ house, browser }: Stage): void {
  const refused = { expected: /status of (401|422)/ };

  inBrowser(
    'by a code that comes in Telegram: a wrong one says how many tries are left, the right one opens the page asked for',
    async () => {
      const boss = await house().person('Boss', { allowed: false, username: 'boss' });
      await boss.sends('/start');
      await house()
        .db.collection('users')
        .insertOne({
          _id: new ObjectId(),
          company_id: 'default',
          first_name: 'Boss',
          username: 'boss',
          telegram_id: boss.id,
          roles: ['admin'],
          lang: 'en',
          created_at: new Date(),
        });
      const page = await browser.look(`${house().env['API_URL']}/events`, { locale: 'en', ...refused });
      await typed(page, 'Your Telegram username or number', '@boss');
      await pressed(page, 'Send me a code');
      const said = await boss.chat().waitForText('Code to sign in to the panel', patient);
      const code = /\d{4,}/.exec(said.text ?? '')?.[0] ?? '';
      await typed(page, 'Code from the message', code === '111111' ? '222222' : '111111');
      await pressed(page, 'Sign in');
      await seen(page, /tries are left/);
      await typed(page, 'Code from the message', code);
      await pressed(page, 'Sign in');
      await page.getByRole('heading', { name: 'Events', level: 1 }).waitFor();
    },
  );

  inBrowser(
    'by a password set in the profile; a session that ends in the middle of a form loses nothing of what was typed',
    async () => {
      const page = await staffAt(house(), browser, refused);
      await linked(page, 'Olga Petrova');
      await typed(page, 'Login', 'olga.p');
      await typed(page, 'New password', 'three words in a row');
      await pressed(page, 'Save');
      await seen(page, 'The password is saved.');
      await pressed(page, 'Sign out');
      await typed(page, 'Login', 'olga.p');
      await typed(page, 'Password', 'three words in a queue');
      await page.getByLabel('Password').press('Enter');
      await seen(page, 'The login or the password is not right.');
      expect(await page.getByLabel('Login').inputValue()).toBe('olga.p');
      await typed(page, 'Password', 'three words in a row');
      await page.getByLabel('Password').press('Enter');
      await page.getByRole('navigation').waitFor();

      await at(page, '/events/new');
      await typed(page, 'Title', 'Long thought of');
      await typed(page, 'Description', 'a "pen" & <paper>\nand time');
      await house()
        .db.collection('sessions')
        .updateMany({}, { $set: { ended_at: new Date() } });
      await pressed(page, 'Create');
      await seen(page, 'Your session ended while you were filling in the form.');
      const opens = page.waitForEvent('popup');
      await linked(page, 'Sign in in a new tab');
      const beside = await opens;
      await typed(beside, 'Login', 'olga.p');
      await typed(beside, 'Password', 'three words in a row');
      await beside.getByLabel('Password').press('Enter');
      await beside.getByRole('navigation').waitFor();
      await pressed(page, 'Send again');
      await pressed(page, 'Send again');
      await seen(page, 'The event is there.');
      const made = await house().db.collection('events').findOne({ title: 'Long thought of' });
      expect(made?.['description']).toBe('a "pen" & <paper>\nand time');
    },
  );
}
