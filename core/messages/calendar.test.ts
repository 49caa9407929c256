import { expect, test } from 'vitest';
import { bookingId, slotId } from '../shared/ids.ts';
import { type CalendarEntry, calendarFile } from './calendar.ts';
import { slotOf } from './model.ts';
import { sampleEvent, sampleModel } from './samples.ts';

const entry: CalendarEntry = {
  booking_id: bookingId('00000000000000000000beef'),
  sequence: 3,
  changed_at: Date.parse('2026-11-20T10:00:00Z'),
  number: 'K7M2Q',
  slot: slotOf(sampleModel, slotId('000000000000000000000001')),
  event: sampleEvent,
  cancelled: false,
};

/** Folded lines put together again, as a calendar reads them. */
const fields = (content: string) =>
  Object.fromEntries(
    content
      .replaceAll('\r\n ', '')
      .split('\r\n')
      .map((one) => [one.slice(0, one.indexOf(':')), one.slice(one.indexOf(':') + 1)]),
  );

test('the file has the interview’s instants, a UID that stays and a sequence that rises', () => {
  const first = fields(calendarFile(entry, 'ru').content);
  expect(first).toMatchObject({
    METHOD: 'PUBLISH',
    UID: '00000000000000000000beef@zapis',
    SEQUENCE: '3',
    DTSTART: '20261126T110000Z',
    DTEND: '20261126T114500Z',
    STATUS: 'CONFIRMED',
  });
  const moved = fields(calendarFile({ ...entry, sequence: 4 }, 'en').content);
  expect(moved['UID']).toBe(first['UID']);
  expect(moved['SEQUENCE']).toBe('4');
});

test('a cancelled booking takes the same entry off the calendar', () => {
  const file = calendarFile({ ...entry, sequence: 5, cancelled: true }, 'ru');
  expect(fields(file.content)).toMatchObject({
    METHOD: 'CANCEL',
    STATUS: 'CANCELLED',
    UID: '00000000000000000000beef@zapis',
  });
  expect(file.type).toContain('method=CANCEL');
});

test('commas, semicolons and line ends of foreign text stay text, and no line is longer than 75 bytes', () => {
  const title = `Очень; длинное, \\ название\r\nBEGIN:VEVENT ${'ы'.repeat(150)}`;
  const { content } = calendarFile(
    { ...entry, event: { ...sampleEvent, title, bring: 'паспорт\nручка' } },
    'ru',
  );
  expect(fields(content)['SUMMARY']).toContain('Очень\\; длинное\\, \\\\ название BEGIN:VEVENT');
  expect(content.match(/^BEGIN:VEVENT/gm)).toHaveLength(1);
  expect(fields(content)['DESCRIPTION']).toContain('паспорт\\nручка');
  for (const line of content.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(content).not.toMatch(/[^\r]\n/);
});

test('asked for twice, it is the same file', () => {
  expect(calendarFile(entry, 'en')).toEqual(calendarFile(entry, 'en'));
});
