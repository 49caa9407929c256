import { ObjectId } from 'mongodb';
import { expect, test } from 'vitest';
import { longTime } from '../../../../core/time/people.ts';
import type { Client } from './board.ts';
import type { StaffMember } from './cast.ts';
import { judge, type Seen } from './check.ts';
import { type Fact, type Row, whoDid } from './facts.ts';

// The checker of the kills, shown what it must find.

const at = Date.parse('2026-11-26T11:00:00Z');
const [anna, olga, sergei, vera] = ['anna', 'olga', 'sergei', 'vera'];
const member = (userId: string, role: StaffMember['role'], hears: StaffMember['hears'] = 'instant') =>
  ({ name: userId, role, hears, person: { userId } }) as StaffMember;
// The checker asks only whether they are there.
const telegram = {} as NonNullable<Client['telegram']>;
const online = {} as NonNullable<Client['online']>;
const place = (slot: string, hour: number) => ({ slot, at: at + hour * 3_600_000 });
const [s1, s2, s3] = [place('s1', 0), place('s2', 1), place('s3', 2)];
const fact = (type: string, rev: number, change: Partial<Fact> = {}): Fact => ({
  type,
  booking: 'b',
  rev,
  client: anna,
  by: anna,
  reason: null,
  old: null,
  new: null,
  ...change,
});
const created = fact('booking.created', 1, { new: s1 });
const time = (to: typeof s1) => longTime(to.at, 'en');
const card = `📅 New booking K1\n\n👤 Anna\n🕐 ${time(s1)}`;
const moved = (from: typeof s1, to: typeof s1) =>
  `🔁 Booking K1 is moved\n\n👤 Anna\nBefore: ${time(from)} · Office\nNow: ${time(to)} · Office`;
const row = (user: string, of: Fact, change: Partial<Row> = {}): Row => ({
  key: `notify:${of.type}:b:${of.rev}:admin:${user}`,
  user,
  what: 'notify',
  state: 'sent',
  resent: 0,
  claimedAt: 100,
  settledAt: 200,
  inBrowser: false,
  ...change,
});

type Given = {
  readonly facts?: readonly Fact[];
  readonly said?: Readonly<Record<string, readonly string[]>>;
  readonly ledger?: readonly Row[];
  readonly kept?: number;
  readonly killedAt?: number;
  readonly staff?: readonly StaffMember[];
  readonly clients?: readonly Client[];
};
function verdict({ facts = [created], said = {}, ledger = [], kept = 0, killedAt, staff, clients }: Given) {
  const seen: Seen = {
    books: {
      facts,
      leads: new Map([
        ['s1', sergei],
        ['s2', vera],
        ['s3', vera],
      ]),
      ledger,
      kept,
    },
    staff: staff ?? [member(olga, 'admin'), member(sergei, 'specialist'), member(vera, 'specialist')],
    clients: clients ?? [{ name: 'Anna', userId: anna, telegram: null, online: null }],
    kills:
      killedAt === undefined
        ? []
        : [{ at: killedAt, name: 'the worker dies', parts: ['worker'], reached: true }],
    said: new Map(Object.entries(said)),
  };
  return judge(seen);
}

test('everybody was told once: no fault, two told', () => {
  expect(verdict({ said: { olga: [card], sergei: [card] } })).toMatchObject({
    faults: [],
    owed: 2,
    told: 2,
    dropped: 0,
    doubled: 0,
  });
});

test('a digest tells as much as messages of their own', () => {
  const digest = `🗞 What has happened: 2 changes\n\n• 📅 new booking · Anna · ${time(s1)}\n• ❌ cancelled · Boris · ${time(s1)}`;
  const staff = [member(olga, 'admin', 'hourly')];
  expect(verdict({ staff, said: { olga: [digest] } }).faults).toEqual([
    `olga was told, with nothing to explain it: cancelled | Boris | ${time(s1)}`,
  ]);
});

test('a message that is missing is found, and so is one to somebody whom it does not concern', () => {
  expect(verdict({ said: { olga: [card], vera: [card] } }).faults).toEqual([
    expect.stringContaining('sergei was not told of booking.created rev 1 of Anna'),
    expect.stringContaining('vera was told, with nothing to explain it'),
  ]);
});

test('a doubled message is a fault, unless its row says that it was sent again and a worker was lost in between', () => {
  const said = { olga: [card, card], sergei: [card] };
  expect(verdict({ said, ledger: [row(olga, created)] }).faults).toHaveLength(1);
  const ledger = [row(olga, created, { resent: 1 })];
  expect(verdict({ said, ledger }).faults).toEqual([expect.stringContaining('no worker was lost')]);
  expect(verdict({ said, ledger, killedAt: 150 })).toMatchObject({
    faults: [],
    unknown: 1,
    late: 0,
    doubled: 1,
  });
});

