import type { Entity } from './types.ts';

/** A piece of text, or an entity around pieces. Offsets count UTF-16 units, as strings here do. */
export type Piece = string | { entity: Entity; pieces: Piece[] };

export function piecesOf(text: string, entities: readonly Entity[]): Piece[] {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return between(text, sorted, 0, text.length);
}

function between(text: string, entities: readonly Entity[], from: number, to: number): Piece[] {
  const pieces: Piece[] = [];
  let at = from;
  let rest = entities;
  while (rest.length > 0) {
    const [entity, ...others] = rest;
    if (!entity || entity.offset >= to) break;
    const end = Math.min(entity.offset + entity.length, to);
    if (entity.offset > at) pieces.push(text.slice(at, entity.offset));
    const inner = others.filter((one) => one.offset < end);
    if (entity.offset >= at && end > entity.offset) {
      pieces.push({ entity, pieces: between(text, inner, entity.offset, end) });
      at = end;
    }
    rest = others.slice(inner.length);
  }
  if (at < to) pieces.push(text.slice(at, to));
  return pieces;
}
