import type { Order, OrderResult } from '../../core/booking/machine/effects.ts';
import type { Happening } from '../../core/booking/machine/happening.ts';
import type { Press } from '../../core/booking/press.ts';
import { assertNever } from '../../core/shared/assert-never.ts';

/** What came, and what the store answered to each order it led to. Rebuilt by replay; never decides anything. */
export type Entry = { readonly at: number; readonly what: string; readonly did: readonly string[] };

const kept = 10;

export function begins(journal: readonly Entry[], at: number, happening: Happening): Entry[] {
  return [...journal.slice(1 - kept), { at, what: whatOf(happening), did: [] }];
}

export function answered(journal: readonly Entry[], order: Order, result: OrderResult): Entry[] {
  const last = journal.at(-1);
  if (last === undefined) return [];
  const did = `${order.verb} ${result.ok ? 'done' : `refused: ${result.reason}`}`;
  return [...journal.slice(0, -1), { ...last, did: [...last.did, did] }];
}

function whatOf(happening: Happening): string {
  switch (happening.kind) {
    case 'tap':
      return `the candidate: ${pressed(happening.tap.press)}`;
    case 'asked': {
      const { initiated_by: by } = happening.asked;
      const { wanted } = happening;
      const slots = 'times' in wanted ? wanted.times : 'slot_id' in wanted ? [wanted] : [];
      const which = slots.map(({ slot_id }) => ` slot \`${slot_id}\``).join('');
      return `${by.role} by ${by.channel}: ${wanted.do}${which}`;
    }
    case 'timer':
      return `timer: ${happening.timer}`;
    case 'slot_changed':
      return `${happening.initiated_by.role} changed slot \`${happening.slot_id}\``;
    case 'event_changed':
      return `${happening.initiated_by.role} changed the event`;
    case 'repair':
      return `reconciler: ${happening.damage}`;
    case 'slot_opened':
      return 'a time became free that the candidate wished for';
    case 'refresh':
      return 'the message is shown anew';
    case 'ended_by_operator':
      return 'an operator cancelled this workflow';
    default:
      return assertNever(happening);
  }
}

function pressed(press: Press): string {
  if ('slot_id' in press) return `${press.kind} slot \`${press.slot_id}\``;
  if ('code' in press) return `${press.kind} ${press.code}`;
  if ('value' in press) return `${press.kind} ${press.value}`;
  return press.kind;
}
