import type { Client } from '@temporalio/client';
import type { Db } from 'mongodb';
import { createServiceTokens } from '../../adapters/mongo/api-tokens.ts';
import { createAuditReader } from '../../adapters/mongo/audit/read.ts';
import { createAuditWriter } from '../../adapters/mongo/audit/write-act.ts';
import { createBroadcastStore } from '../../adapters/mongo/broadcasts/desk.ts';
import { createTalkDesk } from '../../adapters/mongo/conversations/desk.ts';
import { createReadyAnswers } from '../../adapters/mongo/conversations/ready-answers.ts';
import { createBookingDesk } from '../../adapters/mongo/panel/booking.ts';
import { createBotName } from '../../adapters/mongo/panel/bot-name.ts';
import { createDeadMessages } from '../../adapters/mongo/panel/dead.ts';
import { createEventDesk } from '../../adapters/mongo/panel/event-desk.ts';
import { createFeeds } from '../../adapters/mongo/panel/feeds.ts';
import { createFigures } from '../../adapters/mongo/panel/figures.ts';
import { createImports } from '../../adapters/mongo/panel/imports.ts';
import { createPanelNotifications } from '../../adapters/mongo/panel/notifications.ts';
import { createPanelPeople } from '../../adapters/mongo/panel/people.ts';
import { createPanelReader } from '../../adapters/mongo/panel/reader.ts';
import {
  createSessions,
  createSignInLinks,
  createStaffLanguage,
  createStaffNames,
  createStaffNotices,
} from '../../adapters/mongo/panel/sessions.ts';
import { createSlotDesk } from '../../adapters/mongo/panel/slot-desk.ts';
import { createStaffNotes } from '../../adapters/mongo/panel/staff-notes.ts';
import { createMoveDesk } from '../../adapters/mongo/people-moves.ts';
import { createSettings } from '../../adapters/mongo/settings.ts';
import { createCodes } from '../../adapters/mongo/sign-in/codes.ts';
import { createPasswords } from '../../adapters/mongo/sign-in/passwords.ts';
import { createThrottle } from '../../adapters/mongo/sign-in/throttle.ts';
import { createStaffGroupDesk } from '../../adapters/mongo/staff-group/desk.ts';
import { createTeam } from '../../adapters/mongo/team/team.ts';
import { createTroubles } from '../../adapters/mongo/troubles.ts';
import { createCommandPublisher } from '../../adapters/rabbit/command-publisher.ts';
import type { Rabbit } from '../../adapters/rabbit/connect.ts';
import type { Cache } from '../../adapters/redis/connect.ts';
import { createSlotNews } from '../../adapters/redis/slot-cache.ts';
import { createPeoplesFiles } from '../../adapters/telegram/files.ts';
import { createBookingLooker } from '../../adapters/temporal/booking-looker.ts';
import { createBookingSignals } from '../../adapters/temporal/booking-signals.ts';
import { createBroadcastControl } from '../../adapters/temporal/broadcast-control.ts';
import { startSlotRemoved, startSlotsAdded } from '../../adapters/temporal/changes.ts';
import { createSendNow } from '../../adapters/temporal/conversation-look.ts';
import { beginImport } from '../../adapters/temporal/import.ts';
import { beginPeopleMove } from '../../adapters/temporal/people-move.ts';
import { createRunReader } from '../../adapters/temporal/run-reader.ts';
import { createCodeSender } from '../../adapters/temporal/sign-in-code.ts';
import { createStaffChanges } from '../../adapters/temporal/staff-changes.ts';
import type { AdminConfig } from '../../config/load.ts';
import type { RoleParts } from '../../runtime/role.ts';
import type { BookingCommands, IdentityCache } from '../ports.ts';
import { tokenHash } from '../security/callers.ts';
import { createVisitors } from '../security/visitors.ts';
import { createPanelHandlers } from './handlers/index.ts';
import type { Bell } from './live/bell.ts';
import type { PeoplesFiles } from './ports/conversations.ts';
import type { SystemReader } from './ports/system.ts';
import type { PanelDeps } from './router.tsx';
import { createWorkflowLink } from './workflow-link.ts';

export type PanelNeighbours = {
  readonly db: Db;
  readonly rabbit: Rabbit;
  readonly redis: Cache;
  readonly temporal: Client;
  readonly system: SystemReader;
  readonly commands: BookingCommands;
  readonly identities: IdentityCache;
  readonly bell: Bell;
  /** By the clock people live by: in the sandbox it may be ahead. */
  readonly clock: () => Promise<number>;
  readonly settings: Parameters<typeof createWorkflowLink>[0] &
    Pick<AdminConfig, 'BOT_TOKEN' | 'TELEGRAM_API_ROOT'>;
};

/** Introduces the panel to its neighbours. */
export function assemblePanel(
  parts: RoleParts,
  { db, rabbit, redis, temporal, system, commands, identities, bell, clock, settings }: PanelNeighbours,
): Omit<PanelDeps, 'failed'> {
  const changes = createStaffChanges(temporal);
  const sessions = createSessions(db);
  const talks = createTalkDesk(db);
  const handlers = createPanelHandlers({
    sessions,
    links: createSignInLinks(db),
    passwords: createPasswords(db),
    throttle: createThrottle(db),
    codes: createCodes(db),
    sendCode: createCodeSender(temporal),
    team: createTeam(db),
    settings: createSettings(db),
    staffGroups: createStaffGroupDesk(db),
    notifications: createPanelNotifications(db),
    tokens: createServiceTokens(db, tokenHash),
    identities,
    language: createStaffLanguage(db),
    names: createStaffNames(db),
    notices: createStaffNotices(db),
    report: () => parts.board.report(),
    system,
    now: Date.now,
    clock,
    reader: createPanelReader(db),
    commands,
    auditLog: createAuditReader(db),
    audit: createAuditWriter(db),
    talks,
    ready: createReadyAnswers(db),
    sendNow: createSendNow(temporal),
    peoplesFiles: filesOf(settings),
    broadcasts: createBroadcastStore(db, clock),
    control: createBroadcastControl(temporal),
    publish: createCommandPublisher(rabbit),
    dead: createDeadMessages(db),
    sendBack: rabbit.sendBack,
    runs: createRunReader(temporal),
    restart: createBookingSignals(temporal).restart,
    troubles: createTroubles(db),
    workflowLink: createWorkflowLink(settings),
    desk: createBookingDesk(db),
    eventDesk: createEventDesk(db, changes.event),
    moveDesk: createMoveDesk(db, beginPeopleMove(temporal)),
    slotDesk: createSlotDesk(db, {
      run: changes.slot,
      tellAdded: (changeId) => startSlotsAdded(temporal, changeId),
      tellRemoved: (changeId) => startSlotRemoved(temporal, changeId),
      news: createSlotNews(redis),
    }),
    looker: createBookingLooker(temporal),
    notes: createStaffNotes(db),
    people: createPanelPeople(db),
    imports: createImports(db, beginImport(temporal)),
    brokeOff: (error) => parts.log.error({ err: error }, 'comparing an imported list broke off'),
    figures: createFigures(db),
    feeds: createFeeds(db),
    botUsername: createBotName(db).read,
  });
  return { handlers, visitorOf: createVisitors(sessions, Date.now), bell, waiting: talks.waiting };
}

/** Without a bot nobody sent anything. */
const filesOf = ({
  BOT_TOKEN: token,
  TELEGRAM_API_ROOT: apiRoot,
}: PanelNeighbours['settings']): PeoplesFiles =>
  token === undefined ? { open: async () => 'gone' } : createPeoplesFiles({ token, apiRoot });
