import { randomUUID } from 'node:crypto';
import { type Db, ObjectId } from 'mongodb';
import type { AuditWriter } from '../../../admin/ports.ts';
import { type Act, difference, isAboutPerson, type Subject } from '../../../core/audit/act.ts';
import { isObjectId } from '../../../core/shared/ids.ts';
import { collections } from '../collections.ts';
import type { ActDoc } from '../documents/act.ts';
import { inserted } from '../errors.ts';

export const createAuditWriter = (db: Db): AuditWriter => ({ write: (act) => writeAct(db, act) });

/** Append only; what changed nothing is no line. */
async function writeAct(db: Db, act: Act): Promise<void> {
  const { before, after } = difference(act.before ?? {}, act.after ?? {});
  const changes = Object.keys(before).length + Object.keys(after).length;
  if (changes === 0 && (act.before || act.after)) return;
  const row: ActDoc = {
    _id: `${act.key ?? randomUUID()}:${act.what}:${act.target}`,
    kind: 'act',
    subject: act.what.slice(0, act.what.indexOf('.')) as Subject,
    what: act.what,
    target: act.target,
    title: act.title ?? null,
    ...(isAboutPerson(act.what) && isObjectId(act.target) ? { user_id: new ObjectId(act.target) } : {}),
    company_id: act.company_id,
    before,
    after,
    reason: act.reason ?? null,
    initiated_by: act.by,
    token_id: act.token_id ?? null,
    trace_id: act.trace_id,
    at: new Date(),
  };
  await inserted(() => collections(db).acts.insertOne(row));
}
