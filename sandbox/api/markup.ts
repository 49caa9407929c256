import type { ChatKind, InlineButton, Json, JsonObject, Markup, ReplyButton } from '../state/wire.ts';
import { badRequest } from './errors.ts';
import {
  isObject,
  optionalBool,
  optionalString,
  requiredInt,
  requiredObject,
  requiredString,
  within,
} from './fields.ts';
import type { Params } from './params.ts';
import { checkLink } from './text/links.ts';

const buttonsPerRow = 12;
const buttonsInAll = 300;
const inlineButtonsAllowed = 100;
const markupBytesAllowed = 10_000;

export function readMarkup(params: Params, chat: ChatKind): Markup | undefined {
  const value = params.json('reply_markup', "Can't parse reply keyboard markup JSON object");
  if (value === undefined) return undefined;
  if (!isObject(value)) throw badRequest('Object expected as reply markup');
  const rows = readRows(value, 'keyboard', 'Field "keyboard" must be an Array of Arrays', (button) =>
    within("Can't parse keyboard button", () => replyButton(button, chat)),
  );
  const inlineRows = readRows(
    value,
    'inline_keyboard',
    'Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    (button) => within("Can't parse inline keyboard button", () => inlineButton(button)),
  );
  const selective = optionalBool(value, 'selective');
  const placeholder = optionalString(value, 'input_field_placeholder');
  const remove = optionalBool(value, 'remove_keyboard');
  const force = optionalBool(value, 'force_reply');
  if (rows.length > 0) return { kind: 'reply', markup: { keyboard: rows, ...replyFlags(value) } };
  if (inlineRows.length > 0) return checkedInline(inlineRows, chat);
  if (remove) return { kind: 'remove', selective };
  return force ? { kind: 'force', selective, ...(placeholder && { placeholder }) } : undefined;
}

function replyFlags(value: JsonObject) {
  const flags = ['is_persistent', 'resize_keyboard', 'one_time_keyboard', 'selective'] as const;
  const placeholder = optionalString(value, 'input_field_placeholder');
  return {
    ...Object.fromEntries(flags.filter((name) => optionalBool(value, name)).map((name) => [name, true])),
    ...(placeholder && { input_field_placeholder: placeholder }),
  };
}

/** Buttons beyond 12 in a row or 300 in all, and buttons without text, silently fall away. */
function readRows<T extends { text: string }>(
  value: JsonObject,
  field: string,
  failure: string,
  read: (button: Json) => T,
): T[][] {
  const given = value[field];
  if (given === undefined || given === null) return [];
  if (!Array.isArray(given)) throw badRequest(`Field "${field}" must be of type Array`);
  let total = 0;
  const rows = given.map((row) => {
    if (!Array.isArray(row)) throw badRequest(failure);
    const kept = row
      .map(read)
      .filter((button) => button.text !== '')
      .slice(0, Math.min(buttonsPerRow, buttonsInAll - total));
    total += kept.length;
    return kept;
  });
  return rows.filter((row) => row.length > 0);
}

function common(button: JsonObject): { text: string } & JsonObject {
  const style = optionalString(button, 'style').toLowerCase();
  if (!['', 'default', 'primary', 'danger', 'success'].includes(style))
    throw badRequest('invalid button style specified');
  const icon = optionalString(button, 'icon_custom_emoji_id');
  return {
    text: requiredString(button, 'text'),
    ...(style !== '' && style !== 'default' && { style }),
    ...(icon && { icon_custom_emoji_id: icon }),
  };
}

function inlineButton(button: Json): InlineButton {
  if (!isObject(button)) throw badRequest('InlineKeyboardButton must be an Object');
  return { ...common(button), ...inlineAction(button) };
}

