import { afterAll, beforeAll, expect, test } from 'vitest';
import { useBrowser } from '../../support/browser.ts';
import { House } from '../../support/house.ts';
import { access } from './chapters/access.ts';
import { comingIn } from './chapters/coming-in.ts';
import { withoutScript } from './chapters/no-script.ts';
import { pages } from './chapters/pages.ts';
import { work } from './chapters/work.ts';

const browser = useBrowser();
let opened: House | undefined;
beforeAll(async () => {
  opened = await House.open('panel-everything');
});
afterAll(() => opened?.close());

const house = (): House => {
  if (!opened) throw new Error('the house is not open');
  return opened;
};

for (const chapter of [pages, comingIn, access, work, withoutScript]) chapter({ house, browser });

test('no page and no form of all these ended in a fault of ours', () => {
  const admin = house().of('admin')[0];
  expect(admin?.said('admin listens')).toHaveLength(1);
  expect(admin?.said('a request failed')).toEqual([]);
});
