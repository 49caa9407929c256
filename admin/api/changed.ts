import type { ChangeBody } from '../../contracts/api/changes.ts';
import type { ProblemCode } from '../../contracts/api/problem.ts';
import { assertNever } from '../../core/shared/assert-never.ts';
import type { Carried } from '../ports/changes.ts';

type Refused = Extract<Carried, { ok: false }>;

export const changeBody = ({ change_id, state, told }: Extract<Carried, { ok: true }>): ChangeBody => ({
  change_id,
  state,
  told,
});

/** It is as it should be already: nobody has to be told. */
export const unchangedBody: ChangeBody = { change_id: null, state: 'none', told: 0 };

export function changeProblem(reason: Refused['reason'], gone: ProblemCode): ProblemCode {
  switch (reason) {
    case 'gone':
      return gone;
    case 'changed_meanwhile':
    case 'people_changed':
    case 'room_taken':
      return 'changed_meanwhile';
    case 'below_taken':
    case 'not_allowed':
    case 'outcome_unknown':
      return reason;
    default:
      return assertNever(reason);
  }
}
