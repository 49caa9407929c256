import type { Call } from '../state/types.ts';
import type { MessageView } from '../state/view.ts';
import type { Json } from '../state/wire.ts';

export type ShownMessage = MessageView;

export type Answer = { text?: string; alert: boolean; url?: string };
export type Log = {
  seq: number;
  calls: Call[];
  updates: { seq: number; bot_id: number; update: Json; via: string; outcome: string }[];
};
