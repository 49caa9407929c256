import type { SaidKeeper } from '../ports/conversations.ts';
import { type Handler, isHouse } from './handler.ts';

export const conversationMessage =
  (said: SaidKeeper): Handler<'conversationMessage'> =>
  async ({ body, company }) => {
    if (!isHouse(company)) return { problem: 'missing_scope' };
    const kept = await said.keep(body);
    return kept === 'unknown_user' ? { problem: 'unknown_user' } : { body: { kept } };
  };
