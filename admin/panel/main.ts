import type { Db } from 'mongodb';
import { createAuditReader } from '../../adapters/mongo/audit/read.ts';
import { createAuditWriter } from '../../adapters/mongo/audit/write-act.ts';
import { createDeadMessages } from '../../adapters/mongo/panel/dead.ts';
import { createPanelReader } from '../../adapters/mongo/panel/reader.ts';
import {
  createSessions,
  createSignInLinks,
  createStaffLanguage,
} from '../../adapters/mongo/panel/sessions.ts';
import type { Rabbit } from '../../adapters/rabbit/connect.ts';
import { defaultCompany } from '../../core/shared/company.ts';
import type { RoleParts } from '../../runtime/role.ts';
import type { BookingCommands } from '../ports.ts';
import { createVisitors } from '../security/visitors.ts';
import { createPanelHandlers } from './handlers/index.ts';
import { Bell } from './live/bell.ts';
import type { PanelDeps } from './router.tsx';

export type PanelNeighbours = {
  readonly db: Db;
  readonly rabbit: Rabbit;
  readonly commands: BookingCommands;
  /** By the clock people live by: in the sandbox it may be ahead. */
  readonly clock: () => Promise<number>;
};

/** Introduces the panel to its neighbours. */
export function assemblePanel(
  parts: RoleParts,
  { db, rabbit, commands, clock }: PanelNeighbours,
): Omit<PanelDeps, 'failed'> {
  const bell = new Bell();
  parts.beside(rabbit.listen({ patterns: ['booking.*', 'slot.changed'], heard: () => bell.ring() }));
  const sessions = createSessions(db);
  const handlers = createPanelHandlers({
    sessions,
    links: createSignInLinks(db),
    language: createStaffLanguage(db),
    report: () => parts.board.report(),
    now: Date.now,
    clock,
    reader: createPanelReader(db),
    commands,
    auditLog: createAuditReader(db),
    audit: createAuditWriter(db),
    dead: createDeadMessages(db),
    sendBack: rabbit.sendBack,
    house: defaultCompany,
  });
  return { handlers, visitorOf: createVisitors(sessions, Date.now), bell };
}
