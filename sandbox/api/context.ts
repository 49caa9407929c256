import type { Kit } from '../acts/kit.ts';
import type { Bot } from '../state/types.ts';
import type { Json } from '../state/wire.ts';
import type { Params } from './params.ts';

export type Context = {
  kit: Kit;
  bot: Bot;
  params: Params;
  /** Aborts when the caller hangs up. */
  hungUp: AbortSignal;
};

/** `result` of the answer, and the words Telegram adds to some `true`s. */
export type Told = { result: Json; description: string };
type Method = (context: Context) => Json | Told | Promise<Json>;
export type Methods = Readonly<Record<string, Method>>;

export const told = (result: Json, description: string): Told => ({ result, description });
