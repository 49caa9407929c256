// What we say to the Bot API and read of its answers: our own narrow types, because the client library's stand still while
// Telegram moves on (button styles, disabled buttons). A field Telegram does not know yet is ignored by it.

export type ChatId = number | string;

export type InlineButton = {
  readonly text: string;
  readonly callback_data?: string;
  readonly url?: string;
  readonly copy_text?: { readonly text: string };
  readonly style?: 'primary' | 'success' | 'danger';
  readonly disabled?: Readonly<Record<string, never>>;
};
type ReplyKeyboard =
  | {
      readonly keyboard: readonly (readonly { readonly text: string }[])[];
      readonly resize_keyboard: true;
      readonly is_persistent: true;
    }
  | { readonly remove_keyboard: true };
type InlineKeyboard = { readonly inline_keyboard: readonly (readonly InlineButton[])[] };

type Text = {
  readonly chat_id: ChatId;
  readonly text: string;
  readonly parse_mode?: 'HTML';
  readonly link_preview_options?: { readonly is_disabled: boolean };
  /** A topic of a group. */
  readonly message_thread_id?: number;
  /** Left out, an edit takes the keyboard away. */
  readonly reply_markup?: InlineKeyboard | ReplyKeyboard;
};
type Which = { readonly chat_id: ChatId; readonly message_id: number };
type CommandLine = { readonly command: string; readonly description: string };
type Commands = {
  readonly scope?: { readonly type: string; readonly chat_id?: ChatId };
  readonly language_code?: string;
};
type Made = { readonly message_id: number; readonly message_thread_id?: number };
type Topic = { readonly chat_id: ChatId; readonly message_thread_id: number };

type BotUser = { readonly id: number; readonly is_bot: boolean; readonly username?: string };

/** A file is sent as multipart; everything else as JSON. */
export class UploadFile {
  readonly name: string;
  readonly type: string;
  readonly content: string;

  constructor(name: string, type: string, content: string) {
    this.name = name;
    this.type = type;
    this.content = content;
  }
}

type Empty = Readonly<Record<string, never>>;
type Method<Payload, Result> = { readonly payload: Payload; readonly result: Result };

/** Every method Zapis calls. Results are what we read of them; an edit's result is not read: "not modified" has none. */
export type BotApi = {
  getMe: Method<Empty, BotUser>;
  getUpdates: Method<
    {
      readonly offset?: number;
      readonly limit?: number;
      readonly timeout?: number;
      readonly allowed_updates?: readonly string[];
    },
    readonly unknown[]
  >;
  setWebhook: Method<
    {
      readonly url: string;
      readonly secret_token: string;
      readonly allowed_updates?: readonly string[];
      readonly max_connections?: number;
    },
    unknown
  >;
  deleteWebhook: Method<{ readonly drop_pending_updates?: boolean }, unknown>;
  getWebhookInfo: Method<Empty, { readonly url: string; readonly pending_update_count: number }>;
  getMyCommands: Method<Commands, readonly CommandLine[]>;
  setMyCommands: Method<Commands & { readonly commands: readonly CommandLine[] }, unknown>;
  sendMessage: Method<Text & { readonly disable_notification?: boolean }, Made>;
  copyMessage: Method<
    {
      readonly chat_id: ChatId;
      readonly from_chat_id: ChatId;
      readonly message_id: number;
      readonly message_thread_id?: number;
    },
    Made
  >;
  getChatMember: Method<
    { readonly chat_id: ChatId; readonly user_id: number },
    {
      readonly status: string;
      readonly can_manage_topics?: boolean;
      readonly can_delete_messages?: boolean;
    }
  >;
  createForumTopic: Method<
    { readonly chat_id: ChatId; readonly name: string },
    { readonly message_thread_id: number }
  >;
  closeForumTopic: Method<Topic, unknown>;
  reopenForumTopic: Method<Topic, unknown>;
  deleteForumTopic: Method<Topic, unknown>;
  sendChatAction: Method<{ readonly chat_id: ChatId; readonly action: 'typing' }, unknown>;
  sendDocument: Method<
    {
      readonly chat_id: ChatId;
      readonly document: UploadFile;
      readonly caption?: string;
      readonly parse_mode?: 'HTML';
    },
    Made
  >;
  editMessageText: Method<Text & Which, unknown>;
  editMessageReplyMarkup: Method<Which & { readonly reply_markup?: InlineKeyboard }, unknown>;
  deleteMessage: Method<Which, unknown>;
  answerCallbackQuery: Method<
    {
      readonly callback_query_id: string;
      readonly text?: string;
      readonly show_alert?: boolean;
      readonly url?: string;
    },
    unknown
  >;
};
export type MethodName = keyof BotApi;

/** Only what makes a message is counted by Telegram's ceilings. */
export const makesMessage = (method: MethodName): boolean =>
  method === 'sendMessage' || method === 'sendDocument' || method === 'copyMessage';
