import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import {
  deadQueueOf,
  delayQueueOf,
  queues,
  queuesThatBury,
  retryAfterMs,
} from '../../../../contracts/events/topology.ts';
import { allViolations } from '../../../race/history/check.ts';
import { readSeen } from '../../../race/history/read.ts';
import { untilAtRest } from '../../../race/history/rest.ts';
import { drawing } from '../../../support/kills/draw.ts';
import type { Kill } from '../../../support/kills/lost.ts';
import { tellFaults, tellKills } from '../../../support/kills/tell.ts';
import { prove } from '../../../support/prove.ts';
import { waitFor } from '../../../support/wait.ts';
import { batch, outcomes } from './acts.ts';
import { Board } from './board.ts';
import { aDay, hireStaff } from './cast.ts';
import { judge, type Verdict } from './check.ts';
import { evening, morning, runNotices } from './clock.ts';
import { readBooks } from './facts.ts';
import { type Ground, openGround } from './ground.ts';
import { killedDuring } from './killing.ts';
import { moments } from './moments.ts';

// NOTIFY_KILLS: how many; NOTIFY_SEED decides when, and what people do.
const count = Number(process.env['NOTIFY_KILLS'] ?? 3);
const seed = Number(process.env['NOTIFY_SEED'] ?? 7);
/** Of one day of interviews: some while people book, one in its morning, one in its evening. */
const mostOfDay = 7;

let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
});
afterAll(() => ground?.close());

test(
  `of ${count} kills of bot and worker no message is lost, and one is doubled only where its outcome was unknown`,
  async () => {
    onTestFailed(() => console.error(ground.house.complaints()));
    const draw = drawing(seed);
    const staff = await hireStaff(ground);
    const kills: Kill[] = [];
    const days = Math.ceil(count / mostOfDay);
    const inDay = moments(count - days * 1, 'day', draw);
    const inEvening = moments(days, 'digest', draw);
    let board: Board | undefined;
    for (let day = 0; day < days; day += 1) {
      const next = await aDay(ground, staff, 2 + 2 * day);
      board ??= new Board(ground, staff, draw, next);
      board.day = next;
      board.free = [];
      const mine = inDay.slice(day * (mostOfDay - 1), (day + 1) * (mostOfDay - 1));
      for (const [at, moment] of mine.entries()) {
        const acts = at === mine.length - 1 && at > 0 ? [morning] : batch(board);
        kills.push(await killedDuring(board, moment, acts));
      }
      const [last] = inEvening.slice(day);
      if (last) kills.push(await killedDuring(board, last, [evening]));
      await outcomes(board);
    }
    if (!board) throw new Error('nothing was killed');
    await atRest(board);
    const found = await verdict(board, kills);
    tell(kills, found);
    onTestFailed(() => console.error(found.about.join('\n')));
    expect(found.faults).toEqual([]);
    expect(kills).toHaveLength(count);
  },
  300_000 + count * 90_000,
);

const hourMs = 3_600_000;

/** What waits for its hour has gone out, and no queue has anything left. */
async function atRest(board: Board): Promise<void> {
  const { house, history } = ground;
  await house.goTo({ advance_ms: hourMs });
  await runNotices(board);
  const waiting = queues.flatMap(({ name, kind }) => [
    ...(kind === 'kept' ? [] : [name]),
    ...(kind === 'work' ? retryAfterMs.map((ms) => delayQueueOf(name, ms)) : []),
  ]);
  await waitFor(
    'every queue to be empty',
    async () => {
      for (const queue of waiting) {
        const ready = await history.broker.ready(queue);
        if (ready > 0) throw new Error(`${ready} in ${queue}`);
      }
      return true;
    },
    240_000,
  );
}

/** Seats, journal, broker, taps and the candidates’ ledger; what staff see besides is no booking’s own. */
async function faultsOfHouse({ clients }: Board): Promise<readonly string[]> {
  const { house, history } = ground;
  const { temporal, broker, recorder } = history;
  await untilAtRest({ house, client: temporal.client, broker, recorder }, 240_000);
  const seen = await readSeen(house, recorder, broker);
  const ours = new Set(clients.map(({ userId }) => userId));
  const people = seen.people.filter(({ user_id }) => ours.has(user_id));
  return allViolations({ ...seen, people, anchors: [] });
}

/** `about`: everything there is of whom the faults name. */
async function verdict(
  board: Board,
  kills: readonly Kill[],
): Promise<Verdict & { readonly about: readonly string[] }> {
  const { house, heard, history } = ground;
  const { staff, clients } = board;
  const faults = [...(await faultsOfHouse(board))];
  // What a consumer has in its hands comes back to its queue.
  for (const role of ['bot', 'worker']) for (const one of house.of(role)) await one.stop();
  for (const queue of queuesThatBury)
    for (const name of [queue, deadQueueOf(queue)]) {
      const ready = await history.broker.ready(name);
      if (ready > 0) faults.push(`${ready} messages stand in ${name}`);
    }
  const said = new Map([
    ...staff.map(({ person }) => [person.userId, heard.inChat(person.id)] as const),
    ...clients.map(({ userId, telegram, online }) => {
      const texts = telegram
        ? heard.inChat(telegram.person.id)
        : online && heard.inBrowser(online.path, online.browser);
      return [userId, texts ?? []] as const;
    }),
  ]);
  const books = await readBooks(house);
  const judged = judge({ books, staff, clients, kills, said });
  const all = [...faults, ...judged.faults];
  const concerned = clients.filter(({ name }) => all.some((fault) => fault.includes(name)));
  const about = concerned.flatMap(({ name, userId }) => [
    ...books.facts
      .filter(({ client }) => client === userId)
      .map((fact) => `${name}: ${JSON.stringify(fact)}`),
    ...[...said].flatMap(([hearer, texts]) =>
      texts.filter((text) => text.includes(name)).map((text) => `${hearer} read: ${JSON.stringify(text)}`),
    ),
  ]);
  return { ...judged, faults: all, about };
}

function tell(kills: readonly Kill[], found: Verdict): void {
  tellKills(kills);
  const { facts, owed, told, dropped, unknown, late, doubled, faults } = found;
  prove(`${facts} changes announced; ${owed} messages owed to staff, browsers and candidates`);
  prove(`${told} told, ${dropped} dropped because a later revision of the booking had made them untrue`);
  prove(
    `${unknown} calls of which nobody knew the outcome (${unknown - late} of a worker that was lost, ${late} without an answer in time), each sent once more at most; ${doubled} had arrived before`,
  );
  tellFaults(faults);
}
