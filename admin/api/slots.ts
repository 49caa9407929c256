import type { FreeSlots } from '../ports.ts';
import type { Handler } from './handler.ts';

export const availableSlots =
  (slots: FreeSlots): Handler<'availableSlots'> =>
  async ({ query }) => ({ body: await slots.read(query.event_id) });
