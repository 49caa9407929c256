import type { BroadcastCommands, InboundTexts } from '../ports.ts';
import type { Handler } from './handler.ts';

// What has to be durable before Telegram or the broker is told that we have it.

export const inboundText =
  (texts: InboundTexts): Handler<'inboundText'> =>
  async ({ body }) => ({ body: await texts.keep(body) });

export const broadcastCommand =
  (commands: BroadcastCommands): Handler<'broadcastCommand'> =>
  async ({ body }) => {
    const kept = await commands.keep(body);
    return kept ? { body: kept } : { problem: 'other_content' };
  };
