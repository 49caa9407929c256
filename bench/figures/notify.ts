import { setTimeout as pause } from 'node:timers/promises';
import { waitFor } from '../../tests/support/wait.ts';
import { arriving } from '../arrivals.ts';
import type { Figure, Line } from '../figure.ts';
import type { Ground } from '../ground.ts';
import { booked, held, type Ready, readyPeople } from '../ours.ts';
import { ms, percentile, times } from '../percentile.ts';
import { started } from '../started.ts';

const admins = 4;
const hearers = admins + 1;
const bookings = 40;
/** Leaves the machine room: what is measured is the way of one message. */
const perSecond = 1;
const queued = 2_000;
const ceiling = 30;
const tapsPerSecond = 3;
const tapping = 60;

export const notify: Figure = notifying('notify', queued);
export const smallNotify: Figure = notifying('notify-small', 200);

function notifying(name: string, many: number): Figure {
  return {
    name,
    measure: async (ground) => [await everyonesMessage(ground), ...(await drained(ground, many))],
  };
}

async function books({ slots, taps }: Ready, at: number): Promise<void> {
  await taps(slots[at % slots.length] ?? '', held);
  await taps('Confirm', booked);
}

/** From the commit of a booking to the last of five who hear of it, by the rows of both. */
async function everyonesMessage(ground: Ground): Promise<Line> {
  const { house, watch } = ground;
  const ready = await readyPeople(house, watch, { count: bookings });
  const { db } = house;
  await started(house, admins, ['admin']);
  const [specialist] = await started(house, 1, ['specialist']);
  await db.collection('interview_slots').updateMany({}, { $set: { specialist_id: specialist } });
  await arriving([...ready.entries()], perSecond, ([at, one]) => books(one, at));
  const what = /^notify:booking_created/;
  await waitFor(
    'everybody to be told',
    async () =>
      (await db.collection('deliveries').countDocuments({ what, state: 'sent' })) >= bookings * hearers ||
      undefined,
    120_000,
  );
  const [rows, made] = await Promise.all([
    db.collection('deliveries').find({ what }).toArray(),
    db.collection('audit_log').find({ announce: 'booking.created' }).toArray(),
  ]);
  const tookMs = made.map(({ booking_id, at }) => {
    const of = rows.filter(({ _id }) => String(_id).includes(String(booking_id)));
    const last = Math.max(...of.map(({ settled_at }) => Number(settled_at)));
    return of.length === hearers ? last - Number(at) : Number.POSITIVE_INFINITY;
  });
  const p95 = percentile(tookMs, 95);
  return {
    what: `a change → the last of ${hearers} who hear of it, p95 (${bookings} bookings, ${perSecond}/s)`,
    promised: '≤ 2,000 ms',
    seen: `${ms(p95)}, p50 ${ms(percentile(tookMs, 50))}`,
    held: p95 <= 2_000,
  };
}

/** One booking that very many coordinators hear of, and people who tap meanwhile. */
async function drained(ground: Ground, many: number): Promise<readonly Line[]> {
  const { house, watch } = ground;
  const { db } = house;
  const ready = await readyPeople(house, watch, { count: 2 * tapping + 1 });
  const [calm, busy, first] = [ready.slice(0, tapping), ready.slice(tapping, -1), ready.at(-1)];
  const chooses = (people: readonly Ready[]) =>
    arriving([...people.entries()], tapsPerSecond, ([at, { slots, taps }]) =>
      taps(slots[at % slots.length] ?? '', held),
    );
  const before = (await chooses(calm)).map(({ finalMs }) => finalMs);
  await started(house, many, ['admin']);
  const sent = () =>
    db.collection('deliveries').countDocuments({ what: 'notify:booking_created:admin', state: 'sent' });
  if (first) await books(first, 0);
  await waitFor('the first to be told', async () => (await sent()) > 0 || undefined, 60_000);
  const [began, had] = [performance.now(), await sent()];
  const meanwhile = (await chooses(busy)).map(({ finalMs }) => finalMs);
  await waitFor(
    'all to be told',
    async () => {
      await pause(500);
      return (await sent()) >= many || undefined;
    },
    (many / ceiling) * 4_000 + 60_000,
  );
  const rate = (many - had) / ((performance.now() - began) / 1_000);
  const [slow, usual] = [percentile(meanwhile, 50), percentile(before, 50)];
  const ledger = await db.collection('deliveries').countDocuments({ what: 'notify:booking_created:admin' });
  return [
    {
      what: `${many} notifications, drained at`,
      promised: `${ceiling}/s, the ceiling (≥ 0.9 of it)`,
      seen: `${rate.toFixed(1)}/s; rows of the ledger ${ledger}`,
      held: rate >= 0.9 * ceiling && ledger === many,
    },
    {
      what: `taps meanwhile, p50 at ${tapsPerSecond}/s, against the same without`,
      promised: '≤ 1.2 ×',
      seen: `${times(slow, usual)} (${ms(slow)}, ${ms(usual)})`,
      held: slow <= 1.2 * usual,
    },
  ];
}
