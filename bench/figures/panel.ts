import { Client, Connection } from '@temporalio/client';
import { createAdmin } from '../../adapters/mongo/panel/first-admin.ts';
import { reconcileScheduleId } from '../../contracts/workflows/reconcile.ts';
import { signInLink } from '../../local/first-admin/link.ts';
import { freePort } from '../../tests/support/free-port.ts';
import type { House } from '../../tests/support/house.ts';
import type { Figure, Line } from '../figure.ts';
import type { Ground } from '../ground.ts';
import { Browser } from '../panel/browser.ts';
import { addresses } from '../panel/pages.ts';
import { replay } from '../panel/replay.ts';
import { sow } from '../panel/sow.ts';
import type { Size, Sown } from '../panel/sown.ts';
import { type Asked, Wire } from '../panel/wire.ts';
import { ms, percentile, times } from '../percentile.ts';

const rounds = 20;
/** A page that takes long is not asked more often than fits into this, but so often it is. */
const patienceMs = 10_000;
const fewest = 5;
const promisedMs = 150;
const promisedTimes = 2;
const promisedBytes = 120_000;

type Seen = { readonly page: string; readonly p95: number; readonly raw: number; readonly commands: number };
const isQuick = ({ p95 }: Seen): boolean => p95 <= promisedMs;
const isBound = ({ p95, raw }: Seen): boolean => p95 <= promisedTimes * raw;

/** What MongoDB is asked for each page, by a second process of the role: the one that is timed has nothing in between. */
async function recorded(house: House, pages: readonly string[], browser: Browser) {
  const address = new URL(house.env['MONGODB_URL'] ?? '');
  const wire = new Wire(address);
  address.port = String(await wire.open());
  const port = await freePort();
  const role = await house.start(['admin'], { MONGODB_URL: address.href, ADMIN_PORT: String(port) });
  const asked = new Map<string, readonly Asked[]>();
  try {
    for (const page of pages) {
      const url = new URL(page, `http://127.0.0.1:${port}`);
      const runs = [];
      for (let run = 0; run < 3; run += 1) runs.push(await wire.during(() => browser.get(url)));
      // Whatever else the role did in that moment belongs to no page.
      const its = runs.toSorted((one, other) => one.length - other.length)[0];
      asked.set(page, its ?? []);
    }
  } finally {
    await role.stop();
    await wire.close();
  }
  return asked;
}

async function timed(house: House, page: string, asked: readonly Asked[], browser: Browser): Promise<Seen> {
  const url = new URL(page, house.env['API_URL']);
  const [pages, raws]: [number[], number[]] = [[], []];
  const until = performance.now() + patienceMs;
  for (let round = 0; round < rounds && (round < fewest || performance.now() < until); round += 1) {
    const { status, ms: took } = await browser.get(url);
    if (status !== 200 && status !== 303 && page !== '/sign-in/link?token=none')
      throw new Error(`${page}: ${status}`);
    pages.push(took);
    const began = performance.now();
    await replay(house.db, asked);
    raws.push(performance.now() - began);
  }
  const commands = asked.length;
  return { page, p95: percentile(pages, 95), raw: percentile(raws, 95), commands };
}

/** The heaviest page, with the style sheet, the script and the icon a first visit brings along. */
async function weight(house: House, pages: readonly string[], browser: Browser): Promise<Line> {
  const answers = await Promise.all(
    pages.map(async (page) => ({ page, ...(await browser.get(new URL(page, house.env['API_URL']))) })),
  );
  const heaviest = answers.reduce((one, other) => (other.bytes > one.bytes ? other : one));
  const assets = [...heaviest.text.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path = '']) => path);
  let bytes = heaviest.bytes;
  for (const path of new Set(assets)) bytes += (await browser.get(new URL(path, house.env['API_URL']))).bytes;
  return {
    what: 'panel: weight of the heaviest page as it is served, with style, script and icon',
    promised: `≤ ${promisedBytes / 1_000} kB`,
    seen: `${Math.round(bytes / 1_000)} kB (${heaviest.page}, ${Math.round(heaviest.bytes / 1_000)} kB)`,
    held: bytes <= promisedBytes,
  };
}

