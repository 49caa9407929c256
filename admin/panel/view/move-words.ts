import type { Key } from '../../../core/i18n/catalogue.ts';

const words = {
  moved: 'panel.moves.moved',
  only_holds: 'panel.moves.why.only_holds',
  there_already: 'panel.moves.why.there_already',
  no_seat: 'panel.moves.why.no_seat',
  slot_taken: 'panel.moves.why.no_seat',
  over: 'panel.moves.why.over',
  left_slot: 'panel.moves.why.left_slot',
  outdated: 'panel.moves.why.left_slot',
  not_booked: 'panel.moves.why.not_booked',
} as const satisfies Record<string, Key>;
type Word = (typeof words)[keyof typeof words] | 'panel.moves.still' | 'panel.moves.why.other';

/** Whatever else a workflow may answer means the same: nothing changed. */
export function outcomeWord(outcome: string | null): Word {
  if (outcome === null) return 'panel.moves.still';
  return (words as Readonly<Record<string, Word>>)[outcome] ?? 'panel.moves.why.other';
}