test('a worker that lives may send again what had no answer for as long as it waits, and no sooner', () => {
  const said = { olga: [card, card], sergei: [card] };
  const settled = (settledAt: number) => [row(olga, created, { resent: 1, settledAt })];
  expect(verdict({ said, ledger: settled(100 + 9_999) }).faults).toHaveLength(1);
  expect(verdict({ said, ledger: settled(100 + 10_000) })).toMatchObject({
    faults: [],
    unknown: 1,
    late: 1,
    doubled: 1,
  });
});

test('what a browser shows speaks to whoever is booked', () => {
  const clients = [{ name: 'Anna', userId: anna, telegram: null, online }];
  const facts = [
    created,
    fact('booking.rescheduled', 2, { by: 'pavel', old: s1, new: s2 }),
    fact('booking.reminder', 3, { by: null, new: s2 }),
    fact('booking.cancelled', 4, { by: 'pavel', old: s2 }),
  ];
  const [first, second] = [time(s1), time(s2)];
  const told = [
    `Your interview is booked.\n\nWhen: ${first}\nWhere: Office`,
    `Your interview was moved to ${second}.\n\nIt was: ${first} · Office\nWhere: Office`,
    `A reminder of your interview: ${second}.\n\nWhere: Office`,
    `The organiser has cancelled your interview.\n\nIt was: ${second} · Office\n\nA new one can be chosen on your page.`,
  ];
  expect(verdict({ facts, clients, staff: [], said: { anna: told } })).toMatchObject({ faults: [], told: 4 });
  expect(verdict({ facts, clients, staff: [], said: { anna: told.slice(0, 3) } }).faults).toEqual([
    expect.stringContaining('Anna was not told of booking.cancelled rev 4'),
  ]);
  expect(verdict({ facts, clients, staff: [], said: { anna: [...told, told[0] ?? ''] } }).faults).toEqual([
    expect.stringContaining('Anna was told, with nothing to explain it: created'),
  ]);
});

test('a candidate with Telegram hears what others did to their booking, not what they did themselves', () => {
  const clients = [{ name: 'Anna', userId: anna, telegram, online: null }];
  const cancelled = fact('booking.cancelled', 2, { by: 'pavel', old: s1 });
  const words = 'The organiser cancelled your booking. For questions use /contact.';
  const of = (facts: readonly Fact[], said: readonly string[], ledger: readonly Row[] = []) =>
    verdict({ facts, clients, staff: [], said: { anna: said }, ledger }).faults;
  expect(of([created, cancelled], [words])).toEqual([]);
  expect(of([created, cancelled], [])).toEqual([expect.stringContaining('Anna has 0 of 1 messages')]);
  expect(of([created, cancelled], [words, words])).toEqual([expect.stringContaining('has 2 messages')]);
  expect(of([created, { ...cancelled, by: anna }], [])).toEqual([]);
  // Two calls without an answer: no third is made.
  const unknown = row(anna, cancelled, { state: 'unknown', resent: 1, settledAt: 50_000 });
  expect(of([created, cancelled], [], [unknown])).toEqual([]);
});

test('a tap is the candidate’s own doing, though the journal does not name them', () => {
  const user_id = new ObjectId();
  const by = (role: 'candidate' | 'system', id: string | null) =>
    whoDid({ user_id, initiated_by: { user_id: id, role, channel: 'tg_bot' } });
  expect(by('candidate', null)).toBe(user_id.toHexString());
  expect(by('candidate', olga)).toBe(olga);
  expect(by('system', null)).toBeNull();
});

test('what is told of a booking by a newer message need not be told by an older one; an outcome is no such message', () => {
  const clients = [{ name: 'Anna', userId: anna, telegram, online: null }];
  const byStaff = { ...created, by: 'pavel' };
  const of = (facts: readonly Fact[]) => verdict({ facts, clients, staff: [], said: {} }).faults;
  expect(of([byStaff, fact('booking.rescheduled', 2, { old: s1, new: s2 })])).toEqual([]);
  expect(of([byStaff, fact('booking.done', 2, { by: null, old: s1, new: s1 })])).toEqual([
    expect.stringContaining('Anna has 0 of 1 messages that say /Your interview is booked/'),
  ]);
});

