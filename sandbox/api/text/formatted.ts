import type { Entity, Json } from '../../state/wire.ts';
import { badRequest } from '../errors.ts';
import { findEntities } from './auto-entities.ts';
import type { Formatted } from './common.ts';
import { fixEntities } from './fix-entities.ts';
import { parseHtml } from './html.ts';
import { parseMarkdown } from './markdown.ts';
import { parseMarkdownV2 } from './markdown-v2.ts';
import { readEntities } from './read-entities.ts';

/** What the parsers need to know about people: a mention of somebody unknown is dropped. */
export type KnownUser = (id: number) => Entity['user'] | undefined;

const maxInputBytes = 1 << 15;

export function formattedText(
  text: string,
  parseMode: string,
  entities: Json | undefined,
  knownUser: KnownUser,
): Formatted {
  if (Buffer.byteLength(text) > maxInputBytes) throw badRequest('Text is too long');
  const mode = parseMode.toLowerCase();
  const parsed =
    text === '' || mode === '' || mode === 'none'
      ? { text, entities: readEntities(entities) }
      : parseWith(mode, text);
  const fixed = fixEntities(parsed);
  const named = fixed.entities.flatMap((entity): Entity[] => {
    if (entity.type !== 'text_mention') return [entity];
    const user = entity.user && knownUser(entity.user.id);
    return user ? [{ ...entity, user }] : [];
  });
  return { text: fixed.text, entities: findEntities(fixed.text, named) };
}

function parseWith(mode: string, text: string): Formatted {
  const parser = { html: parseHtml, markdown: parseMarkdown, markdownv2: parseMarkdownV2 }[mode];
  if (!parser) throw badRequest('Unsupported parse_mode');
  return parser(text);
}
