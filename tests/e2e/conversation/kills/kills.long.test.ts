import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { drawing } from '../../../support/kills/draw.ts';
import { type Kill, lostDuring } from '../../../support/kills/lost.ts';
import { tellFaults, tellKills } from '../../../support/kills/tell.ts';
import { prove } from '../../../support/prove.ts';
import { waitFor } from '../../../support/wait.ts';
import { judge, type Verdict } from './check.ts';
import { patientMs } from './coordinator.ts';
import { atRest, readLedger, readTalk } from './facts.ts';
import { openTalkGround, type TalkGround } from './ground.ts';
import { lossesOf, parts } from './losses.ts';
import { answeredInAll, asks, isAnsweredAtDesk, people, type Writer } from './people.ts';

// CONVERSATION_KILLS: how often each part; CONVERSATION_SEED decides when.
const count = Number(process.env['CONVERSATION_KILLS'] ?? 2);
const seed = Number(process.env['CONVERSATION_SEED'] ?? 7);
/** Of all people, while something is lost: it is lost among talk. */
const answersEach = 8;

let ground: TalkGround;
beforeAll(async () => {
  ground = await openTalkGround();
}, 600_000);
afterAll(() => ground?.close());

test(
  `of ${count} losses of each part no word is lost or out of order, and an answer is doubled only where its outcome was unknown`,
  async () => {
    onTestFailed(() => console.error(`${ground.faq.said}\n${ground.whole.house.complaints()}`));
    const writers = await people(ground, { worker: 4, staff: 3 });
    let over = false;
    const isOver = () => over;
    const talks = Promise.all([
      ...writers.map((writer) => asks(ground, writer, isOver)),
      ...writers
        .filter(({ voice }) => voice === 'staff')
        .map((writer) => isAnsweredAtDesk(ground.coordinator, writer, isOver)),
    ]);
    // Heard below; what fails first ends the losses too.
    const kills = await Promise.race([losses(writers), talks.then((): Kill[] => [])]);
    over = true;
    await talks;
    await waitFor('everything to be at rest', () => atRest(ground), patientMs);
    const found = judge({
      talks: await Promise.all(writers.map((writer) => readTalk(ground, writer))),
      ledger: await readLedger(ground),
      kills,
    });
    tell(kills, found);
    expect(found.faults).toEqual([]);
    const lost = parts
      .filter((part) => part !== 'services')
      .map((part) => kills.filter((one) => one.parts.includes(part)).length);
    expect(new Set(lost)).toEqual(new Set([count]));
  },
  1_200_000 + count * 120_000,
);

/** Every part for itself, and all of them beside one another. */
async function losses(writers: readonly Writer[]): Promise<readonly Kill[]> {
  const lanes = parts.map(async (part, at) => {
    const kills: Kill[] = [];
    for (const loss of lossesOf(part, count, ground, drawing(seed + at)))
      kills.push(await lostDuring(loss, () => moreAnswers(writers)));
    return kills;
  });
  return (await Promise.all(lanes)).flat();
}

async function moreAnswers(writers: readonly Writer[]): Promise<void> {
  const wanted = answeredInAll(ground, writers) + answersEach;
  await waitFor(
    'people to be answered',
    () => answeredInAll(ground, writers) >= wanted || undefined,
    patientMs,
    200,
  );
}

function tell(kills: readonly Kill[], found: Verdict): void {
  for (const [part, all] of Map.groupBy(kills, (one) => one.parts.join(' and ')))
    prove(`${part}: ${all.length} losses`);
  tellKills(kills);
  const { asked, answers, unknown, late, doubled, givenUp, faults } = found;
  prove(`${asked} questions asked and kept, ${answers} answers kept and told`);
  prove(
    `${unknown} calls of which nobody knew the outcome (${unknown - late} of a worker or a database that was lost, ${late} without an answer in time), each sent once more at most; ${doubled} had arrived before, ${givenUp} had no answer to the second call either`,
  );
  tellFaults(faults);
}
