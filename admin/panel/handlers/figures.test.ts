import { expect, test } from 'vitest';
import { eventId } from '../../../core/shared/ids.ts';
import { opened, signedIn } from '../../../tests/support/panel-browser.ts';
import { PanelDouble } from '../../../tests/support/panel-double.ts';
import type { EventFigures } from '../ports/figures.ts';

const row = (digit: string, over: Partial<EventFigures>): EventFigures => ({
  event_id: eventId(digit.repeat(24)),
  title: `Event ${digit} <b>`,
  invited: 10,
  opened: 8,
  chose: 6,
  booked: 5,
  came: 3,
  no_show: 1,
  known: 4,
  ...over,
});

async function desk() {
  const double = new PanelDouble();
  const asked: unknown[] = [];
  const rows = [row('1', {}), row('2', { came: 0, no_show: 0, known: 0, invited: 10 })];
  double.events = rows.map(({ event_id, title }) => ({
    event_id,
    title,
    status: 'open',
    slots: 0,
    taken: 0,
    seats: 0,
    from: null,
    to: null,
  }));
  double.now = Date.UTC(2026, 10, 26, 9);
  double.plays = {
    figures: {
      events: async (_company, event) => ({
        each: rows.filter((one) => event === undefined || one.event_id === event),
        // Two of those invited to the first event are not invited to the second, and nobody came twice.
        all: event === undefined ? row('0', { invited: 12 }) : row('0', {}),
      }),
      days: async (...args) => {
        asked.push(args);
        return [{ day: '2026-11-26', seats: 4, taken: 3 }];
      },
    },
  };
  const browser = await opened(double);
  signedIn(double, browser, 'viewer');
  return { browser, asked, rows };
}

/** The cells of a table, row by row. */
const tables = (html: string) =>
  [...html.matchAll(/<tr>(.*?)<\/tr>/gs)].map((found) =>
    (found[1] ?? '')
      .replaceAll(/<[^>]+>/g, '|')
      .split('|')
      .filter(Boolean),
  );

test('figures are drawn, named for those who listen, and stand in tables with the same numbers', async () => {
  const { browser, rows } = await desk();
  const { text } = await browser.get(`/figures?event=${rows[0]?.event_id}`);
  expect(text.match(/<svg[^>]*role="img"[^>]*aria-labelledby="(\w+)-title \1-desc"/g)).toHaveLength(3);
  expect(text).toContain('<title id="funnel-title">How far candidates got</title>');
  expect(tables(text)).toEqual(
    expect.arrayContaining([
      ['invited', '10', '100 %'],
      ['opened the choice', '8', '80 %'],
      ['came', '3', '30 %'],
      ['Thu 26 November', '4', '3', '75 %'],
      ['Event 1 &lt;b>', '3', '1', '25 %'],
    ]),
  );
  expect(text).not.toMatch(/style=|NaN/);
});

test('over all events people are counted and not their events; an event without outcomes has no rate', async () => {
  const { browser, asked } = await desk();
  const { text } = await browser.get('/figures?event=nonsense');
  expect(tables(text)).toEqual(
    expect.arrayContaining([
      ['invited', '12', '100 %'],
      ['came', '3', '25 %'],
    ]),
  );
  expect(text).toContain('1 of 4 whose outcome is recorded did not come');
  expect(tables(text).some((cells) => cells[0] === 'Event 2 &lt;b>')).toBe(false);
  expect(asked).toEqual([['default', undefined, '2026-11-12']]);
});
