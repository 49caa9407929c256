import type { BotUpdate } from '../../contracts/events/bot-update.ts';
import { ask, type Decision, type Known, signal } from './decision.ts';

type Payload = Extract<BotUpdate['what'], { kind: 'command' }>['payload'];

/** /start: from an announcement straight to the slots, else a welcome. Invites are open to strangers: see `invite`. */
export const start = (known: Known, payload: Payload): Decision =>
  payload?.kind === 'event'
    ? signal(known, payload.event_id, { kind: 'sign_up' })
    : ask(known, { kind: 'welcome' });
