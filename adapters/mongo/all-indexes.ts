import { ageIndexes } from './aged.ts';
import { apiIndexes } from './api-indexes.ts';
import { bookingCountIndexes } from './booking-counts.ts';
import { auditIndexes } from './bookings/audit-log.ts';
import { bookingIndexes } from './bookings/booking-store.ts';
import { broadcastIndexes } from './broadcasts/keep.ts';
import { recipientIndexes } from './broadcasts/ledger.ts';
import { conversationIndexes } from './conversations/indexes.ts';
import { eventIndexes } from './events.ts';
import type { Index } from './indexes.ts';
import { visitIndexes } from './me/visits.ts';
import { anchorIndexes } from './messages/anchors.ts';
import { deliveryIndexes } from './messages/deliveries.ts';
import { adTemplateIndexes } from './notify/ads.ts';
import { heldNoticeIndexes } from './notify/rounds.ts';
import { notificationSettingIndexes } from './notify/settings.ts';
import { overEventIndexes } from './over-events.ts';
import { deadIndexes } from './panel/dead.ts';
import { feedIndexes } from './panel/feeds.ts';
import { importIndexes } from './panel/imports.ts';
import { sessionIndexes } from './panel/sessions.ts';
import { staffNoteIndexes } from './panel/staff-notes.ts';
import { peopleIndexes } from './people.ts';
import { pushIndexes } from './push/subscriptions.ts';
import { changeIndexes } from './reconcile/changes.ts';
import { findingIndexes } from './reconcile/findings.ts';
import { slotIndexes } from './seats/slot-reader.ts';
import { credentialIndexes } from './sign-in/passwords.ts';
import { teamIndexes } from './team/team.ts';
import { troubleIndexes } from './troubles.ts';
import { webhookIndexes } from './webhooks/deliveries.ts';
import { wishIndexes } from './wishes.ts';

/** Each stands in the module that relies on it. */
export const allIndexes: readonly Index[] = [
  ...bookingCountIndexes,
  ...bookingIndexes,
  ...auditIndexes,
  ...slotIndexes,
  ...eventIndexes,
  ...peopleIndexes,
  ...apiIndexes,
  ...broadcastIndexes,
  ...recipientIndexes,
  ...anchorIndexes,
  ...deliveryIndexes,
  ...webhookIndexes,
  ...wishIndexes,
  ...findingIndexes,
  ...changeIndexes,
  ...notificationSettingIndexes,
  ...adTemplateIndexes,
  ...heldNoticeIndexes,
  ...overEventIndexes,
  ...deadIndexes,
  ...troubleIndexes,
  ...staffNoteIndexes,
  ...importIndexes,
  ...feedIndexes,
  ...ageIndexes,
  ...credentialIndexes,
  ...sessionIndexes,
  ...teamIndexes,
  ...pushIndexes,
  ...visitIndexes,
  ...conversationIndexes,
];
