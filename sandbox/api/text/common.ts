import type { Entity } from '../../state/wire.ts';
import { badRequest } from '../errors.ts';

export type Formatted = { text: string; entities: Entity[] };

/** Refusals of the parsers carry these words in front. */
export const cantParse = (reason: string) => badRequest(`Can't parse entities: ${reason}`);

export const byteOffset = (text: string, index: number) => Buffer.byteLength(text.slice(0, index));