test('what a later revision made untrue may be left out, and nothing else', () => {
  const first = fact('booking.rescheduled', 2, { by: 'pavel', old: s1, new: s2 });
  const second = fact('booking.rescheduled', 3, { by: 'pavel', old: s2, new: s3 });
  const all = [moved(s1, s2), moved(s2, s3)];
  const facts = [first, second];
  expect(verdict({ facts, said: { olga: all.slice(1), vera: all, sergei: all.slice(0, 1) } })).toMatchObject({
    faults: [],
    dropped: 1,
    told: 4,
  });
  // Whoever led the first time is named by no later change: they would go on expecting Anna.
  expect(verdict({ facts, said: { olga: all, vera: all } }).faults).toEqual([
    expect.stringContaining('sergei was not told of booking.rescheduled rev 2'),
  ]);
  expect(
    verdict({ facts, said: { olga: all.slice(0, 1), vera: all, sergei: all.slice(0, 1) } }).faults,
  ).toEqual([expect.stringContaining('olga was not told of booking.rescheduled rev 3')]);
});

test('who is moved and moved back is told of the way back by a digest, and the way there may be left out', () => {
  const facts = [
    created,
    fact('booking.rescheduled', 2, { old: s1, new: s2 }),
    fact('booking.rescheduled', 3, { old: s2, new: s1 }),
  ];
  const staff = [member(olga, 'admin', 'hourly'), member(sergei, 'specialist', 'hourly')];
  const digest = `🗞 What has happened: 1\n\n• 🔁 moved · Anna · ${time(s1)}`;
  const both = { facts, staff, said: { olga: [digest], sergei: [digest] } };
  expect(verdict(both)).toMatchObject({ faults: [], told: 2, dropped: 4 });
  const never = verdict({ ...both, said: { olga: [digest], sergei: [] } });
  expect(never.faults).toEqual([expect.stringContaining('sergei was not told of booking.rescheduled rev 3')]);
});

test('whom a move left late reads where it went by then, and nothing else', () => {
  const facts = [
    fact('booking.rescheduled', 2, { old: s1, new: s2 }),
    fact('booking.rescheduled', 3, { old: s2, new: s3 }),
  ];
  const staff = [member(sergei, 'specialist')];
  const of = (text: string) => verdict({ facts, staff, said: { sergei: [text] } }).faults;
  expect(of(moved(s1, s2))).toEqual([]);
  expect(of(moved(s1, s3))).toEqual([]);
  expect(of(moved(s2, s3))).toHaveLength(2);
});

test('whom a move left may read of the end instead, and as of the time they led', () => {
  const gone = [
    fact('booking.rescheduled', 2, { by: 'pavel', old: s1, new: s2 }),
    fact('booking.cancelled', 3, { by: 'pavel', old: s2 }),
  ];
  const staff = [member(sergei, 'specialist')];
  const cancelled = (at: typeof s1) => `❌ Booking K1 is cancelled\n\n👤 Anna\n🕐 ${time(at)}`;
  const of = (facts: readonly Fact[], text: string) =>
    verdict({ facts, staff, said: { sergei: [text] } }).faults;
  expect(of(gone, cancelled(s1))).toEqual([]);
  expect(of(gone, cancelled(s2))).toHaveLength(2);
  expect(of(gone.slice(0, 1), cancelled(s1))).toHaveLength(2);
});

test('a list of the day comes as often as the ledger says', () => {
  const staff = [member(olga, 'admin')];
  const list = '🏁 No outcome yet: 2 interviews';
  const ledger = [row(olga, created, { key: `notice:chase:${olga}`, what: 'notice:chase:admin' })];
  const of = (said: readonly string[]) => verdict({ facts: [], staff, said: { olga: said }, ledger }).faults;
  expect(of([list])).toEqual([]);
  expect(of([])).toEqual(['olga has 0 messages of notice:chase, and the ledger 1']);
  expect(of([list, list])).toEqual(['olga has 2 messages of notice:chase, and the ledger 1']);
});

test('what is still kept, stands twice in the ledger or has no end there is found', () => {
  const said = { olga: [card], sergei: [card] };
  expect(verdict({ said, kept: 1 }).faults).toEqual(['1 notices are still kept']);
  const other = row(olga, created, { key: `notify:${created.type}:b:1:specialist:${olga}` });
  expect(verdict({ said, ledger: [row(olga, created), other] }).faults).toEqual([
    expect.stringContaining('two rows'),
  ]);
  expect(verdict({ said, ledger: [row(olga, created, { state: 'claimed' })] }).faults).toHaveLength(1);
});
