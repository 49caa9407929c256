import type { Browser, Page } from 'playwright-core';
import { sandboxBot } from '../../config/sandbox-bot.ts';
import { eventPayload, startLink } from '../../contracts/callback-data.ts';
import { eventId } from '../../core/shared/ids.ts';
import { demoEvent, demoPeople } from '../../local/demo/content.ts';
import type { Somebody } from './hands.ts';
import { desktop, open } from './look.ts';
import type { Product } from './product.ts';
import { english, russian, type Words } from './words.ts';

/** Two candidates who speak one language, an event where /reschedule frees the seat at once, and one where it does not. */
export type Scene = {
  readonly lang: 'en' | 'ru';
  /** Which of its steps are shown as on a phone; every step is checked in both languages. */
  readonly onPhone: readonly ('choosing' | 'moving-release' | 'moving-swap')[];
  readonly words: Words;
  readonly people: readonly [Somebody, Somebody];
  readonly link: string;
  readonly event: string;
  readonly swap: string;
  /** As messages write it: tomorrow, where all slots of the first event are looked for, and the day after. */
  readonly tomorrow: string;
  readonly dayAfter: string;
};

const [anna, boris, kate] = demoPeople;
const tom = { id: 710_000_021, first_name: 'Tom', username: 'tom_demo', language_code: 'en' } as const;

const dayMs = 24 * 3_600_000;
const numbers = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Moscow' });
const isoDay = (later: number): string => numbers.format(Date.now() + later * dayMs);
const inWords = (lang: string, later: number): string =>
  new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : 'ru-RU', {
    timeZone: 'Europe/Moscow',
    day: 'numeric',
    month: 'long',
  }).format(Date.now() + later * dayMs);

const linkTo = (event: string): string => startLink(sandboxBot.username, eventPayload(eventId(event)));

/** With the demo that `npm start` offers; only the event with the other policy is made for it. */
export function russianScene(product: Product): Scene {
  const event = eventsOf(product).find((one) => one.title === demoEvent.title)?.id ?? '';
  const swap = 'Собеседование разработчика';
  makeEvent(product, {
    title: swap,
    policy: 'swap',
    place: 'Офис Б',
    address: 'Москва, Новая ул., 3',
    bring: 'ноутбук',
    slots: [{ dates: [2], times: '12:00,15:00', room: '12', capacity: 1 }],
  });
  return sceneOf('ru', russian, [anna, boris], event, swap);
}

export async function englishScene(product: Product): Promise<Scene> {
  await product.newPerson(tom);
  product.zapis('person allow', { telegram: tom.id, name: tom.first_name, lang: 'en' });
  const office = { place: 'Office A', address: '7 Forest Street, Moscow', bring: 'your passport' };
  const event = makeEvent(product, {
    title: 'Support team interview',
    policy: 'release',
    ...office,
    slots: [
      { dates: [1, 2], times: '10:00,14:00', room: '301', capacity: 1 },
      { dates: [1, 2], times: '11:30,16:00', room: '302', capacity: 2 },
    ],
  });
  const swap = 'Backend developer interview';
  makeEvent(product, {
    title: swap,
    policy: 'swap',
    ...office,
    slots: [{ dates: [2], times: '12:00,15:00', room: '12', capacity: 1 }],
  });
  return sceneOf('en', english, [kate, tom], event, swap);
}

function sceneOf(
  lang: Scene['lang'],
  words: Words,
  people: Scene['people'],
  event: string,
  swap: string,
): Scene {
  const days = { tomorrow: inWords(lang, 1), dayAfter: inWords(lang, 2) };
  const onPhone: Scene['onPhone'] = lang === 'ru' ? ['choosing', 'moving-release'] : ['moving-swap'];
  return { lang, onPhone, words, people, link: linkTo(event), event, swap, ...days };
}

type NewEvent = {
  readonly title: string;
  readonly policy: string;
  readonly place: string;
  readonly address: string;
  readonly bring: string;
  readonly slots: readonly { dates: readonly number[]; times: string; room: string; capacity: number }[];
};

function makeEvent({ zapis }: Product, { slots, ...wanted }: NewEvent): string {
  const event = zapis('event create', { ...wanted, contact: '@olga_hr', open: true });
  for (const { dates, ...rest } of slots)
    zapis('slots add', {
      event,
      dates: dates.map(isoDay).join(','),
      minutes: 45,
      place: wanted.place,
      ...rest,
    });
  return event;
}

const eventsOf = ({ zapis }: Product) =>
  JSON.parse(zapis('event list', { json: true })) as { id: string; title: string }[];

/** Both candidates side by side, as if each had followed the link to the event. */
export function sideBySide(
  browser: Browser,
  { sandbox }: Product,
  link: string,
  people: readonly Somebody[],
): Promise<Page> {
  const columns = people.map((one) => `${one.id}=`).join(';');
  return open(browser, `${sandbox}?link=${encodeURIComponent(link)}#${columns}`, desktop('light'));
}
