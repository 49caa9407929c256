import type { Act, ActOfEdit, Values } from '../../core/audit/act.ts';
import type { AuditWriter } from '../ports.ts';
import { type Asked, companyOf } from './handler.ts';

type What = Pick<Act, 'what' | 'target' | 'title' | 'before' | 'after'>;
type AnyAsked = Pick<Asked<'addUser'>, 'initiated_by' | 'trace_id' | 'company' | 'caller' | 'operation'>;

/** A line in the audit log: who asked, by which token. The same key is the same line. */
export const note = (audit: AuditWriter, asked: AnyAsked, act: What): Promise<void> =>
  audit.write({
    ...actOf(asked, act),
    ...(asked.operation === undefined ? {} : { key: asked.operation }),
  });

/** The same line for an edit that goes on by itself: it is written where the edit is made. */
export const actOf = (asked: AnyAsked, act: What): ActOfEdit => ({
  ...act,
  company_id: companyOf(asked),
  by: asked.initiated_by,
  trace_id: asked.trace_id,
  // The system's own token has no row to be looked up.
  ...(asked.company === null ? {} : { token_id: asked.caller }),
});

/** As people read it; of a list or a group of fields as it is written. */
export const readable = (fields: object): Values =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]: [string, unknown]) => [
      name,
      isPlain(value) ? value : JSON.stringify(value),
    ]),
  );

const isPlain = (value: unknown): value is Values[string] =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);

/** The same fields as they were. */
export const before = (all: object, edit: object): Values =>
  readable(Object.fromEntries(Object.entries(all).filter(([name]) => name in edit)));
