import { assertNever } from '../../core/shared/assert-never.ts';
import { isMendable } from '../messaging/failures.ts';
import type { Made } from '../messaging/ports.ts';
import { type Batch, shortWaitMs } from './batch.ts';
import { compose } from './compose.ts';
import { insist } from './insist.ts';
import type { Checked, LedgerRow } from './ports.ts';

/** A chat that Telegram wants left alone for longer keeps nobody else waiting: it failed, and may be tried again by hand. */
const longestPauseMs = 15 * 60_000;
/** Telegram is away, or our token is wrong. */
const awayMs = 3_000;

type Known = Extract<Checked, { ok: true }>;
type Begun = 'not_asked' | 'claimed' | 'not_wanted';

/** Checked, its turn waited for, claimed, sent, written down: in this order. */
export async function oneMessage(batch: Batch, row: LedgerRow): Promise<void> {
  const { deps, stored, claim } = batch;
  const { user_id } = row;
  const id = stored.broadcast_id;
  const person = await batch.check(row);
  if (!person.ok) {
    await deps.ledger.settle(id, user_id, null, { state: 'skipped', reason: person.why });
    batch.settled += 1;
    return;
  }
  const message = await compose(deps, stored, { user_id, lang: person.lang });
  const seen: { begun: Begun } = { begun: 'not_asked' };
  const made = await deps.messaging.messenger.send(person.chat, message, 'bulk', {
    timeoutMs: deps.messaging.patience().timeoutMs,
    async begin() {
      seen.begun = (await deps.ledger.claim(id, user_id, claim)) ? 'claimed' : 'not_wanted';
      return seen.begun === 'claimed';
    },
  });
  if (seen.begun !== 'not_wanted')
    await follow(batch, row, { made, person, claimed: seen.begun === 'claimed' });
}

type What = { readonly made: Made; readonly person: Known; readonly claimed: boolean };

async function follow(batch: Batch, row: LedgerRow, what: What): Promise<void> {
  const { made, person, claimed } = what;
  switch (made.kind) {
    case 'ok':
      return sent(batch, row, person, made.message_id);
    case 'blocked':
      // May be tried again by hand, once they have opened the bot.
      if (made.never_started) return failed(batch, row, 'never_started');
      await batch.deps.messaging.people.reachable(person.chat, 'blocked');
      return settled(batch, row, { state: 'blocked', reason: made.description });
    case 'unknown':
      return settled(batch, row, { state: 'unknown', reason: made.description });
    case 'wait':
      if (made.because !== 'budget' && made.ms > longestPauseMs)
        return settled(batch, row, { state: 'failed', reason: 'telegram_wait' }, claimed);
      if (claimed) await release(batch, row);
      if (made.ms <= shortWaitMs) return batch.again(row, made.ms);
      return made.because === 'budget' ? batch.stop(row, made.ms) : batch.later(made.ms);
    case 'unreached':
      if (claimed) await release(batch, row);
      return batch.stop(row, awayMs);
    case 'refused':
      if (!isMendable(made)) return failed(batch, row, made.description);
      await release(batch, row);
      return batch.stop(row, awayMs);
    case 'gone':
    case 'too_old':
      return failed(batch, row, made.kind);
    default:
      return assertNever(made);
  }
}

const failed = (batch: Batch, row: LedgerRow, reason: string): Promise<void> =>
  settled(batch, row, { state: 'failed', reason });

type Settled = Parameters<Batch['deps']['ledger']['settle']>[3];

async function settled(batch: Batch, { user_id }: LedgerRow, how: Settled, claimed = true): Promise<void> {
  const { deps, stored } = batch;
  const claim = claimed ? batch.claim : null;
  await insist(() => deps.ledger.settle(stored.broadcast_id, user_id, claim, how));
  batch.settled += 1;
}

/** The workflow is started as the message goes out: whoever taps at once finds it waiting. */
async function sent(batch: Batch, row: LedgerRow, person: Known, message_id: number): Promise<void> {
  const { deps, event } = batch;
  const { user_id } = row;
  await Promise.all([
    settled(batch, row, { state: 'sent', message_id }),
    // Where it cannot be started now, the first tap starts it.
    event && insist(() => deps.invite({ event_id: event, user_id })).catch(() => undefined),
    person.reachable !== 'yes' && deps.messaging.people.reachable(person.chat, 'yes'),
  ]);
}

const release = ({ deps, stored, claim }: Batch, { user_id }: LedgerRow): Promise<void> =>
  insist(() => deps.ledger.release(stored.broadcast_id, user_id, claim));
