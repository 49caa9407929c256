import { isAdmin, memberStatus } from './dialogs.ts';
import type { Bot, Dialog } from './types.ts';
import type { BotCommand } from './wire.ts';

export type CommandScope =
  | { type: 'default' | 'all_private_chats' | 'all_group_chats' | 'all_chat_administrators' }
  | { type: 'chat' | 'chat_administrators'; chatId: number }
  | { type: 'chat_member'; chatId: number; userId: number };

export function scopeKey(scope: CommandScope, language: string): string {
  const where = 'chatId' in scope ? `:${scope.chatId}` : '';
  const who = 'userId' in scope ? `:${scope.userId}` : '';
  return `${scope.type}${where}${who}/${language}`;
}

/** The list a person sees in a chat: the narrowest scope that has one, in their language first. */
export function commandsFor(bot: Bot, dialog: Dialog, userId: number, language: string): BotCommand[] {
  const chatId = dialog.chatId;
  const asAdmin = isAdmin(memberStatus(dialog, userId));
  const scopes: CommandScope[] =
    dialog.kind === 'private'
      ? [{ type: 'chat', chatId }, { type: 'all_private_chats' }, { type: 'default' }]
      : [
          { type: 'chat_member', chatId, userId },
          ...(asAdmin ? [{ type: 'chat_administrators', chatId } as const] : []),
          { type: 'chat', chatId },
          ...(asAdmin ? [{ type: 'all_chat_administrators' } as const] : []),
          { type: 'all_group_chats' },
          { type: 'default' },
        ];
  for (const scope of scopes)
    for (const spoken of [language.slice(0, 2), '']) {
      const found = bot.commands[scopeKey(scope, spoken)];
      if (found && found.length > 0) return found;
    }
  return [];
}
