import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { moscow } from '../../support/house.ts';
import { type Candidate, labels } from '../../support/journey.ts';
import { vapidOf } from '../../support/push-service.ts';
import { waitFor } from '../../support/wait.ts';
import { type Act, isAct, play, playWith, type Times } from './acts.ts';
import { badInput } from './chapters/bad-input.ts';
import { queued } from './chapters/queued.ts';
import { hears } from './hearing.ts';
import { Pair } from './pair.ts';
import { type By, patient, Stage } from './stage.ts';

type What = Act | 'booking_unbooked' | 'booking_reminder' | 'booking_done' | 'slot_changed';
/** A client in Telegram: the message that stands there is edited, or another one comes. */
type InTelegram = 'edited' | 'new';
type Cell = 'told' | '–';
type Row = readonly [
  what: What,
  by: By,
  client: InTelegram,
  without: Cell,
  specialist: Cell,
  admin: Cell,
  other: Cell,
];

// notification-system §5 with the rows that it leaves open. By hand: the program's own table is what is looked at.
// What, by whom; a client in Telegram, one without it, the specialist, the admin (who acts), another admin.
const matrix: readonly Row[] = [
  ['booking_created', 'client', 'edited', 'told', 'told', 'told', 'told'],
  ['booking_created', 'admin', 'new', 'told', 'told', '–', 'told'],
  ['booking_created', 'specialist', 'new', 'told', '–', 'told', 'told'],
  ['booking_created', 'system', 'new', 'told', 'told', 'told', 'told'],
  ['booking_rescheduled', 'client', 'edited', '–', 'told', 'told', 'told'],
  ['booking_rescheduled', 'admin', 'new', 'told', 'told', '–', 'told'],
  ['booking_rescheduled', 'specialist', 'new', 'told', '–', 'told', 'told'],
  ['booking_rescheduled', 'system', 'new', 'told', 'told', 'told', 'told'],
  ['booking_cancelled', 'client', 'edited', '–', 'told', 'told', 'told'],
  ['booking_cancelled', 'admin', 'new', 'told', 'told', '–', 'told'],
  ['booking_cancelled', 'specialist', 'new', 'told', '–', 'told', 'told'],
  ['booking_cancelled', 'system', 'new', 'told', 'told', 'told', 'told'],
  ['slot_changed', 'admin', 'new', 'told', 'told', '–', '–'],
  ['booking_reminder', 'system', 'new', 'told', 'told', '–', '–'],
  ['booking_done', 'system', 'edited', '–', '–', 'told', 'told'],
];

const heading: Readonly<Record<What, RegExp>> = {
  booking_created: /^📅 New booking /,
  booking_rescheduled: /^🔁 Booking \S+ is moved/,
  booking_cancelled: /^❌ Booking \S+ is cancelled/,
  booking_unbooked: /^⏳ \S+ the old time is given up/,
  booking_reminder: /^⏰ You have an interview today/,
  booking_done: /^🏁 The interview’s time is over/,
  slot_changed: /^🚪 The interview is in another place/,
};
const byLine: Readonly<Record<By, string>> = {
  client: 'By the candidate.',
  specialist: 'By the interviewer.',
  admin: 'By a coordinator.',
  system: 'By the system.',
};
/** Nobody does that a time comes. */
const byNobody = new Set<What>(['booking_reminder', 'booking_done']);
/** What a client in Telegram reads then. */
const reads: Readonly<Record<What, RegExp>> = {
  booking_created: /interview is booked/,
  booking_rescheduled: /has been moved|moved your interview/,
  booking_cancelled: /cancelled your booking|booking is cancelled/,
  booking_unbooked: /You have no time booked now/,
  booking_reminder: /A reminder of your interview/,
  booking_done: /The time of this interview has passed/,
  slot_changed: /changed the place[^]*777/,
};

const bys = ['client', 'admin', 'specialist', 'system'] as const;
const names = {
  client: ['Klim', 'Kira'],
  admin: ['Arina', 'Anton'],
  specialist: ['Stas', 'Sveta'],
  system: ['Semyon', 'Sonya'],
  /** Who comes to the interview. */
  day: ['Demid', 'Dasha'],
} as const;

