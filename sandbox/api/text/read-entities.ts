import type { Entity, Json, JsonObject } from '../../state/wire.ts';
import { badRequest } from '../errors.ts';
import { isObject, optionalString, requiredInt, requiredObject, requiredString, within } from '../fields.ts';
import { canonicalTimeFormat, isTimeFormat } from './links.ts';

const plain: ReadonlySet<string> = new Set([
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'code',
  'blockquote',
  'expandable_blockquote',
]);
/** Telegram finds these by itself and ignores what the bot says about them. */
const found: ReadonlySet<string> = new Set([
  'mention',
  'hashtag',
  'cashtag',
  'bot_command',
  'url',
  'email',
  'phone_number',
  'bank_card_number',
]);

export function readEntities(given: Json | undefined): Entity[] {
  if (!Array.isArray(given)) return [];
  return given.flatMap((one) => within("Can't parse MessageEntity", () => readEntity(one)));
}

function readEntity(value: Json): Entity[] {
  if (!isObject(value)) throw badRequest('expected an Object');
  const offset = requiredInt(value, 'offset');
  const length = requiredInt(value, 'length');
  const type = requiredString(value, 'type');
  if (type === '') throw badRequest('Type is not specified');
  if (found.has(type)) return [];
  return [{ type, offset, length, ...argument(type, value) }];
}

function argument(type: string, value: JsonObject): Partial<Entity> {
  if (plain.has(type)) return {};
  switch (type) {
    case 'pre': {
      const language = optionalString(value, 'language');
      return language ? { language } : {};
    }
    case 'text_link':
      return { url: requiredString(value, 'url') };
    case 'text_mention':
      return {
        user: { id: requiredInt(requiredObject(value, 'user'), 'id'), is_bot: false, first_name: '' },
      };
    case 'custom_emoji':
      return { custom_emoji_id: String(requiredInt(value, 'custom_emoji_id')) };
    case 'date_time': {
      const format = optionalString(value, 'date_time_format');
      if (!isTimeFormat(format)) throw badRequest('Invalid date-time format specified');
      return {
        unix_time: requiredInt(value, 'unix_time'),
        date_time_format: canonicalTimeFormat(format),
      };
    }
    default:
      throw badRequest('Unsupported type specified');
  }
}
