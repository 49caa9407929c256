import type { Entity } from '../../state/wire.ts';
import { sortEntities } from './fix-entities.ts';

const rules: readonly { type: string; pattern: RegExp }[] = [
  { type: 'bot_command', pattern: /(?<![\w/<>@])\/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])/g },
  {
    type: 'url',
    pattern:
      /(?:https?:\/\/[^\s<>"]+|(?<![\w@.-])(?:[\w-]+\.)+(?:com|org|net|ru|io|me|dev|app|info)(?:\/[^\s<>"]*)?)(?![\w@])/gi,
  },
  { type: 'email', pattern: /(?<![\w.+-])[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}/gi },
  { type: 'mention', pattern: /(?<![\w/])@[A-Za-z]\w{2,31}(?!\w)/g },
  { type: 'hashtag', pattern: /(?<![\w#])#[\p{L}\d_]*[\p{L}_][\p{L}\d_]*/gu },
  { type: 'phone_number', pattern: /(?<![\w+])\+\d[\d ()-]{8,16}\d(?!\d)/g },
];

const closed: ReadonlySet<string> = new Set(['code', 'pre', 'text_link', 'text_mention', 'date_time']);

/** Adds what Telegram finds by itself: commands, links, mentions, hashtags, addresses, phone numbers. */
export function findEntities(text: string, given: Entity[]): Entity[] {
  const taken = given.filter((entity) => closed.has(entity.type));
  const added: Entity[] = [];
  for (const { type, pattern } of rules)
    for (const match of text.matchAll(pattern)) {
      const found = type === 'url' ? match[0].replace(/[.,;:!?)\]]+$/, '') : match[0];
      const entity = { type, offset: match.index, length: found.length };
      if (![...taken, ...added].some((other) => overlap(entity, other))) added.push(entity);
    }
  return sortEntities([...given, ...added]);
}

const overlap = (a: Entity, b: Entity) => a.offset < b.offset + b.length && b.offset < a.offset + a.length;
