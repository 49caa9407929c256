import type { ProblemCode } from '../../contracts/api/problem.ts';
import type { Refusal } from '../../core/booking/words.ts';
import { assertNever } from '../../core/shared/assert-never.ts';

/** What the workflow says no with, as the API says it. */
export function refusalCode(reason: Refusal): ProblemCode {
  switch (reason) {
    case 'slot_taken':
    case 'too_late':
    case 'closed':
    case 'not_allowed':
    case 'already_booked':
    case 'not_booked':
    case 'no_other_slot':
    case 'max_moves':
    case 'inside_cutoff':
      return reason;
    case 'event_closed':
      return 'closed';
    case 'stale':
    case 'outdated':
      return 'overtaken';
    default:
      return assertNever(reason);
  }
}
