import type { House } from '../../../support/house.ts';
import type { Act } from './acts.ts';
import type { Board } from './board.ts';
import type { Moment } from './moments.ts';

/** `at`: by the real clock, which the ledger uses too. */
export type Kill = {
  readonly at: number;
  readonly name: string;
  readonly roles: readonly string[];
  readonly reached: boolean;
};

/** All of it happens at once, and in the middle a process is lost and another takes its place. */
export async function killedDuring(board: Board, moment: Moment, acts: readonly Act[]): Promise<Kill> {
  const { ground, staff, draw } = board;
  const barrier = await moment.arm(ground, staff, draw);
  const all = Promise.all(acts.map((act) => act(board)));
  const reached = await Promise.race([barrier.reached.then(() => true), all.then(() => false)]);
  const at = Date.now();
  await Promise.all(moment.roles.map((role) => lost(ground.house, role)));
  barrier.letGo();
  await Promise.all(moment.roles.map((role) => ground.house.start([role])));
  await all;
  return { at, name: moment.name, roles: moment.roles, reached };
}

async function lost(house: House, role: string): Promise<void> {
  const [running] = house.of(role);
  if (!running) throw new Error(`no ${role} runs`);
  await house.kill(running);
}
