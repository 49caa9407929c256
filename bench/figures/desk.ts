import { setTimeout as pause } from 'node:timers/promises';
import { ObjectId } from 'mongodb';
import { sandboxBot } from '../../config/sandbox-bot.ts';
import type { House } from '../../tests/support/house.ts';
import { PanelClient } from '../../tests/support/panel-client.ts';
import { waitFor } from '../../tests/support/wait.ts';
import { inTurns } from '../arrivals.ts';
import type { Figure, Line } from '../figure.ts';
import type { Ground } from '../ground.ts';
import { ms, percentile } from '../percentile.ts';

const questions = 40;
const perSecondMs = 1_000;
const open = 500;
const atOnce = 8;
/** What was only needed meanwhile is given back. */
const restMs = 30_000;
const bot = Number(sandboxBot.token.split(':')[0]);

export const desk: Figure = {
  name: 'desk',
  measure: async (ground) => [await seenBy(ground), ...(await heldInMemory(ground))],
};

/** From the word in Telegram to the coordinator's inbox, as the open page is redrawn. */
async function seenBy({ house }: Ground): Promise<Line> {
  const coordinator = await PanelClient.open(house);
  let [awaited, seen] = ['', Promise.withResolvers<void>()];
  const stop = await coordinator.live('/conversations', (html) => {
    if (awaited !== '' && html.includes(awaited)) seen.resolve();
  });
  const tookMs: number[] = [];
  for (let at = 0; at < questions; at += 1) {
    const person = await house.person(`Asker ${at}`);
    [awaited, seen] = [`Question ${at} of ${questions}?`, Promise.withResolvers<void>()];
    const began = performance.now();
    await person.sends(awaited, { bot });
    await seen.promise;
    tookMs.push(performance.now() - began);
    await pause(perSecondMs);
  }
  stop();
  const p95 = percentile(tookMs, 95);
  return {
    what: `a message → the open inbox of a coordinator, p95 (${questions} people, one after the other)`,
    promised: '≤ 1,000 ms',
    seen: `${ms(p95)}, p50 ${ms(percentile(tookMs, 50))}`,
    held: p95 <= 1_000,
  };
}

/**
 * All processes but the emulator and the bench. As many have written before, and their conversations are over: what a process
 * keeps of traffic, its heap above all, is not what an open conversation costs.
 */
async function heldInMemory({ house, mib }: Ground): Promise<readonly Line[]> {
  const coordinator = await PanelClient.open(house);
  await pause(restMs);
  const fresh = mib();
  await closed(house, coordinator, await talks(house, 'Somebody'));
  await pause(restMs);
  const before = mib();
  await talks(house, 'Talker');
  await pause(restMs);
  const more = mib() - before;
  return [
    {
      what: `${open} open conversations, more memory of roles and services`,
      promised: '≤ 150 MB',
      seen: `${Math.round(more)} MiB (${Math.round(before)} before)`,
      held: more * 1024 ** 2 <= 150e6,
    },
    {
      what: `what the first ${open} left behind once they were closed, of a start that had done nothing yet`,
      promised: 'told',
      seen: `${Math.round(before - fresh)} MiB (${Math.round(fresh)} before)`,
      held: true,
    },
  ];
}

/** Everybody writes; their ids when every conversation stands in the inbox. */
async function talks(house: House, name: string): Promise<readonly string[]> {
  const users: string[] = [];
  // All of them: a list of five hundred costs the embedded engine its square.
  const many = () => house.db.collection('conversations').countDocuments({ status: 'open' });
  const had = await many();
  await inTurns([...Array.from({ length: open }).keys()], atOnce, async (at) => {
    const person = await house.person(`${name} ${at}`);
    users.push(person.userId);
    await person.sends('Is there parking?', { bot });
  });
  await waitFor(
    'every conversation to be open',
    async () => (await many()) >= had + open || undefined,
    300_000,
  );
  return users;
}

async function closed(house: House, coordinator: PanelClient, users: readonly string[]): Promise<void> {
  const [first = ''] = users;
  const page = await coordinator.get(`/conversations/${first}`);
  const all = house.db.collection('conversations');
  await inTurns(users, atOnce, async (user) => {
    const seq = String((await all.findOne({ _id: new ObjectId(user) }))?.['seq']);
    await coordinator.send(page, { seq }, `/conversations/${user}/close`);
  });
  await waitFor(
    'every conversation to be over',
    async () => (await all.countDocuments({ status: 'open' })) <= questions || undefined,
    300_000,
  );
}
