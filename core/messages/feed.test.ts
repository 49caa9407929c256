import { expect, test } from 'vitest';
import { slotId } from '../shared/ids.ts';
import { type FeedSlot, feedFile } from './feed.ts';

const slot = (over: Partial<FeedSlot> = {}): FeedSlot => ({
  slot_id: slotId('1'.repeat(24)),
  sequence: 3,
  changed_at: Date.parse('2026-11-20T10:00:00Z'),
  starts_at: Date.parse('2026-11-26T11:00:00Z'),
  ends_at: Date.parse('2026-11-26T11:45:00Z'),
  title: 'Backend',
  where: 'Офис А, 301',
  seats: 1,
  people: [{ name: 'Анна Иванова', number: 'K7M2' }],
  ...over,
});
const feed = (...slots: FeedSlot[]) => feedFile({ name: 'Olga', lang: 'ru', slots });

/** What RFC 5545 has a calendar read: lines that end in CRLF, folded ones put together, entries apart. */
function entriesOf(file: string) {
  expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true);
  expect(file).not.toMatch(/[^\r]\n/);
  for (const line of file.split('\r\n')) expect(Buffer.byteLength(line), line).toBeLessThanOrEqual(75);
  const lines = file.replaceAll('\r\n ', '').split('\r\n');
  const entries: Record<string, string>[] = [];
  for (const line of lines) {
    if (line === 'BEGIN:VEVENT') entries.push({});
    const mark = line.search(/[:;]/);
    const open = entries.at(-1);
    if (open && line !== 'BEGIN:VEVENT') open[line.slice(0, mark)] ??= line.slice(line.indexOf(':') + 1);
  }
  return entries;
}

test('each slot with people is an entry whose UID stays and whose sequence is the slot’s', () => {
  const [one] = entriesOf(feed(slot()));
  expect(one).toMatchObject({
    UID: `slot-${'1'.repeat(24)}@zapis`,
    SEQUENCE: '3',
    DTSTAMP: '20261120T100000Z',
    DTSTART: '20261126T110000Z',
    DTEND: '20261126T114500Z',
    SUMMARY: 'Backend: Анна Иванова',
    LOCATION: 'Офис А\\, 301',
    STATUS: 'CONFIRMED',
  });
  const [moved] = entriesOf(feed(slot({ sequence: 4, starts_at: Date.parse('2026-11-26T12:00:00Z') })));
  expect([moved?.['UID'], moved?.['SEQUENCE']]).toEqual([one?.['UID'], '4']);
});

test('several people in one slot are one entry that names them all', () => {
  const people = [
    { name: 'Анна', number: 'K7M2' },
    { name: '', number: null },
  ];
  const [one] = entriesOf(feed(slot({ seats: 3, people })));
  expect(one?.['SUMMARY']).toBe('Backend: 2 из 3');
  expect(one?.['DESCRIPTION']).toBe('K7M2 · Анна\\nбез имени');
});

test('commas, semicolons, backslashes and line ends of foreign text stay text; lines are folded at 75 bytes', () => {
  const title = `Очень; длинное, \\ название\r\nBEGIN:VEVENT ${'ы'.repeat(150)}`;
  const entries = entriesOf(
    feed(slot({ title, where: 'a\r\nEND:VCALENDAR' }), slot({ slot_id: slotId('2'.repeat(24)) })),
  );
  expect(entries).toHaveLength(2);
  expect(entries[0]?.['SUMMARY']).toContain('Очень\\; длинное\\, \\\\ название BEGIN:VEVENT');
});

test('a feed with nobody booked is a calendar all the same, and says how often to ask', () => {
  const file = feed();
  expect(entriesOf(file)).toEqual([]);
  expect(file).toMatch(/REFRESH-INTERVAL;VALUE=DURATION:PT(900S|15M)/);
});

test('asked for twice, it is the same file', () => {
  expect(feed(slot())).toBe(feed(slot()));
});
