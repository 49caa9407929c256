// The shapes of the Bot API that the emulator speaks, by the names Telegram gives their fields.
// They are checked against somebody else's description of the API in tests (sandbox/schema).

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json | undefined };
export type JsonObject = { [key: string]: Json | undefined };

export type User = {
  id: number;
  is_bot: boolean;
  first_name: string;
  last_name?: string | undefined;
  username?: string | undefined;
  language_code?: string | undefined;
};

export type ChatKind = 'private' | 'group' | 'supergroup' | 'channel';

export type Chat = {
  id: number;
  type: ChatKind;
  title?: string | undefined;
  username?: string | undefined;
  first_name?: string | undefined;
  last_name?: string | undefined;
  is_forum?: true | undefined;
};

export type Entity = {
  type: string;
  offset: number;
  length: number;
  url?: string | undefined;
  user?: User | undefined;
  language?: string | undefined;
  custom_emoji_id?: string | undefined;
  unix_time?: number | undefined;
  date_time_format?: string | undefined;
};

export type InlineButton = { text: string } & JsonObject;
type InlineKeyboard = { inline_keyboard: InlineButton[][] };
export type ReplyButton = { text: string } & JsonObject;
type ReplyKeyboard = {
  keyboard: ReplyButton[][];
  is_persistent?: boolean | undefined;
  resize_keyboard?: boolean | undefined;
  one_time_keyboard?: boolean | undefined;
  input_field_placeholder?: string | undefined;
  selective?: boolean | undefined;
};
export type Markup =
  | { kind: 'inline'; markup: InlineKeyboard }
  | { kind: 'reply'; markup: ReplyKeyboard }
  | { kind: 'remove'; selective: boolean }
  | { kind: 'force'; selective: boolean; placeholder?: string | undefined };

type StoredFile = {
  file_id: string;
  file_unique_id: string;
  file_size: number;
  file_name?: string | undefined;
  mime_type?: string | undefined;
};
type PhotoSize = {
  file_id: string;
  file_unique_id: string;
  file_size: number;
  width: number;
  height: number;
};
type Voice = {
  file_id: string;
  file_unique_id: string;
  file_size: number;
  duration: number;
  mime_type?: string | undefined;
};
export type Location = { latitude: number; longitude: number; horizontal_accuracy?: number | undefined };
export type Venue = { location: Location; title: string; address: string } & {
  [key in 'foursquare_id' | 'foursquare_type' | 'google_place_id' | 'google_place_type']?: string | undefined;
};
type Contact = {
  phone_number: string;
  first_name: string;
  last_name?: string | undefined;
  user_id?: number | undefined;
  vcard?: string | undefined;
};

export type ForwardOrigin =
  | { type: 'user'; date: number; sender_user: User }
  | {
      type: 'channel';
      date: number;
      chat: Chat;
      message_id: number;
      author_signature?: string | undefined;
    };

/** What a message carries; exactly one of its parts is present, as in Telegram. */
export type Content = {
  text?: string | undefined;
  entities?: Entity[] | undefined;
  link_preview_options?: JsonObject | undefined;
  caption?: string | undefined;
  caption_entities?: Entity[] | undefined;
  show_caption_above_media?: true | undefined;
  has_media_spoiler?: true | undefined;
  document?: StoredFile | undefined;
  photo?: PhotoSize[] | undefined;
  voice?: Voice | undefined;
  location?: Location | undefined;
  venue?: Venue | undefined;
  contact?: Contact | undefined;
  new_chat_members?: User[] | undefined;
  left_chat_member?: User | undefined;
  forum_topic_created?:
    | { name: string; icon_color: number; icon_custom_emoji_id?: string | undefined }
    | undefined;
  forum_topic_edited?: { name?: string | undefined } | undefined;
  forum_topic_closed?: Record<string, never> | undefined;
  forum_topic_reopened?: Record<string, never> | undefined;
};

export type Message = Content & {
  message_id: number;
  message_thread_id?: number | undefined;
  is_topic_message?: true | undefined;
  from?: User | undefined;
  sender_chat?: Chat | undefined;
  author_signature?: string | undefined;
  date: number;
  edit_date?: number | undefined;
  chat: Chat;
  forward_origin?: ForwardOrigin | undefined;
  reply_to_message?: Message | undefined;
  quote?: { text: string; position: number; is_manual?: true } | undefined;
  has_protected_content?: true | undefined;
  effect_id?: string | undefined;
  pinned_message?: Message | { chat: Chat; message_id: number; date: 0 } | undefined;
  reply_markup?: InlineKeyboard | undefined;
};

export type UpdateBody = {
  message?: Message;
  edited_message?: Message;
  channel_post?: Message;
  edited_channel_post?: Message;
  callback_query?: {
    id: string;
    from: User;
    message?: Message | { chat: Chat; message_id: number; date: 0 };
    chat_instance: string;
    data?: string;
  };
  my_chat_member?: MemberChange;
  chat_member?: MemberChange;
};
type MemberChange = {
  chat: Chat;
  from: User;
  date: number;
  old_chat_member: Json;
  new_chat_member: Json;
};
export type UpdateType = keyof UpdateBody;

export type BotCommand = { command: string; description: string };