function inlineAction(button: JsonObject): JsonObject {
  const url = optionalString(button, 'url');
  if (url !== '') return { url };
  const data = optionalString(button, 'callback_data');
  if (data !== '') return { callback_data: data };
  if ('disabled' in button) return { disabled: requiredObject(button, 'disabled') };
  if ('pay' in button) return { pay: true };
  if ('callback_game' in button) return { callback_game: {} };
  for (const name of ['switch_inline_query', 'switch_inline_query_current_chat'])
    if (name in button) return { [name]: requiredString(button, name) };
  if ('switch_inline_query_chosen_chat' in button)
    return {
      switch_inline_query_chosen_chat: requiredObject(button, 'switch_inline_query_chosen_chat'),
    };
  if ('login_url' in button) {
    const login = requiredObject(button, 'login_url');
    return { login_url: { ...login, url: requiredString(login, 'url') } };
  }
  if ('web_app' in button)
    return { web_app: { url: requiredString(requiredObject(button, 'web_app'), 'url') } };
  if ('copy_text' in button)
    return { copy_text: { text: requiredString(requiredObject(button, 'copy_text'), 'text') } };
  throw badRequest('Text buttons are unallowed in the inline keyboard');
}

function checkedInline(rows: InlineButton[][], chat: ChatKind): Markup {
  const buttons = rows.flat();
  const checked = rows.map((row) => row.map((button) => checkInline(button, chat)));
  if (buttons.length > inlineButtonsAllowed || Buffer.byteLength(JSON.stringify(rows)) > markupBytesAllowed)
    throw badRequest('reply markup is too long');
  return { kind: 'inline', markup: { inline_keyboard: checked } };
}

function checkInline(button: InlineButton, chat: ChatKind): InlineButton {
  const { url, callback_data: data, web_app: webApp, copy_text: copy } = button;
  if (typeof url === 'string' && !/^tg:(?:\/\/)?user\?id=\d+$/i.test(url)) {
    const checked = checkLink(url);
    if (!checked.ok) throw badRequest(`Inline keyboard button URL '${url}' is invalid: ${checked.reason}`);
    return { ...button, url: checked.url };
  }
  if (typeof data === 'string' && Buffer.byteLength(data) > 64) throw badRequest('BUTTON_DATA_INVALID');
  if (isObject(webApp)) {
    if (chat !== 'private') throw badRequest('BUTTON_TYPE_INVALID');
    if (!requiredString(webApp, 'url').startsWith('https://')) throw badRequest('BUTTON_URL_INVALID');
  }
  if (isObject(copy)) {
    const length = requiredString(copy, 'text').length;
    if (length < 1 || length > 256) throw badRequest('BUTTON_COPY_TEXT_INVALID');
  }
  return button;
}

const privateOnly: readonly [string, string][] = [
  ['request_contact', 'Phone number can be requested in private chats only'],
  ['request_location', 'Location can be requested in private chats only'],
  ['request_poll', 'Poll can be requested in private chats only'],
  ['web_app', 'Web App buttons can be used in private chats only'],
  ['request_users', 'Users can be requested in private chats only'],
  ['request_chat', 'Chats can be requested in private chats only'],
];

function replyButton(button: Json, chat: ChatKind): ReplyButton {
  if (typeof button === 'string') return { text: button };
  if (!isObject(button)) throw badRequest('KeyboardButton must be a String or an Object');
  const result: ReplyButton = common(button);
  for (const flag of ['request_contact', 'request_location'])
    if (optionalBool(button, flag)) result[flag] = true;
  for (const name of ['request_poll', 'web_app', 'request_users', 'request_chat'])
    if (name in button) result[name] = requiredObject(button, name);
  for (const name of ['request_users', 'request_chat']) {
    const request = result[name];
    if (isObject(request)) requiredInt(request, 'request_id');
  }
  for (const [name, refusal] of privateOnly)
    if (result[name] !== undefined && chat !== 'private') throw badRequest(refusal);
  return result;
}

/** A forwarded copy keeps its buttons only when every one of them is a link. */
export function forwardedMarkup(markup: Markup | undefined): Markup | undefined {
  if (markup?.kind !== 'inline') return undefined;
  const links = markup.markup.inline_keyboard
    .flat()
    .every((button) => 'url' in button || 'login_url' in button);
  return links ? markup : undefined;
}
