import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { HouseOptions } from '../../tests/support/house.ts';
import { keptHistory } from './clean.ts';
import { Scene } from './scene.ts';
import { startShortTemporal } from './short-temporal.ts';
import { broadcasts, broadcastsHandedOver } from './stories/broadcasts.ts';
import { cancelling } from './stories/cancelling.ts';
import { choosing } from './stories/choosing.ts';
import { conversations, inTopic, withWorker } from './stories/conversations.ts';
import { desk } from './stories/desk.ts';
import { moving } from './stories/moving.ts';
import { proposing } from './stories/proposing.ts';
import { requests } from './stories/requests.ts';
import { signIn } from './stories/sign-in.ts';
import { staff } from './stories/staff.ts';
import { theDay } from './stories/the-day.ts';
import { continued, publishingFails, storeSlow, telegramTroubles } from './stories/troubles.ts';
import type { Story } from './story.ts';

const folder = fileURLToPath(new URL('../../tests/replay/histories/', import.meta.url));

/** Stories that share a house: the clock only goes forward, so those that move it come last. */
const houses: readonly (readonly Story[])[] = [
  [
    ...requests,
    ...conversations,
    inTopic,
    ...signIn,
    ...desk,
    ...broadcasts,
    ...choosing,
    ...moving,
    ...proposing,
    ...cancelling,
    ...staff,
    ...telegramTroubles,
    ...theDay,
  ],
  [storeSlow],
  [publishingFails],
];

/** Plays the stories, or those whose names contain one of `wanted`, and keeps each run's history. */
export async function recordHistories(
  wanted: readonly string[],
  say: (line: string) => void,
): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const isWanted = ({ name }: Story) => wanted.length === 0 || wanted.some((part) => name.includes(part));
  const failed: string[] = [];
  const play = async (stories: readonly Story[], options: HouseOptions = {}) => {
    if (stories.length > 0) failed.push(...(await playAll(stories, options, say)));
  };
  for (const stories of houses) await play(stories.filter(isWanted));
  await play(withWorker.filter(isWanted), { env: { CONVERSATION_WORKER: 'streams' } });
  const handedOver = [...continued, ...broadcastsHandedOver].filter(isWanted);
  if (handedOver.length === 0) return failed;
  const short = await startShortTemporal();
  try {
    await play(handedOver, { env: { TEMPORAL_ADDRESS: short.address } });
  } finally {
    await short.stop();
  }
  return failed;
}

async function playAll(
  stories: readonly Story[],
  options: HouseOptions,
  say: (line: string) => void,
): Promise<string[]> {
  const failed: string[] = [];
  const scene = await Scene.open('histories', options);
  try {
    for (const { name, play } of stories) {
      try {
        const run = await play(scene);
        await scene.settled(run);
        const history = await run.fetchHistory();
        writeFileSync(`${folder}${name}.json`, keptHistory(historyToJSON(history)));
        say(`${name}: ${history.events?.length ?? 0} events`);
      } catch (error) {
        failed.push(name);
        say(`${name}: not recorded: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  } finally {
    await scene.close();
  }
  return failed;
}
