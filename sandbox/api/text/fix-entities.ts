import type { Entity } from '../../state/wire.ts';
import { badRequest } from '../errors.ts';
import type { Formatted } from './common.ts';
import { checkLink, linkUserId } from './links.ts';

const order = [
  'expandable_blockquote',
  'blockquote',
  'pre',
  'code',
  'text_link',
  'text_mention',
  'custom_emoji',
  'date_time',
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
];

export function sortEntities(entities: Entity[]): Entity[] {
  return entities.sort(
    (a, b) => a.offset - b.offset || b.length - a.length || order.indexOf(a.type) - order.indexOf(b.type),
  );
}

/** Drops what is empty or out of bounds, cleans the text, trims both ends as Telegram does. */
export function fixEntities({ text, entities }: Formatted): Formatted {
  for (const { offset, length } of entities) {
    if (offset < 0 || offset > 1_000_000)
      throw badRequest(`Receive an entity with incorrect offset ${offset}`);
    if (length < 0 || length > 1_000_000)
      throw badRequest(`Receive an entity with incorrect length ${length}`);
  }
  const cleaned = clean(text, entities);
  const end = cleaned.text.trimEnd().length;
  if (end === 0) return { text: '', entities: [] };
  const body = cleaned.text.slice(0, end);
  const inside = cleaned.entities
    .map((entity) => ({ ...entity, length: Math.min(entity.length, end - entity.offset) }))
    .filter((entity) => entity.offset < end && entity.length > 0 && visible(body, entity))
    .flatMap(linked);
  const sorted = sortEntities(inside);
  const firstEntity = sorted[0]?.offset ?? body.length;
  let start = 0;
  while (start < firstEntity && (body[start] === ' ' || body[start] === '\n')) start += 1;
  return {
    text: body.slice(start),
    entities: sorted.map((entity) => ({ ...entity, offset: entity.offset - start })),
  };
}

const visible = (text: string, { type, offset, length }: Entity) =>
  ['pre', 'code', 'blockquote', 'expandable_blockquote'].includes(type) ||
  text.slice(offset, offset + length).trim() !== '';

function linked(entity: Entity): Entity[] {
  if (entity.type !== 'text_link' || entity.url === undefined) return [entity];
  const userId = linkUserId(entity.url);
  const { offset, length } = entity;
  if (userId !== null)
    return [{ type: 'text_mention', offset, length, user: { id: userId, is_bot: false, first_name: '' } }];
  const checked = checkLink(entity.url);
  return checked.ok ? [{ ...entity, url: checked.url }] : [];
}

/** Control signs become spaces and carriage returns vanish; entities move along. */
function clean(text: string, entities: Entity[]): Formatted {
  // eslint-disable-next-line no-control-regex
  const spaced = text.replaceAll(/[\u0000-\u0009\u000b\u000c\u000e-\u001f\u2028-\u202e]/g, ' ');
  if (!spaced.includes('\r')) return { text: spaced, entities };
  const removedBefore = (index: number) => spaced.slice(0, index).split('\r').length - 1;
  return {
    text: spaced.replaceAll('\r', ''),
    entities: entities.map((entity) => {
      const offset = entity.offset - removedBefore(entity.offset);
      const end = entity.offset + entity.length;
      return { ...entity, offset, length: end - removedBefore(end) - offset };
    }),
  };
}
