import { askEventChange } from '../../adapters/mongo/changes/ask-event.ts';
import { findEvent } from '../../adapters/mongo/events.ts';
import { runEventChange } from '../../adapters/temporal/changes.ts';
import { openTemporal, temporalTrouble } from '../../adapters/temporal/connect.ts';
import { loadTemporalConfig } from '../../config/load.ts';
import { type EventId, eventId, isObjectId } from '../../core/shared/ids.ts';
import type { Given, Usage } from '../arguments.ts';
import { atDesk, type Desk } from '../desk.ts';
import { complain, say } from '../say.ts';

export const eventOption: NonNullable<Usage['options']> = {
  event: { what: 'its id, from `zapis event list`', value: 'ID', required: true },
};

/** Through the workflow that copies it to the slots and tells everybody who looks at the event. */
export async function changeStatus(given: Given, status: 'open' | 'closed'): Promise<number> {
  const id = given.needed('event');
  if (!isObjectId(id)) return noSuchEvent(id);
  return atDesk(async (desk) => {
    const event = await findEvent(desk.db, eventId(id));
    if (!event) return noSuchEvent(id);
    if (event.status === status) {
      say(`It is ${status} already.`);
      return 0;
    }
    return change(desk, eventId(id), { rev: event.rev, from: event.status, to: status });
  });
}

type Step = {
  readonly rev: number;
  readonly from: 'draft' | 'open' | 'closed' | 'archived';
  readonly to: 'open' | 'closed';
};

async function change({ db, env, now, act }: Desk, event: EventId, { rev, from, to }: Step): Promise<number> {
  if (from === 'archived') {
    complain('It is archived: archived events stay as they are.');
    return 1;
  }
  const temporal = openTemporal(loadTemporalConfig(env));
  try {
    const initiated_by = { user_id: null, role: 'admin', channel: 'api' } as const;
    const asked = {
      patch: { status: to },
      seen: { status: from },
      initiated_by,
      act: act({ what: to === 'open' ? 'event.opened' : 'event.closed', target: event }),
    };
    const changeId = await askEventChange(db, event, asked, now);
    const result = await runEventChange(temporal.client, { event, rev, changeId });
    if (result.ok) say(`It is ${to} now. People told: ${result.told}.`);
    else complain(`Refused: ${result.reason.replaceAll('_', ' ')}. Nothing was changed.`);
    return result.ok ? 0 : 1;
  } catch (error) {
    complain(temporalTrouble(error).sentence);
    return 1;
  } finally {
    await temporal.close();
  }
}

export function noSuchEvent(id: string): number {
  complain(`--event: there is no event "${id}". \`zapis event list\` shows them all.`);
  return 2;
}
