import { expect } from 'vitest';
import { dayOf } from '../../../../core/time/slot-instants.ts';
import { inBrowser } from '../../../support/browser.ts';
import { moscow } from '../../../support/house.ts';
import { patient } from '../../../support/journey.ts';
import { staffAt } from '../../../support/panel-at.ts';
import { at, linked, pressed, type Stage, seen, typed } from './stage.ts';

/** The panel is complete without a script: pages that move by themselves only do not move. */
export function withoutScript({ house, browser }: Stage): void {
  inBrowser(
    'without JavaScript: signed in, an event made and opened, somebody booked, moved, cancelled, signed out',
    async () => {
      const kira = await house().person('Kira');
      await kira.sends('/help');
      const page = await staffAt(house(), browser, { javaScriptEnabled: false });
      await linked(page, 'Events');
      await linked(page, 'New event');
      await typed(page, 'Title', 'Without a script');
      await pressed(page, 'Create');
      await linked(page, 'Add slots');
      await typed(page, 'First day', dayOf(moscow(9, '12:00')));
      for (const name of ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'])
        await page.getByLabel(name).check();
      await typed(page, 'From', '10:00');
      await typed(page, 'To', '11:00');
      await typed(page, 'Breaks', '');
      await pressed(page, 'Show what that makes');
      await pressed(page, 'Create the slots');
      await seen(page, 'The slots are there.');
      await linked(page, 'Open booking');
      await pressed(page, 'Open booking');
      await at(page, `/candidates/${kira.userId}`);
      await linked(page, 'Book');
      await linked(page, 'Without a script');
      await page.getByLabel(/10:00/).check();
      await pressed(page, 'Book');
      await seen(page, 'Booked; the candidate gets a message.');
      await kira.chat().waitForText('10:00', patient);
      await linked(page, 'Move');
      await page.getByLabel(/10:30/).check();
      await pressed(page, 'Move');
      await seen(page, 'The booking was moved');
      await kira.chat().waitForText('10:30', patient);
      await linked(page, 'Cancel the booking');
      await pressed(page, 'Yes, cancel it');
      await seen(page, 'The booking was cancelled');
      await pressed(page, 'Sign out');
      await seen(page, 'You have signed out.');
      await at(page, '/events');
      expect(await page.getByRole('navigation').count()).toBe(0);
    },
  );
}
