// `npm run screens`: every picture of docs/screens taken anew: the chat page with a bot that shows all it can draw, then
// the product as `npm start` brings it up, used by people in a browser. It ends at the first thing that is not as it should be.
import type { Browser } from 'playwright-core';
import { findChromium, openBrowser, whyNoBrowser } from '../tests/support/chromium.ts';
import { chatPagePictures } from './screens/chat-page.ts';
import { coordinatorsDay } from './screens/coordinator.ts';
import { theFrontDoor } from './screens/front-door.ts';
import {
  movedByRelease,
  movedBySwap,
  type Rivals,
  reminded,
  theLastSeat,
  toEleven,
} from './screens/journey.ts';
import { panelPictures } from './screens/panel.ts';
import { type Product, startProduct } from './screens/product.ts';
import { uninvited } from './screens/refused.ts';
import { englishScene, russianScene, type Scene } from './screens/scene.ts';
import { bookingInTemporal } from './screens/temporal.ts';

const path = findChromium();
if (path === undefined) {
  process.stderr.write(`${whyNoBrowser}\n`);
  process.exit(1);
}

async function productPictures(browser: Browser, product: Product): Promise<void> {
  const [english, russian] = [await englishScene(product), russianScene(product)];
  const inEnglish = await upToTheDay(browser, product, english);
  const inRussian = await upToTheDay(browser, product, russian);
  await uninvited(browser, product, english.link);
  await toEleven(inEnglish.page);
  await reminded(english, inEnglish);
  await reminded(russian, inRussian);
  await panelPictures(browser, product, russian.event);
  await bookingInTemporal(browser, product, { event: english.event, telegram: inEnglish.winner.id });
  await coordinatorsDay(browser, product);
  await theFrontDoor(browser, product);
}

async function upToTheDay(browser: Browser, product: Product, scene: Scene): Promise<Rivals> {
  const rivals = await theLastSeat(browser, product, scene);
  await movedByRelease(browser, product, scene, rivals);
  await movedBySwap(browser, product, scene, rivals);
  return rivals;
}

const browser = await openBrowser(path);
try {
  await chatPagePictures(browser);
  const product = await startProduct();
  try {
    await productPictures(browser, product);
  } finally {
    await product.stop();
  }
} finally {
  await browser.close();
}
