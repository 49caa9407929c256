import type { BroadcastCommands, InboundTexts } from '../ports.ts';
import { type Handler, isHouse } from './handler.ts';

// What has to be durable before Telegram or the broker is told that we have it.

export const inboundText =
  (texts: InboundTexts): Handler<'inboundText'> =>
  async ({ body, company }) =>
    isHouse(company) ? { body: await texts.keep(body) } : { problem: 'missing_scope' };

export const broadcastCommand =
  (commands: BroadcastCommands): Handler<'broadcastCommand'> =>
  async ({ body, company }) => {
    if (!isHouse(company)) return { problem: 'missing_scope' };
    const kept = await commands.keep(body);
    return kept ? { body: kept } : { problem: 'other_content' };
  };
