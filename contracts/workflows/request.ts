import type { QuickName } from '../../core/quick/index.ts';
import type { EventId, UserId } from '../../core/shared/ids.ts';
import type { StaffPress } from '../../core/staff/press.ts';

/**
 * What a person asked the bot that belongs to no booking: answered by one short workflow, so that nothing acknowledged is
 * lost and nothing is sent twice. Its id is made from the update, which makes a repeated update the same request.
 */
export const requestWorkflowType = 'requestWorkflow';
export const requestWorkflowId = (botId: number, updateId: number): string => `request:${botId}:${updateId}`;

export type RequestKind =
  /** Not on the list: the refusal, and nothing else. */
  | { readonly kind: 'denied' }
  | { readonly kind: 'help' }
  | { readonly kind: 'privacy' }
  | { readonly kind: 'export' }
  | { readonly kind: 'erase'; readonly sure: boolean }
  /** Without `lang`: the choice. */
  | { readonly kind: 'language'; readonly lang?: 'ru' | 'en' }
  | { readonly kind: 'stop' }
  /** Takes /stop back. */
  | { readonly kind: 'resume' }
  /** /start without a payload: welcome, with a button for each open event. */
  | { readonly kind: 'welcome' }
  /** Several events could be meant: a button for each. */
  | {
      readonly kind: 'choose_event';
      readonly command: 'slots' | 'reschedule' | 'cancel' | 'mybooking' | 'contact' | 'calendar';
    }
  | { readonly kind: 'no_event'; readonly command: string }
  | { readonly kind: 'contact'; readonly event_id: EventId }
  /** An invite link: the hash of its token, never the token. */
  | { readonly kind: 'invite'; readonly token_hash: string }
  /** A button or command of a specialist or a coordinator. */
  | { readonly kind: 'staff'; readonly press: StaffPress }
  /** Whom a coordinator looks for: what they typed, stored before. Without it they are asked. */
  | { readonly kind: 'find'; readonly text_id?: string }
  /** One call of the API, and its answer in one message. */
  | { readonly kind: 'quick'; readonly command: QuickName }
  | { readonly kind: 'outdated' }
  | { readonly kind: 'too_many' };

export type RequestInput = {
  readonly v: 1;
  readonly update_id: number;
  readonly trace_id: string;
  readonly chat_id: number;
  /** null: unknown to us. */
  readonly user_id: UserId | null;
  /** Of the Telegram account, for people we know nothing else of. */
  readonly language_code: string | null;
  /** Of a button; its answer ends the spinner. */
  readonly query_id?: string;
  /** A button's message is edited instead of sending a new one. */
  readonly message_id?: number;
  readonly request: RequestKind;
};

/** What was asked, for operators. */
export const requestLabel = ({ request }: RequestInput): string =>
  request.kind === 'quick' ? `/${request.command}` : request.kind;

/** Of the ledger's row: the same request is the same message. */
export const requestMessageKey = (input: RequestInput): string =>
  `request:${input.chat_id}:${input.update_id}`;

/** For operators: codes only. */
export type RequestResult = {
  readonly v: 1;
  readonly said: string;
  /** `answered`: an alert on the tap; `edited`: the tapped message says it. */
  readonly sent: 'sent' | 'already' | 'edited' | 'answered' | 'unreachable' | 'unknown';
};
