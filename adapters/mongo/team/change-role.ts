import type { Db, Filter } from 'mongodb';
import type { Team } from '../../../admin/panel/ports/team.ts';
import type { UserId } from '../../../core/shared/ids.ts';
import { roleChange, type StaffRole, staffRoles } from '../../../core/staff/role-change.ts';
import { collections } from '../collections.ts';
import type { CompanyDoc, StaffChangeDoc } from '../documents/company.ts';
import type { UserDoc } from '../documents/user.ts';
import { oid } from '../ids.ts';

/** Others change the staff at the same time; nobody does so often. */
const tries = 30;

/**
 * Decided and noted in one update of the company's document, which fails if the staff changed since it was looked at; then
 * done. So two admins who demote each other at once cannot both succeed, and a crash in between loses nothing.
 */
export async function changeRole(
  db: Db,
  company: string,
  user: UserId,
  to: StaffRole | null,
): ReturnType<Team['change']> {
  const { companies, users } = collections(db);
  const _id = oid(user);
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const seen = await companyOf(db, company);
    if (seen.staff_change) {
      await carryOut(db, company, seen.staff_change);
      continue;
    }
    const person = await users.findOne({ _id, company_id: company, erased_at: { $exists: false } });
    const from = staffRoles.find((role) => person?.roles.includes(role));
    if (!person || !from) return 'gone';
    const admins = await users.countDocuments({ ...adminsOf, company_id: company });
    const verdict = roleChange(from, to, admins);
    if (verdict !== 'fine') return verdict;
    const change = { user_id: _id, roles: rolesWith(person.roles, to), rev: (seen.staff_rev ?? 0) + 1 };
    const decided = await companies.updateOne(unchangedSince(seen), {
      $set: { staff_change: change, staff_rev: change.rev },
    });
    if (decided.modifiedCount === 0) continue;
    await carryOut(db, company, change);
    return 'changed';
  }
  throw new Error(`the staff of ${company} kept changing`);
}

const adminsOf: Filter<UserDoc> = { roles: 'admin', erased_at: { $exists: false } };

async function companyOf(db: Db, company: string): Promise<CompanyDoc> {
  const { companies } = collections(db);
  const made = { name: '', created_at: new Date() };
  await companies.updateOne({ _id: company }, { $setOnInsert: made }, { upsert: true });
  const found = await companies.findOne({ _id: company });
  if (!found) throw new Error(`the company ${company} was there a moment ago`);
  return found;
}

const unchangedSince = ({ _id, staff_rev }: CompanyDoc): Filter<CompanyDoc> => ({
  _id,
  staff_change: null,
  staff_rev: staff_rev ?? { $exists: false },
});

/** Somebody may be a candidate besides. */
const rolesWith = (roles: UserDoc['roles'], to: StaffRole | null): UserDoc['roles'] => [
  ...roles.filter((role) => role === 'candidate'),
  ...(to === null ? [] : [to]),
];

/** Safe twice and late: a newer change of the same person is not undone. */
async function carryOut(db: Db, company: string, { user_id, roles, rev }: StaffChangeDoc): Promise<void> {
  const { companies, users, sessions, signInLinks } = collections(db);
  const older = { $or: [{ staff_rev: { $exists: false } }, { staff_rev: { $lt: rev } }] };
  const done = await users.updateOne({ _id: user_id, ...older }, { $set: { roles, staff_rev: rev } });
  if (done.modifiedCount === 1 && !staffRoles.some((role) => roles.includes(role))) {
    const at = new Date();
    await sessions.updateMany({ user_id, ended_at: null }, { $set: { ended_at: at } });
    await signInLinks.updateMany({ user_id, used_at: null }, { $set: { used_at: at } });
  }
  await companies.updateOne({ _id: company, 'staff_change.rev': rev }, { $set: { staff_change: null } });
}
