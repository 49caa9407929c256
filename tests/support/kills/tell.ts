import { prove } from '../prove.ts';
import type { Kill } from './lost.ts';

/** What was lost when, how often: lines of a proof. */
export function tellKills(kills: readonly Kill[]): void {
  for (const [name, all] of Map.groupBy(kills, (one) => one.name)) {
    const atRest = all.filter(({ reached }) => !reached).length;
    prove(`${name}: ${all.length}${atRest > 0 ? `, of these ${atRest} after its moment` : ''}`);
  }
}

export function tellFaults(faults: readonly string[]): void {
  prove(`lost, doubled without that, dead, or otherwise not as it must be: ${faults.length}`);
  for (const fault of faults) prove(`FAULT: ${fault}`);
}
