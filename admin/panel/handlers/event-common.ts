import { randomUUID } from 'node:crypto';
import { eventId, isObjectId } from '../../../core/shared/ids.ts';
import type { AuditWriter } from '../../ports.ts';
import type { Editor, EventDesk, EventDetails } from '../ports/event-desk.ts';
import type { PanelNotifications } from '../ports/notifications.ts';
import type { PanelReader } from '../ports/reader.ts';
import type { Settings } from '../ports/settings.ts';
import type { SlotDesk } from '../ports/slot-desk.ts';
import type { PanelReply } from '../reply.ts';
import { type Fields, field } from '../request.ts';
import { eventPath } from '../routes/events.ts';
import type { Visitor } from '../visitor.ts';

export type EventHandlerDeps = {
  readonly reader: PanelReader;
  readonly eventDesk: EventDesk;
  readonly slotDesk: SlotDesk;
  readonly settings: Pick<Settings, 'read'>;
  readonly notifications: Pick<PanelNotifications, 'rows'>;
  readonly audit: AuditWriter;
  /** By the clock people live by: in the sandbox it may be ahead. */
  readonly clock: () => Promise<number>;
};

type Params = Readonly<Record<string, string>>;

/** undefined: none of this company. */
export async function eventOf(
  { eventDesk }: Pick<EventHandlerDeps, 'eventDesk'>,
  { company_id }: Visitor,
  { id = '' }: Params,
): Promise<EventDetails | undefined> {
  return isObjectId(id) ? eventDesk.details(company_id, eventId(id)) : undefined;
}

/** Archived events stay as they are. */
export const frozen = ({ status, event_id }: EventDetails): PanelReply | undefined =>
  status === 'archived' ? { go_to: eventPath(event_id), flash: 'panel.flash.event_frozen' } : undefined;

export const editorOf = ({ visitor }: { readonly visitor: Visitor }, now: number): Editor => ({
  initiated_by: { user_id: visitor.user_id, role: 'admin', channel: 'panel' },
  now,
});

/** Goes with a form that makes something: pressed twice, it is made once. */
export const newOnce = (): string => randomUUID();
export const onceIn = (form: Fields): string => field(form, 'once').slice(0, 64) || newOnce();
