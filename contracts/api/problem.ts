// Every answer of the API that is not a success: RFC 9457, with a `code` that stays the same from version to version.
import { z } from 'zod';
import { allScopes, type Scope } from './scopes.ts';

/** What a program decides by, what a person reads, and the HTTP status. */
export const problems = {
  malformed_json: { status: 400, title: 'The body is not JSON' },
  invalid_request: { status: 400, title: 'The request does not fit what this route takes' },
  no_token: { status: 401, title: 'A bearer token is needed' },
  unknown_token: { status: 401, title: 'This token is unknown or was revoked' },
  missing_scope: { status: 403, title: 'This token may not do that' },
  not_found: { status: 404, title: 'There is nothing here' },
  unknown_user: { status: 404, title: 'Nobody we know has this Telegram account' },
  unknown_slot: { status: 404, title: 'There is no such slot' },
  unknown_event: { status: 404, title: 'There is no such event' },
  unknown_broadcast: { status: 404, title: 'There is no such broadcast' },
  unknown_booking: { status: 404, title: 'There is no such booking' },
  unknown_setting: { status: 404, title: 'There is no such setting' },
  unknown_ad_template: { status: 404, title: 'There is no such ad template' },
  unknown_webhook: { status: 404, title: 'There is no such webhook' },
  method_not_allowed: { status: 405, title: 'This route does not know this method' },
  slot_taken: { status: 409, title: 'This slot is no longer available' },
  too_late: { status: 409, title: 'This slot can no longer be booked' },
  already_booked: { status: 409, title: 'This person has a booking already' },
  closed: { status: 409, title: 'This slot or event is closed' },
  not_allowed: { status: 409, title: 'This person may not book this slot' },
  no_other_slot: { status: 409, title: 'There is no other slot to move to' },
  max_moves: { status: 409, title: 'This booking was moved as often as its event allows' },
  inside_cutoff: { status: 409, title: 'It is too late to move this booking' },
  not_booked: { status: 409, title: 'This person has no booking' },
  overtaken: { status: 409, title: 'Something else happened to this booking meanwhile' },
  archived: { status: 409, title: 'This event is archived and stays as it is' },
  changed_meanwhile: { status: 409, title: 'Somebody else changed it meanwhile: read it again' },
  below_taken: { status: 409, title: 'More seats than that are taken' },
  account_elsewhere: { status: 409, title: 'This Telegram account belongs to somebody else' },
  account_known: { status: 409, title: 'Their Telegram account is known already: they need no link' },
  unclear_person: {
    status: 409,
    title: 'It is not clear who is meant: several people fit, or somebody who works here',
  },
  target_refused: { status: 409, title: 'Nothing can be sent to this address' },
  too_many_webhooks: { status: 409, title: 'There are as many webhooks as there may be' },
  setting_exists: {
    status: 409,
    title: 'There is a setting for this type, role and channel: change that one',
  },
  always_on: { status: 409, title: 'A candidate’s own confirmation and reminder cannot be switched off' },
  not_now: { status: 409, title: 'That cannot be done to this broadcast as it is now' },
  nobody: { status: 409, title: 'There is nobody it could be done for' },
  few_seats: { status: 409, title: 'There are fewer free seats than people who would hear of it' },
  in_progress: { status: 409, title: 'A request with this key is still being handled' },
  other_content: { status: 409, title: 'Something else is stored under this id' },
  too_large: { status: 413, title: 'The body is too large' },
  unsupported_type: { status: 415, title: 'The body must be application/json in UTF-8' },
  key_reused: { status: 422, title: 'This key was used for another request' },
  unknown_people: { status: 422, title: 'Some of the list mean nobody we know' },
  ambiguous_slot: { status: 422, title: 'Several slots fit: name the location or the slot’s id' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  outcome_unknown: {
    status: 503,
    title: 'Not known yet whether it was done: ask again with the same Idempotency-Key',
  },
  unavailable: { status: 503, title: 'A service we need is away: try again' },
} as const satisfies Record<string, { readonly status: number; readonly title: string }>;

export type ProblemCode = keyof typeof problems;

export const problemSchema = z.object({
  /** A relative URI: it names the kind of problem, and there is nothing to fetch. */
  type: z.string(),
  code: z.enum(Object.keys(problems) as [ProblemCode, ...ProblemCode[]]),
  title: z.string(),
  status: z.int(),
  /** What to give an operator, who finds everything the request caused under it. */
  trace_id: z.string().optional(),
  /** Of `missing_scope`: the scope that the token would need. */
  needs: z.enum(allScopes as [Scope, ...Scope[]]).optional(),
  /** Of `invalid_request`: where it does not fit, and why. Never the value that was sent. */
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type ProblemBody = z.infer<typeof problemSchema>;