/** Its bookings have no workflows: what looks for such would be busy with them. */
async function withoutReconciler(env: House['env'], run: () => Promise<readonly Line[]>) {
  const connection = await Connection.connect({ address: env['TEMPORAL_ADDRESS'] ?? '' });
  const schedule = new Client({
    connection,
    namespace: env['TEMPORAL_NAMESPACE'] ?? '',
  }).schedule.getHandle(reconcileScheduleId);
  await schedule.pause();
  try {
    return await run();
  } finally {
    await schedule.unpause();
    await connection.close();
  }
}

/** A booking with a workflow behind it, which its page asks. */
async function aRealOne(house: House, sown: Sown): Promise<string> {
  const { id } = await house.person('Booked by the service');
  const response = await fetch(new URL('/api/confirm-booking', house.env['API_URL']), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${house.env['API_TOKEN'] ?? ''}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ telegram_id: id, slot_id: sown.usual.times.at(-1)?.id }),
  });
  if (!response.ok) throw new Error(`booking: ${response.status} ${await response.text()}`);
  const made = await house.db.collection('bookings').find().sort({ _id: -1 }).limit(1).next();
  return made?._id.toHexString() ?? '';
}

async function measure({ house }: Ground, size: Size): Promise<readonly Line[]> {
  const sown = await sow(house.db, size);
  const booking = await aRealOne(house, sown);
  const admin = await createAdmin(house.db, { first_name: 'Olga', lang: 'en' }, Date.now());
  const link = await signInLink(house.db, house.env['API_URL'] ?? '', {
    user_id: admin,
    until: Date.now() + 600_000,
  });
  const browser = new Browser();
  await browser.signIn(link);
  const pages = Object.values(addresses({ ...sown, booking })).flat();
  const asked = await recorded(house, pages, browser);
  const seen: Seen[] = [];
  for (const page of pages) {
    const one = await timed(house, page, asked.get(page) ?? [], browser);
    seen.push(one);
    console.log(
      `  ${isQuick(one) || isBound(one) ? ' ' : '✗'} ${page}: ${ms(one.p95)}, ${one.commands} commands ${ms(one.raw)}`,
    );
  }
  const heavy = await weight(house, pages, browser);
  browser.close();
  return [...linesOf(seen, size), heavy];
}

function linesOf(seen: readonly Seen[], { events, bookings }: Size): readonly Line[] {
  const quick = seen.filter(isQuick);
  const slow = seen.filter((one) => !isQuick(one));
  const longest = quick.reduce((one, other) => (other.p95 > one.p95 ? other : one));
  return [
    {
      what: `panel, ${events} events and ${bookings} bookings: pages of which p95 (${rounds} each) is ≤ ${promisedMs} ms`,
      promised: 'told',
      seen: `${quick.length} of ${seen.length}, the longest ${ms(longest.p95)} (${longest.page})`,
      held: true,
    },
    ...slow.map(
      (one): Line => ({
        what: `panel: \`${one.page.replaceAll(/[\da-f]{24}/g, '…')}\`, p95 against its own ${one.commands} queries`,
        promised: `≤ ${promisedMs} ms or ≤ ${promisedTimes} ×`,
        seen: `${ms(one.p95)}, ${times(one.p95, one.raw)}`,
        held: isBound(one),
      }),
    ),
  ];
}

const promised: Size = { events: 200, bookings: 20_000, largest: 5_000, people: 10_000 };
const small: Size = { events: 20, bookings: 1_000, largest: 400, people: 600 };

export const panel: Figure = {
  name: 'panel',
  measure: (ground) => withoutReconciler(ground.house.env, () => measure(ground, promised)),
};

/** For whoever works on a page. */
export const smallPanel: Figure = {
  name: 'panel-small',
  measure: (ground) => withoutReconciler(ground.house.env, () => measure(ground, small)),
};
