import type { Bookings } from '../ports/bookings.ts';
import type { Concerns } from '../ports/concerns.ts';
import type { SaidKeeper } from '../ports/conversations.ts';
import type { Events } from '../ports/events.ts';
import type { NotifyDesk } from '../ports/notifications.ts';
import type { Slots } from '../ports/slots.ts';
import type { Users } from '../ports/users.ts';
import type { Webhooks } from '../ports/webhooks.ts';
import type { AuditWriter, BroadcastCommands, IdentityCache, InboundTexts, StaffNotes } from '../ports.ts';
import {
  bookingOutcome,
  bookings,
  cancelBooking,
  createBooking,
  moveBooking,
  oneBooking,
} from './bookings.ts';
import {
  type BroadcastsDeps,
  broadcasts,
  cancelBroadcast,
  createBroadcast,
  oneBroadcast,
  pauseBroadcast,
  recallBroadcast,
  resumeBroadcast,
  retryBroadcast,
} from './broadcasts.ts';
import { projects, tasks } from './concerns.ts';
import { type Booking, confirmBooking } from './confirm-booking.ts';
import { conversationMessage } from './conversations.ts';
import { changeEvent, closeEvent, createEvent, events, oneEvent, openEvent } from './events.ts';
import { exportBookings } from './export.ts';
import type { Handlers } from './handler.ts';
import { broadcastCommand, inboundText } from './kept.ts';
import {
  adTemplates,
  changeAdTemplate,
  changeNotificationSetting,
  createAdTemplate,
  createNotificationSetting,
  notificationSettings,
  oneAdTemplate,
  oneNotificationSetting,
  removeAdTemplate,
  removeNotificationSetting,
} from './notifications.ts';
import { reachability } from './reachability.ts';
import { type ServersDeps, servers } from './servers.ts';
import { addSlots, availableSlots, changeSlot, oneSlot, slots } from './slots.ts';
import { type StaffGroupDeps, staffGroup } from './staff-group.ts';
import { addUser, allowedUsers, inviteUser, oneUser, removeUser, users } from './users.ts';
import {
  changeWebhook,
  createWebhook,
  oneWebhook,
  removeWebhook,
  replayWebhook,
  rotateWebhookSecret,
  webhookDeliveries,
  webhooks,
} from './webhooks.ts';

/** What the resources are kept in. */
export type ApiStores = {
  readonly clock: () => Promise<number>;
  readonly users: Users;
  readonly events: Events;
  readonly slotStore: Slots;
  readonly bookings: Bookings;
  readonly concerns: Concerns;
  readonly webhooks: Webhooks;
  readonly notifications: NotifyDesk;
  readonly audit: AuditWriter;
  readonly notes: StaffNotes;
  readonly botUsername: () => Promise<string | undefined>;
};
export type HandlerDeps = Booking &
  ApiStores &
  BroadcastsDeps &
  Omit<ServersDeps, 'concerns'> & {
    readonly identities: IdentityCache;
    readonly texts: InboundTexts;
    readonly said: SaidKeeper;
    readonly groups: StaffGroupDeps['groups'];
    readonly sendNow: StaffGroupDeps['sendNow'];
    readonly broadcastCommands: BroadcastCommands;
    /** Under which people reach our pages; undefined: nobody said. */
    readonly address: string | undefined;
  };

export const createHandlers = (deps: HandlerDeps): Handlers => ({
  allowedUsers: allowedUsers(deps.people),
  users: users(deps),
  oneUser: oneUser(deps),
  addUser: addUser(deps),
  inviteUser: inviteUser(deps),
  removeUser: removeUser(deps),
  events: events(deps.events),
  oneEvent: oneEvent(deps.events),
  createEvent: createEvent(deps),
  changeEvent: changeEvent(deps),
  openEvent: openEvent(deps),
  closeEvent: closeEvent(deps),
  availableSlots: availableSlots(deps),
  slots: slots(deps),
  oneSlot: oneSlot(deps),
  addSlots: addSlots(deps),
  changeSlot: changeSlot(deps),
  confirmBooking: confirmBooking(deps),
  bookings: bookings(deps),
  oneBooking: oneBooking(deps),
  createBooking: createBooking(deps),
  moveBooking: moveBooking(deps),
  cancelBooking: cancelBooking(deps),
  bookingOutcome: bookingOutcome(deps),
  exportBookings: exportBookings(deps.bookings, deps.clock),
  webhooks: webhooks(deps.webhooks),
  oneWebhook: oneWebhook(deps.webhooks),
  createWebhook: createWebhook(deps),
  changeWebhook: changeWebhook(deps),
  rotateWebhookSecret: rotateWebhookSecret(deps),
  removeWebhook: removeWebhook(deps),
  webhookDeliveries: webhookDeliveries(deps.webhooks),
  replayWebhook: replayWebhook(deps),
  broadcasts: broadcasts(deps),
  oneBroadcast: oneBroadcast(deps),
  createBroadcast: createBroadcast(deps),
  pauseBroadcast: pauseBroadcast(deps),
  resumeBroadcast: resumeBroadcast(deps),
  cancelBroadcast: cancelBroadcast(deps),
  retryBroadcast: retryBroadcast(deps),
  recallBroadcast: recallBroadcast(deps),
  notificationSettings: notificationSettings(deps.notifications),
  oneNotificationSetting: oneNotificationSetting(deps.notifications),
  createNotificationSetting: createNotificationSetting(deps),
  changeNotificationSetting: changeNotificationSetting(deps),
  removeNotificationSetting: removeNotificationSetting(deps),
  adTemplates: adTemplates(deps.notifications),
  oneAdTemplate: oneAdTemplate(deps.notifications),
  createAdTemplate: createAdTemplate(deps),
  changeAdTemplate: changeAdTemplate(deps),
  removeAdTemplate: removeAdTemplate(deps),
  inboundText: inboundText(deps.texts),
  conversationMessage: conversationMessage(deps.said),
  ...staffGroup(deps),
  reachability: reachability(deps.people, deps.identities),
  broadcastCommand: broadcastCommand(deps.broadcastCommands),
  projects: projects(deps),
  tasks: tasks(deps),
  servers: servers(deps),
});
