import type { ObjectId } from 'mongodb';
import type { Notification } from '../../../contracts/events/notification.ts';
import type { CompanyEvents } from '../../../core/events/company.ts';
import type { DeskHours } from '../../../core/time/desk-hours.ts';
import type { QuietHours } from '../../../core/time/staff-hours.ts';

/** `anchors`: the one message that shows a candidate's booking. */
export type AnchorDoc = {
  readonly _id: ObjectId;
  readonly event_id: ObjectId;
  readonly user_id: ObjectId;
  readonly chat_id: number;
  readonly message_id: number;
  /** Of what it shows: the same again is not edited. */
  readonly hash: string | null;
};

/** `settings`: one document per subject: `clock`, `bot`, `company:{id}`. */
export type SettingDoc = {
  readonly _id: string;
  readonly offset_ms?: number;
  /** Of the bot. */
  readonly username?: string;
  /** Of a company: what its new events begin with. */
  readonly events?: CompanyEvents;
  readonly quiet_hours?: QuietHours | null;
  readonly desk_hours?: DeskHours | null;
  readonly rev?: number;
};

/** `slot_wishes`: "tell me when one opens", oldest first. */
export type SlotWishDoc = {
  readonly _id: ObjectId;
  readonly event_id: ObjectId;
  readonly user_id: ObjectId;
  readonly created_at: Date;
  readonly told_at: Date | null;
  /** Of which opening they were chosen to hear, and whether their workflow has. */
  readonly told_key: string | null;
  readonly told_done: boolean;
};

/** `inbound_texts`: a text stored before its workflow hears of it. */
export type InboundTextDoc = {
  readonly _id: ObjectId;
  readonly bot_id: number;
  readonly update_id: number;
  readonly telegram_id: number;
  readonly event_id: ObjectId | null;
  readonly text: string;
  readonly at: Date;
};

/** `service_tokens`: never the token, only its hash. */
export type ServiceTokenDoc = {
  readonly _id: ObjectId;
  readonly token_hash: string;
  /** Absent in tokens older than this field: the default one. */
  readonly company_id?: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly created_at: Date;
  /** To within a few minutes; absent: never used. */
  readonly used_at?: Date;
  readonly revoked_at: Date | null;
};

/** `processed_messages`: `{consumer}:{message_id}`, written after the effect and before the acknowledgement. */
export type ProcessedMessageDoc = { readonly _id: string; readonly at: Date };

/** `sessions`: of the panel. The id is the hash of what the browser keeps. */
export type SessionDoc = {
  readonly _id: string;
  readonly user_id: ObjectId;
  readonly browser: string;
  readonly created_at: Date;
  readonly seen_at: Date;
  readonly ended_at: Date | null;
};

/** `sign_in_links`: the id is the hash of the token in the link. */
export type SignInLinkDoc = {
  readonly _id: string;
  readonly user_id: ObjectId;
  readonly expires_at: Date;
  readonly used_at: Date | null;
};

/** `held_notices`: a message to somebody of the staff that is kept until then. */
export type HeldNoticeDoc = {
  readonly _id: string;
  readonly user_id: ObjectId;
  readonly until: Date;
  readonly message: Notification;
  /** It stands in the message that goes out at that instant. */
  readonly taken?: true;
};

/** `staff_menus`: by chat, which message carries the keyboard and which lists stand there. */
export type StaffMenuDoc = {
  readonly _id: number;
  readonly anchor: { readonly message_id: number | null; readonly shows: string } | null;
  readonly lists: readonly number[];
  readonly menu: string | null;
};
