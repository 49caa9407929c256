import type { Call, Callback } from './types.ts';
import type { Json } from './wire.ts';

/** Everything a page needs to stay live. Messages travel as views (see view.ts). */
export type SandboxEvent =
  | { type: 'message' | 'edited'; dialog: string; message: Json }
  | { type: 'deleted'; dialog: string; message_id: number }
  | { type: 'pinned'; dialog: string; message_ids: number[] }
  | { type: 'typing'; dialog: string; bot_id: number; action: string; thread_id?: number | undefined }
  | { type: 'tapped'; dialog: string; message_id: number; callback_id: string; person_id: number }
  | {
      type: 'answered';
      dialog: string;
      callback_id: string;
      person_id: number;
      answer: NonNullable<Callback['answer']>;
    }
  | { type: 'person'; person: Json }
  | { type: 'expected'; people: Json }
  | { type: 'bot'; bot: Json }
  | { type: 'dialog'; dialog: Json }
  | { type: 'clock'; offset_ms: number; now: number }
  | { type: 'faults'; faults: Json }
  | { type: 'call'; call: Call }
  | { type: 'update'; bot_id: number; update: Json; via: 'polling' | 'webhook'; outcome: string }
  | { type: 'reset' };

export type NumberedEvent = SandboxEvent & { seq: number };
