import { type Db, ObjectId } from 'mongodb';
import type { Change, RowKind } from '../../../admin/panel/ports/imports.ts';
import type { ImportedPerson, ReadRow, RowFault } from '../../../core/people/import-row.ts';
import { collections } from '../collections.ts';
import type { UserDoc } from '../documents/user.ts';

type Row = ReadRow & { readonly twin?: number };
type Verdict = {
  readonly kind: RowKind;
  readonly faults: readonly RowFault[];
  readonly user_id: ObjectId | null;
  readonly changes: readonly Change[];
};
export type Compared = Verdict & { readonly row: Row };

const wrong = (...faults: readonly RowFault[]): Verdict => ({
  kind: 'wrong',
  faults,
  user_id: null,
  changes: [],
});

/** What each row would do to those who are known, without doing it. One question to the database for all of them. */
export async function compare(db: Db, company: string, rows: readonly Row[]): Promise<Compared[]> {
  const people = rows.flatMap((row) => ('person' in row ? [row.person] : []));
  const known = await knownAmong(db, company, people);
  return rows.map((row) =>
    'person' in row ? { row, ...verdictOn(row.person, company, known) } : { row, ...wrong(...row.faults) },
  );
}

/** A question for each way of being known, so that each has its index. */
async function knownAmong(db: Db, company: string, people: readonly ImportedPerson[]): Promise<UserDoc[]> {
  const { users } = collections(db);
  const here = { company_id: company };
  const accounts = people.flatMap((one) => one.telegram_id ?? []);
  const phones = people.flatMap((one) => one.phone ?? []);
  const usernames = people.flatMap((one) => one.username?.toLowerCase() ?? []);
  const names = people.filter(isByName).map((one) => one.first_name ?? null);
  const [owners, ...others] = await Promise.all([
    // Of all companies: an account is one person's, wherever.
    accounts.length > 0 ? users.find({ telegram_id: { $in: accounts } }).toArray() : [],
    phones.length > 0 ? users.find({ ...here, phone: { $in: phones } }).toArray() : [],
    usernames.length > 0 ? users.find({ ...here, username_key: { $in: usernames } }).toArray() : [],
    names.length > 0 ? users.find({ ...here, first_name: { $in: names } }).toArray() : [],
  ]);
  // Weighed here: as a part of the question it costs the embedded engine its index.
  const there = [...owners, ...others.flat().filter((one) => one.erased_at === undefined)];
  return [...new Map(there.map((one) => [one._id.toHexString(), one])).values()];
}

/** Nothing else is said of them that anybody is known by. */
export const isByName = ({ telegram_id, phone, username }: ImportedPerson): boolean =>
  telegram_id === undefined && phone === undefined && username === undefined;

const same = (one: string | null | undefined, other: string | null | undefined): boolean =>
  (one ?? '').toLowerCase() === (other ?? '').toLowerCase();

function verdictOn(person: ImportedPerson, company: string, known: readonly UserDoc[]): Verdict {
  const owner = known.find(
    (one) => person.telegram_id !== undefined && one.telegram_id === person.telegram_id,
  );
  if (owner && (owner.company_id !== company || owner.erased_at)) return wrong('elsewhere');
  const here = known.filter((one) => one.company_id === company);
  const found = owner ? [owner] : matches(person, here);
  if (found.length > 1) return wrong('ambiguous');
  const [one] = found;
  if (!one) return { kind: 'new', faults: [], user_id: new ObjectId(), changes: [] };
  if (!one.roles.includes('candidate')) return wrong('staff');
  if (person.telegram_id !== undefined && one.telegram_id !== null && one.telegram_id !== person.telegram_id)
    return wrong('other_account');
  const changes = changesTo(one, person);
  return { kind: changes.length > 0 ? 'changed' : 'unchanged', faults: [], user_id: one._id, changes };
}

/** By the surest thing the row has that anybody is known by. */
function matches(person: ImportedPerson, here: readonly UserDoc[]): readonly UserDoc[] {
  const { phone, username, first_name, last_name } = person;
  const byPhone = here.filter((one) => phone !== undefined && one.phone === phone);
  if (byPhone.length > 0) return byPhone;
  const byUsername = here.filter((one) => username !== undefined && same(one.username, username));
  if (byUsername.length > 0 || !isByName(person)) return byUsername;
  return here.filter((one) => same(one.first_name, first_name) && same(one.last_name, last_name));
}

const fields = ['telegram_id', 'username', 'first_name', 'last_name', 'phone', 'lang'] as const;

/** What a row leaves empty it does not change. */
const changesTo = (one: UserDoc, person: ImportedPerson): Change[] =>
  fields.flatMap((field) => {
    const [from, to] = [one[field], person[field]];
    const alike = field === 'username' ? same(one.username, person.username) : from === to;
    return to === undefined || alike ? [] : [{ field, from: `${from ?? ''}`, to: `${to}` }];
  });
