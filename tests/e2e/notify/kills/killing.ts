import type { House } from '../../../support/house.ts';
import { type Kill, lostDuring } from '../../../support/kills/lost.ts';
import type { Act } from './acts.ts';
import type { Board } from './board.ts';
import type { Moment } from './moments.ts';

/** All of it happens at once, and in the middle a process is lost and another takes its place. */
export function killedDuring(board: Board, moment: Moment, acts: readonly Act[]): Promise<Kill> {
  const { ground, staff, draw } = board;
  const { name, roles } = moment;
  return lostDuring(
    {
      name,
      parts: roles,
      arm: () => moment.arm(ground, staff, draw),
      lose: () => Promise.all(roles.map((role) => lost(ground.house, role))),
      comeBack: () => Promise.all(roles.map((role) => ground.house.start([role]))),
    },
    () => Promise.all(acts.map((act) => act(board))),
  );
}

async function lost(house: House, role: string): Promise<void> {
  const [running] = house.of(role);
  if (!running) throw new Error(`no ${role} runs`);
  await house.kill(running);
}
