/** A chat's id, or the @name of a channel or public group. */
export type ChatTarget = number | string;

const channelName = /^@[A-Za-z]\w{3,31}$/;
const chatId = /^-?[1-9]\d{0,15}$/;

/** undefined: neither an id nor a name. */
export function readChatTarget(text: string): ChatTarget | undefined {
  if (chatId.test(text)) return Number(text);
  return channelName.test(text) ? text : undefined;
}

/** A person's private chat has the id of their account; groups and channels have negative ids and names. */
export const isPrivateChat = (chat: ChatTarget): chat is number => typeof chat === 'number' && chat > 0;
