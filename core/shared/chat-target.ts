/** A chat's id, or the @name of a channel or public group. */
export type ChatTarget = number | string;

/** Not one chat but people, each in their own: everyone allowed without a booking, or those chosen by name. */
export const audiences = ['unbooked', 'list'] as const;
export type Audience = (typeof audiences)[number];
export const isAudience = (target: ChatTarget | null | undefined): target is Audience =>
  audiences.some((one) => one === target);

const channelName = /^@[A-Za-z]\w{3,31}$/;
const chatId = /^-?[1-9]\d{0,15}$/;

/** undefined: neither an id nor a name. */
export function readChatTarget(text: string): ChatTarget | undefined {
  if (chatId.test(text)) return Number(text);
  return channelName.test(text) ? text : undefined;
}

/** A person's private chat has the id of their account; groups and channels have negative ids and names. */
export const isPrivateChat = (chat: ChatTarget): chat is number => typeof chat === 'number' && chat > 0;
