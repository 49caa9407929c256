import { afterAll, beforeAll, expect, test } from 'vitest';
import { prove } from '../support/prove.ts';
import { Ground } from './ground.ts';
import { bookedAndRested, twentyTaps } from './quick-taps.ts';
import { type Round, rounds } from './rounds/index.ts';
import { Stage } from './stage.ts';

// FAULT_ROUNDS: how many of the named points, in an order the seed decides and with one of each process and service first.
// FAULT_ONLY: those whose name holds it.
const seed = Number(process.env['FAULT_SEED'] ?? 7);
const count = Number(process.env['FAULT_ROUNDS'] ?? 4);
const only = process.env['FAULT_ONLY'];

let ground: Ground;
beforeAll(async () => {
  ground = await Ground.open('faults');
});
afterAll(() => ground?.close());

test.each(chosen())('$name: no tap is lost, no seat sold twice', async (round) => {
  const began = Date.now();
  await ground.whole();
  const stage = await Stage.set(ground, round.policy ?? 'release', round.crowd);
  await round.run(stage);
  await stage.ended();
  expect(await ground.history.verdict()).toEqual([]);
  prove(`${round.name}: at rest and without a violation after ${Math.round((Date.now() - began) / 1_000)} s`);
});

test('with RabbitMQ stopped, 20 taps of one person are answered as fast as with it running', async () => {
  await ground.whole();
  const [anna, boris] = [
    await bookedAndRested(ground, 'Anna'),
    await bookedAndRested(ground, 'Boris'),
  ] as const;
  const running = await twentyTaps(anna);
  await ground.services.holdDown('rabbitmq');
  const stopped = await twentyTaps(boris);
  ground.services.letReturn('rabbitmq');
  prove(
    `of 20 taps with RabbitMQ stopped one took ${(stopped / running).toFixed(2)} of the time with it running`,
  );
  // Once a publish has to fail before the outbox goes its own way; nothing else may be waited for. A machine that has more to do by
  // now is slower with RabbitMQ running, too.
  const later = stopped < 3 * running ? running : await twentyTaps(await bookedAndRested(ground, 'Vera'));
  expect(stopped / Math.max(running, later)).toBeLessThan(3);
  expect(await ground.history.verdict()).toEqual([]);
});

test('every history of these rounds replays', async () => {
  expect(await ground.history.unreplayable()).toEqual([]);
});

function chosen(): readonly Round[] {
  if (only) return rounds.filter(({ name }) => name.includes(only));
  const byWho = Map.groupBy(shuffled(rounds, seed), ({ name }) => name.split(' dies')[0]);
  const ranked = [...byWho.values()].flatMap((all) => all.map((round, rank) => ({ round, rank })));
  return ranked
    .toSorted((one, other) => one.rank - other.rank)
    .slice(0, count)
    .map(({ round }) => round);
}

/** The same order for the same seed. */
function shuffled<T>(all: readonly T[], from: number): readonly T[] {
  let state = from >>> 0;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state;
  };
  return all
    .map((one) => [next(), one] as const)
    .toSorted(([one], [other]) => one - other)
    .map(([, one]) => one);
}
