import type { Kill } from '../../../support/kills/lost.ts';
import { isCutOff, unexplained, wasUnknown } from '../../../support/kills/unknown.ts';
import type { Client } from './board.ts';
import type { StaffMember } from './cast.ts';
import type { Books, Fact, Row } from './facts.ts';
import { paired } from './pairing.ts';
import { hearersOf, isSuperseded, mayBeDropped, ownMessage } from './rule.ts';
import { lines, toldIn, toldToThemselves } from './told.ts';

export type Seen = {
  readonly books: Books;
  readonly staff: readonly StaffMember[];
  readonly clients: readonly Client[];
  readonly kills: readonly Kill[];
  /** Every message somebody was sent, by their id. */
  readonly said: ReadonlyMap<string, readonly string[]>;
};
export type Verdict = {
  readonly faults: readonly string[];
  readonly facts: number;
  /** Messages owed to somebody, and what became of them. */
  readonly owed: number;
  readonly told: number;
  readonly dropped: number;
  /** Rows whose outcome nobody knew; those of them whose process lived, and had no answer in time. */
  readonly unknown: number;
  readonly late: number;
  /** What of it the person has twice. */
  readonly doubled: number;
};

type Tally = {
  faults: string[];
  owed: number;
  told: number;
  dropped: number;
  doubled: number;
};

/** Every person's messages against what the journal says they have to hear. */
export function judge(seen: Seen): Verdict {
  const tally: Tally = { faults: [], owed: 0, told: 0, dropped: 0, doubled: 0 };
  for (const hearer of hearersIn(seen)) judgeHearer(seen, hearer, tally);
  for (const client of seen.clients) if (client.telegram) judgeCandidate(seen, client, tally);
  const unknown = seen.books.ledger.filter(wasUnknown);
  tally.faults.push(
    ...faultsOfLedger(seen),
    ...faultsOfLists(seen),
    ...unknown.flatMap((row) => unexplained(row, seen.kills)),
  );
  const late = unknown.filter((row) => !isCutOff(row, seen.kills)).length;
  return { ...tally, facts: seen.books.facts.length, unknown: unknown.length, late };
}

type Hearer = {
  readonly id: string;
  readonly name: string;
  readonly hears: StaffMember['hears'];
  readonly told: (text: string) => readonly string[];
};

const hearersIn = ({ staff, clients }: Seen): readonly Hearer[] => [
  ...staff.map(({ name, hears, person }) => ({ id: person.userId, name, hears, told: toldIn })),
  ...clients.flatMap(({ name, userId, online }) => {
    const told = (text: string) => toldToThemselves(text, name);
    return online ? [{ id: userId, name, hears: 'instant' as const, told }] : [];
  }),
];

function judgeHearer(seen: Seen, hearer: Hearer, tally: Tally): void {
  const { books, staff, clients, said } = seen;
  const admins = staff.filter(({ role }) => role === 'admin').map(({ person }) => person.userId);
  const online = new Set(clients.flatMap((one) => (one.online ? [one.userId] : [])));
  const owed = books.facts.filter((fact) =>
    hearersOf(fact, { admins, online, leads: books.leads }).includes(hearer.id),
  );
  const heard = hearer.hears === 'off' ? [] : owed;
  // What was moved there and back reads as it did before: a line goes to whom it has to be told before it goes to whom it may.
  const [may, must] = partition(heard, (fact) =>
    mayBeDropped(fact, hearer.id, laterThan(fact, books), books.leads),
  );
  // What is there once more must have been sent once more, and counted.
  const again = heard.filter((fact) => isResent(fact, hearer, seen));
  const claims = [...must, ...may, ...again];
  const { served, left } = paired(
    claims.map((fact) => waysFor(fact, hearer, seen)),
    (said.get(hearer.id) ?? []).flatMap(hearer.told),
  );
  tally.owed += heard.length;
  tally.told += served.slice(0, heard.length).filter(Boolean).length;
  tally.doubled += served.slice(heard.length).filter(Boolean).length;
  tally.dropped += may.filter((_fact, at) => !served[must.length + at]).length;
  for (const [at, fact] of must.entries())
    if (!served[at] && rowOf(fact, hearer.id, books)?.state !== 'unknown')
      tally.faults.push(`${hearer.name} was not told of ${nameOf(fact, clients)}`);
  for (const line of left) tally.faults.push(`${hearer.name} was told, with nothing to explain it: ${line}`);
}

