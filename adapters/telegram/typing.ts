import type { Call } from './gateway.ts';

const withinMs = 3_000;

/** For five seconds they see that somebody types. What comes of it is of no interest. */
export const createTyping =
  (call: Call | undefined) =>
  async (chat: number): Promise<void> => {
    const limit = { lane: 'person', timeoutMs: withinMs } as const;
    await call?.('sendChatAction', { chat_id: chat, action: 'typing' }, limit);
  };
