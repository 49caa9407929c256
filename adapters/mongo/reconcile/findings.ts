import type { Collection, Db, Filter } from 'mongodb';
import type { DueQuery, Finding, Findings } from '../../../activities/reconcile/ports.ts';
import type { Damage, DamageKind } from '../../../core/damage/words.ts';
import { collections } from '../collections.ts';
import type { FindingDoc } from '../documents/finding.ts';
import { isDuplicateKey } from '../errors.ts';
import { asBookingId, asEventId, asSlotId, asUserId, oid } from '../ids.ts';
import type { Index } from '../indexes.ts';

export const findingIndexes: readonly Index[] = [
  {
    collection: 'reconcile_findings',
    keys: { event_id: 1, user_id: 1 },
    options: { name: 'findings_of_person' },
    guards: 'repairing one person reads every finding',
  },
];

const perWrite = 500;

export function createFindings(db: Db): Findings {
  const { findings } = collections(db);
  return {
    async note(pass, damages, now) {
      for (let from = 0; from < damages.length; from += perWrite)
        await noteSome(findings, pass, damages.slice(from, from + perWrite), new Date(now));
    },
    async forgetOthers(pass, begun) {
      await findings.deleteMany({ last_pass: { $ne: pass }, last_seen: { $lt: new Date(begun) } });
    },
    async counts() {
      const rows = await findings
        .aggregate<{ _id: DamageKind; count: number }>([{ $group: { _id: '$kind', count: { $sum: 1 } } }])
        .toArray();
      return rows.map(({ _id: kind, count }) => ({ kind, count }));
    },
    stubborn: (repairs) => findings.countDocuments({ repairs: { $gte: repairs } }),
    async terminated() {
      const rows = await findings.find({ terminated: true }).toArray();
      return rows.flatMap(({ event_id, user_id }) =>
        user_id ? [{ event_id: asEventId(event_id), user_id: asUserId(user_id) }] : [],
      );
    },
    async due(query, after, limit) {
      const from = after === null ? {} : { _id: { $gt: after } };
      const rows = await findings
        .find({ ...dueFilter(query), ...from })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray();
      return rows.map(finding);
    },
    async dueOf(query, { event_id, user_id }) {
      const theirs = { ...dueFilter(query), event_id: oid(event_id), user_id: oid(user_id) };
      return (await findings.find(theirs).toArray()).map(finding);
    },
    async acted(pass, done) {
      for (const { key, again } of done)
        await findings.updateOne(
          { _id: key, repaired_pass: { $ne: pass } },
          { $set: { repaired_pass: pass, again_at: new Date(again) }, $inc: { repairs: 1 } },
        );
    },
  };
}

/** A pass counts once for each damage, however often its step is repeated. */
async function noteSome(
  findings: Collection<FindingDoc>,
  pass: string,
  damages: readonly Damage[],
  now: Date,
): Promise<void> {
  const keys = damages.map((one) => one.key);
  const known = await findings.find({ _id: { $in: keys } }, { projection: { _id: 1 } }).toArray();
  const old = new Set(known.map((one) => one._id));
  const seen = { last_seen: now, last_pass: pass };
  const again = damages.filter((one) => old.has(one.key));
  if (again.length > 0)
    await findings.bulkWrite(
      again.map((one) => ({
        updateOne: {
          filter: { _id: one.key, last_pass: { $ne: pass } },
          update: { $set: { ...seen, terminated: one.terminated === true }, $inc: { passes: 1 } },
        },
      })),
      { ordered: false },
    );
  const fresh = damages.filter((one) => !old.has(one.key)).map((one) => findingDoc(one, pass, now));
  if (fresh.length === 0) return;
  try {
    await findings.insertMany(fresh, { ordered: false });
  } catch (error) {
    // Another pass noted it in the same moment.
    if (!isDuplicateKey(error)) throw error;
  }
}

const findingDoc = (damage: Damage, pass: string, now: Date): FindingDoc => ({
  _id: damage.key,
  kind: damage.kind,
  event_id: oid(damage.event_id),
  user_id: damage.user_id && oid(damage.user_id),
  booking_id: damage.booking_id ? oid(damage.booking_id) : null,
  slot_id: damage.slot_id ? oid(damage.slot_id) : null,
  change_id: damage.change_id ?? null,
  terminated: damage.terminated === true,
  first_seen: now,
  last_seen: now,
  last_pass: pass,
  passes: 1,
  repairs: 0,
  repaired_pass: null,
  again_at: null,
});

const dueFilter = ({ pass, before, now, kinds }: DueQuery): Filter<FindingDoc> => ({
  kind: { $in: [...kinds] },
  last_pass: pass,
  passes: { $gte: 2 },
  first_seen: { $lte: new Date(before) },
  repaired_pass: { $ne: pass },
  $or: [{ again_at: null }, { again_at: { $lte: new Date(now) } }],
});

const finding = (doc: FindingDoc): Finding => ({
  key: doc._id,
  kind: doc.kind,
  event_id: asEventId(doc.event_id),
  user_id: doc.user_id && asUserId(doc.user_id),
  ...(doc.booking_id ? { booking_id: asBookingId(doc.booking_id) } : {}),
  ...(doc.slot_id ? { slot_id: asSlotId(doc.slot_id) } : {}),
  ...(doc.change_id ? { change_id: doc.change_id } : {}),
  terminated: doc.terminated,
  passes: doc.passes,
  repairs: doc.repairs,
});
