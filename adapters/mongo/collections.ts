import type { Db } from 'mongodb';
import type { ActDoc } from './documents/act.ts';
import type { BookingAuditDoc, BookingDoc } from './documents/booking.ts';
import type { BroadcastDoc, BroadcastRecipientDoc } from './documents/broadcast.ts';
import type { CompanyDoc } from './documents/company.ts';
import type { ConversationDoc, ConversationMessageDoc } from './documents/conversation.ts';
import type { DeadMessageDoc } from './documents/dead-message.ts';
import type { EventDoc } from './documents/event.ts';
import type { FindingDoc } from './documents/finding.ts';
import type { PageVisitDoc, PushSubscriptionDoc } from './documents/push.ts';
import type { ReadyAnswerDoc } from './documents/ready-answer.ts';
import type { CredentialDoc, SignInAttemptDoc, ThrottleDoc } from './documents/sign-in.ts';
import type { SlotDoc } from './documents/slot.ts';
import type {
  AnchorDoc,
  HeldNoticeDoc,
  InboundTextDoc,
  ProcessedMessageDoc,
  ServiceTokenDoc,
  SessionDoc,
  SettingDoc,
  SignInLinkDoc,
  SlotWishDoc,
  StaffMenuDoc,
} from './documents/small.ts';
import type { StaffGroupDoc } from './documents/staff-group.ts';
import type { TroubleDoc } from './documents/trouble.ts';
import type { UserDoc } from './documents/user.ts';

/** Every collection by its name, once, with the shape of its documents. */
export const collections = (db: Db) => ({
  users: db.collection<UserDoc>('users'),
  events: db.collection<EventDoc>('events'),
  slots: db.collection<SlotDoc>('interview_slots'),
  bookings: db.collection<BookingDoc>('bookings'),
  audit: db.collection<BookingAuditDoc>('audit_log'),
  /** The same log, the part about everything else. */
  acts: db.collection<ActDoc>('audit_log'),
  anchors: db.collection<AnchorDoc>('anchors'),
  broadcasts: db.collection<BroadcastDoc>('broadcasts'),
  recipients: db.collection<BroadcastRecipientDoc>('broadcast_recipients'),
  settings: db.collection<SettingDoc>('settings'),
  staffMenus: db.collection<StaffMenuDoc>('staff_menus'),
  heldNotices: db.collection<HeldNoticeDoc>('held_notices'),
  wishes: db.collection<SlotWishDoc>('slot_wishes'),
  inboundTexts: db.collection<InboundTextDoc>('inbound_texts'),
  conversations: db.collection<ConversationDoc>('conversations'),
  staffGroups: db.collection<StaffGroupDoc>('staff_groups'),
  readyAnswers: db.collection<ReadyAnswerDoc>('ready_answers'),
  conversationMessages: db.collection<ConversationMessageDoc>('conversation_messages'),
  serviceTokens: db.collection<ServiceTokenDoc>('service_tokens'),
  sessions: db.collection<SessionDoc>('sessions'),
  signInLinks: db.collection<SignInLinkDoc>('sign_in_links'),
  deadMessages: db.collection<DeadMessageDoc>('dead_messages'),
  troubles: db.collection<TroubleDoc>('troubles'),
  companies: db.collection<CompanyDoc>('companies'),
  credentials: db.collection<CredentialDoc>('credentials'),
  signInAttempts: db.collection<SignInAttemptDoc>('sign_in_attempts'),
  throttles: db.collection<ThrottleDoc>('sign_in_throttles'),
  findings: db.collection<FindingDoc>('reconcile_findings'),
  pushSubscriptions: db.collection<PushSubscriptionDoc>('push_subscriptions'),
  pageVisits: db.collection<PageVisitDoc>('page_visits'),
  processedMessages: db.collection<ProcessedMessageDoc>('processed_messages'),
});