function partition<T>(all: readonly T[], fits: (one: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [all.filter(fits), all.filter((one) => !fits(one))];
}

const laterThan = ({ booking, rev }: Fact, { facts }: Books): readonly Fact[] =>
  facts.filter((one) => one.booking === booking && one.rev > rev);

const rowOf = ({ type, booking, rev }: Fact, user: string, { ledger }: Books): Row | undefined =>
  ledger.find((row) => row.user === user && row.key.includes(`${type}:${booking}:${rev}:`));

/** By its own row, by the row of a digest, or to a browser, whose ledger does not count the calls. */
function isResent(fact: Fact, { id, hears }: Hearer, { books, kills }: Seen): boolean {
  const own = rowOf(fact, id, books);
  if (own && (own.inBrowser ? unexplained(own, kills).length === 0 : own.resent > 0)) return true;
  return (
    hears === 'hourly' &&
    books.ledger.some(
      ({ user, what, resent }) => user === id && what.startsWith('notice:held:') && resent > 0,
    )
  );
}

const newsOf: Readonly<Record<string, string>> = {
  'booking.created': 'created',
  'booking.cancelled': 'cancelled',
  'booking.unbooked': 'unbooked',
  'booking.reminder': 'reminder',
  'booking.done': 'done',
};

/** A message of its own, and a line of a digest. */
function waysOf(fact: Fact, clients: readonly Client[]): readonly string[] {
  const name = nameIn(clients, fact);
  const [from, to] = [fact.old?.at, fact.new?.at];
  if (fact.type === 'booking.rescheduled' && from !== undefined && to !== undefined)
    return [lines.moved(name, from, to), lines.single('moved', name, to)];
  return [lines.single(newsOf[fact.type] ?? '', name, to ?? from ?? 0)];
}

/** Whom a move left hears what became of the booking by now, as of the time they led: where it was in between is not their business. */
function waysFor(fact: Fact, { id }: Hearer, { books, clients }: Seen): readonly string[] {
  const { old, new: now, type } = fact;
  const led = (place: Fact['old']) => place !== null && books.leads.get(place.slot) === id;
  if (type !== 'booking.rescheduled' || old === null || !led(old) || led(now)) return waysOf(fact, clients);
  const becameOfIt = laterThan(fact, books).flatMap((later) => {
    const ended = later.type === 'booking.cancelled' || later.type === 'booking.unbooked';
    if (ended) return waysOf({ ...later, old, new: null }, clients);
    return later.type === 'booking.rescheduled' ? waysOf({ ...later, old }, clients) : [];
  });
  return [...waysOf(fact, clients), ...becameOfIt];
}

const nameIn = (clients: readonly Client[], { client }: Fact): string =>
  clients.find(({ userId }) => userId === client)?.name ?? '';
const nameOf = (fact: Fact, clients: readonly Client[]): string =>
  `${fact.type} rev ${fact.rev} of ${nameIn(clients, fact)}: ${waysOf(fact, clients)[0]}`;

/** Of a booking's facts one and the same message may tell only the newest; older ones are explained by a newer. */
function judgeCandidate({ books, said }: Seen, { userId, name }: Client, tally: Tally): void {
  const texts = said.get(userId) ?? [];
  const rows = books.ledger.filter(({ user }) => user === userId);
  const given = rows.filter(({ state }) => state === 'unknown').length;
  const spare = rows.filter(({ resent }) => resent > 0).length;
  const mine = books.facts.filter(({ client }) => client === userId);
  const kinds = Map.groupBy(
    mine.filter((fact) => ownMessage(fact) !== null),
    (fact) => String(ownMessage(fact)),
  );
  for (const [, facts] of kinds) {
    const [first] = facts;
    const words = first && ownMessage(first);
    if (!words) continue;
    const there = texts.filter((text) => words.test(text)).length;
    const mayMiss = facts.filter((fact) => isSuperseded(fact, laterThan(fact, books))).length;
    tally.owed += facts.length;
    tally.told += Math.min(there, facts.length);
    if (there < facts.length - mayMiss - given)
      tally.faults.push(
        `${name} has ${there} of ${facts.length} messages that say ${String(words)}; the ledger: ${rows.map(({ what, state }) => `${what} ${state}`).join(', ')}`,
      );
    else if (there < facts.length) tally.dropped += facts.length - there;
    if (there > facts.length + spare)
      tally.faults.push(`${name} has ${there} messages that say ${String(words)}, of ${facts.length}`);
    else if (there > facts.length) tally.doubled += there - facts.length;
  }
}

const lists = [
  ['notice:day:', /^📅 Today,/],
  ['notice:chase:', /^🏁 No outcome yet/],
] as const;

/** What comes at an hour, not with an event: as often as the ledger says. */
function* faultsOfLists({ books, staff, said }: Seen): Generator<string> {
  for (const { name, person } of staff)
    for (const [what, words] of lists) {
      const rows = books.ledger.filter((row) => row.user === person.userId && row.what.startsWith(what));
      const there = (said.get(person.userId) ?? []).filter((text) => words.test(text)).length;
      const most = rows.length + rows.filter(({ resent }) => resent > 0).length;
      if (there < rows.length || there > most)
        yield `${name} has ${there} messages of ${what.slice(0, -1)}, and the ledger ${rows.length}`;
    }
}

function* faultsOfLedger({ books }: Seen): Generator<string> {
  if (books.kept > 0) yield `${books.kept} notices are still kept`;
  const seen = new Set<string>();
  for (const { key, user, state, what, inBrowser } of books.ledger) {
    const news = /^notify:(.+):(?:client|specialist|admin):/.exec(key)?.[1];
    const once = `${news ?? key} to ${user}`;
    if (seen.has(once)) yield `the ledger has two rows of ${once}`;
    seen.add(once);
    if (state === 'failed' || state === 'blocked' || (state === 'claimed' && !inBrowser))
      yield `the ledger says ${state} of ${what}`;
  }
}