let opened: Stage | undefined;
const pairs = new Map<string, Pair>();
const stage = (): Stage => {
  if (!opened) throw new Error('the house is not open');
  return opened;
};
const pairOf = (whose: By | 'day'): Pair => {
  const pair = pairs.get(whose);
  if (!pair) throw new Error(`the pair of ${whose} has not come`);
  return pair;
};
/** Whom a row happens to. */
const pairIn = ([what, by]: Row): Pair => pairOf(isAct(what) ? by : 'day');

/** How many messages of that kind about somebody stand in a chat of the staff. */
async function toldTo(staff: Candidate, [what, by]: Row, about: string): Promise<number> {
  return (await staff.chat().messages()).filter(
    ({ text = '' }) =>
      heading[what].test(text) && text.includes(about) && (byNobody.has(what) || text.includes(byLine[by])),
  ).length;
}

/** Staff are told of a room once, whoever is in it. */
const aboutIn = ([what]: Row, pair: Pair): readonly string[] =>
  what === 'slot_changed' ? ['777'] : pair.names.map((name) => `👤 ${name}\n`);

const staff = (): readonly Candidate[] => [stage().sergei, stage().olga, stage().pavel];
const keyOf = ([what, by]: Row): string => `${what} by ${by}`;

/** What is to come has come. */
async function untilTold(row: Row, pair = pairIn(row)): Promise<void> {
  const [what, , , without, ...cells] = row;
  await pair.who.chat().waitForText(reads[what], patient);
  if (without === 'told')
    await waitFor(`${pair.guest.name} to hear of ${keyOf(row)}`, () => pair.pushes(keyOf(row)) > 0, 60_000);
  for (const [at, person] of staff().entries())
    for (const about of cells[at] === 'told' ? aboutIn(row, pair) : [])
      await waitFor(
        `${person.name} to hear of ${keyOf(row)}, ${about}`,
        async () => (await toldTo(person, row, about)) > 0,
        60_000,
      );
}

/** One act after the other by one of the four. What it brought is told before the next: that would make it untrue. */
async function chain(by: By, times: Times): Promise<void> {
  const pair = pairOf(by);
  for (const row of matrix.filter((one) => one[1] === by)) {
    const [what] = row;
    if (!isAct(what)) continue;
    await pair.ended();
    const { decide } = await play(stage(), what, by, pair.who, times);
    await pair.begins(keyOf(row));
    await Promise.all([decide(), playWith(stage(), what, by, pair.guest, times)]);
    await untilTold(row);
  }
}

/** The day of two who come: another room, the reminder, the end. */
async function day(slot: string): Promise<void> {
  const pair = pairOf('day');
  const happens = async (row: Row | undefined, act: () => Promise<unknown>) => {
    if (!row) throw new Error('there is no such row');
    await pair.ended();
    await pair.begins(keyOf(row));
    await act();
    await untilTold(row, pair);
  };
  const rowOf = (what: What) => matrix.find((one) => one[0] === what);
  const { house } = stage();
  const created = matrix.find(([what, by]) => what === 'booking_created' && by === 'system');
  await happens(created, () => Promise.all([pair.who, pair.guest].map((one) => stage().booked(one, slot))));
  await happens(rowOf('slot_changed'), () =>
    stage().ask('admin', 'PATCH', `/api/slots/${slot}`, { audience: '777' }),
  );
  await happens(rowOf('booking_reminder'), () => house.goTo({ instant: moscow(2, '11:00') + 200_000 }));
  await happens(rowOf('booking_done'), () => house.goTo({ instant: moscow(2, '14:30') + 200_000 }));
}

/** Something that everybody is told of has come after all the rest. */
async function fence(name: string, slot: string): Promise<void> {
  await stage().booked(await stage().candidate(name), slot);
  for (const person of staff()) await hears(person, `👤 ${name}`);
  await stage().untilQuiet();
}

