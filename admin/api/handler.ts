import type { AnswerOf, BodyOf, ParamsOf, QueryOf, RouteName } from '../../contracts/api/routes.ts';
import type { Scope } from '../../contracts/api/scopes.ts';
import type { InitiatedBy } from '../../core/booking/words.ts';
import { defaultCompany } from '../../core/shared/company.ts';
import type { Reply } from './reply.ts';

export type Asked<Name extends RouteName> = {
  readonly params: ParamsOf<Name>;
  readonly query: QueryOf<Name>;
  readonly body: BodyOf<Name>;
  readonly trace_id: string;
  readonly initiated_by: InitiatedBy;
  /** Of the token. */
  readonly caller: string;
  /** null: the system itself, which serves every company. */
  readonly company: string | null;
  readonly may: (scope: Scope) => boolean;
  /** From `Idempotency-Key`: the same for the same caller, route and key, and for nothing else. */
  readonly operation: string | undefined;
};

/** Answers one route. Safe to call twice: a key protects those who send one, not everybody does. */
export type Handler<Name extends RouteName> = (asked: Asked<Name>) => Promise<Reply<AnswerOf<Name>>>;
export type Handlers = { readonly [Name in RouteName]: Handler<Name> };

/** What the system itself keeps belongs to this company. */
export const companyOf = ({ company }: { readonly company: string | null }): string =>
  company ?? defaultCompany;

/** Whether it is the system itself, or a program of the company that runs it: what the bot hands over is of people of every company. */
export const isHouse = (company: string | null): boolean => company === null || company === defaultCompany;
