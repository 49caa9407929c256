import { randomUUID } from 'node:crypto';
import type { BroadcastBody, CreateBroadcast } from '../../contracts/api/broadcast-resource.ts';
import { cursorAfter } from '../../contracts/api/page.ts';
import type { Act } from '../../core/audit/act.ts';
import { cancel } from '../broadcasts/cancel.ts';
import { checkDraft, type DraftFault, type Written } from '../broadcasts/check-draft.ts';
import type { BroadcastDesk, BroadcastRow, ControlAnswer } from '../broadcasts/ports.ts';
import { needsYes, send } from '../broadcasts/send.ts';
import type { AuditWriter } from '../ports.ts';
import { note } from './acts.ts';
import { type Asked, companyOf, type Handler } from './handler.ts';
import { contentHash } from './idempotency.ts';
import type { Problem, Reply } from './reply.ts';

export type BroadcastsDeps = { readonly announcing: BroadcastDesk; readonly audit: AuditWriter };

export const broadcasts =
  ({ announcing }: BroadcastsDeps): Handler<'broadcasts'> =>
  async (asked) => {
    const { cursor, limit } = asked.query;
    const { rows, next } = await announcing.broadcasts.list(companyOf(asked), cursor, limit);
    return { body: { items: rows.map(told), next_cursor: next === undefined ? null : cursorAfter(next) } };
  };

export const oneBroadcast =
  ({ announcing }: BroadcastsDeps): Handler<'oneBroadcast'> =>
  async (asked) => {
    const found = await announcing.broadcasts.find(companyOf(asked), asked.params.broadcast_id);
    return found ? { body: told(found) } : { problem: 'unknown_broadcast' };
  };

export const createBroadcast =
  ({ announcing, audit }: BroadcastsDeps): Handler<'createBroadcast'> =>
  async (asked) => {
    const { body } = asked;
    const company = companyOf(asked);
    const checked = await checkDraft(announcing.broadcasts, company, writtenIn(body));
    if (!checked.ok) return faulty(checked.faults);
    if (checked.unknown.length > 0 && !body.without_unknown)
      return { problem: 'unknown_people', more: { unknown: checked.unknown } };
    const reach = await announcing.broadcasts.reach(company, checked.draft);
    const { people, free_seats } = reach;
    if (needsYes(reach) && !body.few_seats) return { problem: 'few_seats', more: { people, free_seats } };
    // A key that comes again, because nobody learnt what became of it, is the same announcement; with other words another.
    const once = asked.operation === undefined ? undefined : `${asked.operation} ${contentHash(body)}`;
    const id = await announcing.broadcasts.save(
      company,
      checked.draft,
      asked.initiated_by,
      once === undefined ? undefined : { once },
    );
    if (id === undefined) throw new Error('a new broadcast was not stored');
    const handed = await send(announcing, company, id, { yes: true });
    // Under its key it is handed over by asking again; without one staff do it on its page.
    if (handed === 'waits' && once !== undefined) return { problem: 'outcome_unknown' };
    // Asked again under its key, and stopped since: it was not started now.
    if (handed !== 'changed') await note(audit, asked, { what: 'broadcast.started', target: id });
    const stored = await announcing.broadcasts.find(company, id);
    if (!stored) throw new Error('a broadcast that was stored a moment ago is gone');
    return { body: told(stored) };
  };

type Steering =
  | 'pauseBroadcast'
  | 'resumeBroadcast'
  | 'cancelBroadcast'
  | 'retryBroadcast'
  | 'recallBroadcast';
type Which = { readonly company: string; readonly id: string; readonly key: string };
type Ask = (desk: BroadcastDesk, which: Which, asked: Asked<Steering>) => Promise<ControlAnswer>;

const steer =
  <Name extends Steering>(what: Act['what'], ask: Ask) =>
  ({ announcing, audit }: BroadcastsDeps): Handler<Name> => {
    const handle = async (asked: Asked<Steering>): Promise<Reply<{ count: number }>> => {
      const company = companyOf(asked);
      const found = await announcing.broadcasts.find(company, asked.params.broadcast_id);
      if (!found) return { problem: 'unknown_broadcast' };
      // Without a key of the caller's each request is a wish of its own.
      const key = `api:${asked.operation ?? randomUUID()}`;
      const answer = await ask(announcing, { company, id: found.broadcast_id, key }, asked);
      if (!answer.ok) return { problem: answer.reason };
      await note(audit, asked, { what, target: found.broadcast_id });
      return { body: { count: answer.count } };
    };
    return handle as unknown as Handler<Name>;
  };

export const pauseBroadcast = steer<'pauseBroadcast'>('broadcast.paused', ({ control }, { id, key }) =>
  control.pause(id, key),
);
export const resumeBroadcast = steer<'resumeBroadcast'>('broadcast.resumed', ({ control }, { id, key }) =>
  control.resume(id, key),
);
export const cancelBroadcast = steer<'cancelBroadcast'>('broadcast.cancelled', cancel);
export const recallBroadcast = steer<'recallBroadcast'>('broadcast.recalled', ({ control }, { id, key }) =>
  control.recall(id, key),
);
export const retryBroadcast = steer<'retryBroadcast'>(
  'broadcast.retried',
  ({ control }, { id, key }, { body }) => control.retry(id, key, 'unknown' in body && body.unknown),
);

const writtenIn = (body: CreateBroadcast): Written => ({
  text: body.text,
  markup: body.html,
  event: body.event_id ?? '',
  audience: body.audience,
  chat: body.chat === undefined ? '' : String(body.chat),
  people: (body.people ?? []).join('\n'),
  buttons: body.buttons ?? [],
});

/** What is wrong with the event has a code of its own; the rest is told by place, without what was sent. */
function faulty(faults: readonly DraftFault[]): Problem {
  const event = faults.find((one) => one.field === 'event');
  if (event?.why === 'closed') return { problem: 'closed' };
  if (event?.why === 'unknown') return { problem: 'unknown_event' };
  const errors = faults.map((fault) => ({ path: `body.${fields[fault.field]}`, message: messageOf(fault) }));
  return { problem: 'invalid_request', more: { errors } };
}

const fields = {
  text: 'text',
  event: 'event_id',
  audience: 'audience',
  chat: 'chat',
  people: 'people',
  buttons: 'buttons',
} as const satisfies Record<DraftFault['field'], string>;

function messageOf(fault: DraftFault): string {
  if (fault.why === 'markup')
    return `broken HTML (${fault.fault}) in line ${fault.line}, column ${fault.column}`;
  return fault.why === 'too_long' ? `is ${fault.count} characters long, 4096 are allowed` : fault.why;
}

function told(row: BroadcastRow): BroadcastBody {
  const { command } = row;
  const isPeople = command.target === 'unbooked' || command.target === 'list';
  const at = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
  return {
    broadcast_id: row.broadcast_id,
    status: row.status,
    event_id: command.event_id ?? null,
    audience: command.target === 'unbooked' || command.target === 'list' ? command.target : 'channel',
    chat: isPeople ? null : (command.target ?? null),
    text: command.message_text,
    html: command.parse_mode === 'HTML',
    created_at: new Date(row.created_at).toISOString(),
    settled_at: at(row.settled_at),
    recalled_at: at(row.recalled_at),
    reason: row.reason,
    counts: row.counts,
    counting: row.counting,
  };
}