beforeAll(async () => {
  opened = await Stage.open('matrix');
});
afterAll(() => opened?.close());

const times = (count: number): string => (count === 0 ? '–' : count === 1 ? 'told' : `told ${count} times`);
const inChat = (count: number): string => (count === 0 ? 'edited' : count === 1 ? 'new' : `${count} new`);

describe('what is queued', () => {
  queued(stage);
  badInput(stage);
});

// Last: it moves the clock.
describe('who hears of what', () => {
  beforeAll(async () => {
    const event = await stage().event(moscow(2, '14:00'), moscow(2, '16:00'), moscow(5, '14:00'));
    const [first = '', , later = ''] = event.slots;
    await Promise.all(
      Object.entries(names).map(async ([whose, [inTelegram, without]]) =>
        pairs.set(whose, new Pair(await stage().candidate(inTelegram), await stage().guest(without))),
      ),
    );
    await Promise.all(bys.map((by) => chain(by, event)));
    await day(first);
    await fence('Fenya', later);
    // A dozen acts, one after the other, each until all who are to hear of it have: the limit is for what hangs.
  }, 900_000);

  test.each(matrix)(
    '%s by %s: a client’s message in Telegram is %s; one without it: %s; specialist: %s, admin: %s, another admin: %s',
    async (...row) => {
      const [, , ...cells] = row;
      const pair = pairIn(row);
      const told = async (person: Candidate) => {
        const counts = await Promise.all(aboutIn(row, pair).map((about) => toldTo(person, row, about)));
        return [...new Set(counts.map(times))].join(' and ');
      };
      expect([
        inChat(await pair.newMessages(keyOf(row))),
        times(pair.pushes(keyOf(row))),
        ...(await Promise.all(staff().map(told))),
      ]).toEqual(cells);
    },
  );

  test('web push: what the browser decrypts says what and when, signed with our keys, and a newer message replaces it', () => {
    const { guest } = pairOf('day');
    const pushed = stage().pushes.taken.filter(({ path }) => path === `/${guest.name}`);
    expect(pushed).toHaveLength(3);
    for (const one of pushed) expect(vapidOf(one)).toMatchObject({ key: stage().vapidKey });
    const said = guest.heard();
    for (const { title, body } of said)
      expect([title, body]).toEqual(['Backend interview', expect.stringMatching(/14:00/)]);
    expect(new Set(said.map(({ tag }) => tag)).size).toBe(1);
  });

  test('the card at the end of an interview asks once who came, and one tap records it', async () => {
    const { olga } = stage();
    const { who } = pairOf('day');
    const card = await olga.chat().waitForText(/^🏁 The interview’s time is over[^]*👤 Demid/, patient);
    expect(labels(card)[0]).toEqual(['✅ Came', '🚫 Did not come']);
    await olga.tap('✅ Came', { message_id: card.message_id });
    await olga.chat().waitForText(/the outcome is recorded[^]*Demid/, patient);
    expect(await stage().bookingOf(who.userId)).toMatchObject({ status: 'done' });
  });

  test('a time that is given up and not replaced is told to everybody, the candidate in a new message', async () => {
    const { house } = stage();
    const { slots } = await stage().event(moscow(6, '12:00'), moscow(6, '13:00'));
    const yana = await stage().candidate('Yana');
    await stage().booked(yana, slots[0] ?? '');
    for (const person of staff()) await hears(person, '👤 Yana');
    await yana.sends('/reschedule');
    await yana.chat().waitForText('has been cleared', patient);
    await house.goTo({ advance_ms: 16 * 60_000 });
    await yana.chat().waitForText(reads.booking_unbooked, patient);
    for (const person of staff())
      await person.chat().waitForText(/^⏳ \S+ the old time is given up[^]*👤 Yana/, patient);
    await fence('Fima', slots[1] ?? '');
    for (const person of staff()) {
      const about = (await person.chat().messages()).filter(({ text = '' }) => text.includes('👤 Yana'));
      expect(about).toHaveLength(2);
    }
  });
});
