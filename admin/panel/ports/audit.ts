import type { Actor, Subject, Values } from '../../../core/audit/act.ts';
import type { UserId } from '../../../core/shared/ids.ts';
import type { Page } from './page.ts';

export type AuditQuery = {
  /** Who did it; `system`: nobody, it happened by itself or a program asked for it. */
  readonly person: UserId | 'system' | undefined;
  readonly subject: Subject | undefined;
  /** "2026-11-26", in Moscow. */
  readonly day: string | undefined;
  /** Where the page before this one ended. */
  readonly after: string | undefined;
};
export type AuditRow = {
  readonly id: string;
  readonly at: number;
  /** `name` of the person, `program` of the token: as they are called today. */
  readonly by: Actor & { readonly name: string; readonly program: string | null };
  readonly subject: Subject;
  readonly verb: string;
  readonly target: string;
  /** What people call what was changed; empty where that is not known any more. */
  readonly title: string;
  readonly before: Values;
  readonly after: Values;
  readonly reason: string | null;
  readonly trace_id: string;
};
export type AuditPerson = { readonly user_id: UserId; readonly name: string };

export type AuditReader = {
  /** The newest first, of one company. */
  page(company: string, query: AuditQuery, most: number): Promise<Page<AuditRow>>;
  /** Whom one can ask about: those who can change something. */
  people(company: string): Promise<readonly AuditPerson[]>;
};
