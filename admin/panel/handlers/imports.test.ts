import { expect, test } from 'vitest';
import { opened, signedIn } from '../../../tests/support/panel-browser.ts';
import { PanelDouble } from '../../../tests/support/panel-double.ts';
import { waitFor } from '../../../tests/support/wait.ts';
import { mostBytes } from '../import/upload.ts';
import type { ImportFile, ImportRow, Imports, StoredImport } from '../ports/imports.ts';
import type { StaffRole } from '../visitor.ts';

const list = (over: Partial<StoredImport> = {}): StoredImport => ({
  id: 'list-1',
  at: 0,
  columns: ['имя'],
  ignored: ['оценка <b>'],
  encoding: 'UTF-8',
  size: 4,
  read: 4,
  state: 'previewed',
  counts: { new: 2, changed: 1, unchanged: 0, wrong: 1 },
  written: 0,
  meanwhile: 0,
  ...over,
});
const row = (over: Partial<ImportRow> = {}): ImportRow => ({
  line: 3,
  kind: 'wrong',
  said: 'Anna <b>',
  faults: ['phone', 'twice'],
  twin: 2,
  changes: [],
  result: null,
  ...over,
});

async function desk(role: StaffRole = 'admin') {
  const double = new PanelDouble();
  const state = {
    begun: [] as ImportFile[],
    rows: [] as Parameters<Imports['add']>[2][number][],
    batches: [] as number[],
    previewed: [] as string[],
    broken: [] as string[],
    logged: [] as unknown[],
    /** What the store answers from some batch on. */
    fails: undefined as Error | undefined,
    cannotSay: false,
    list: list() as StoredImport | undefined,
    shown: [row()] as ImportRow[],
    asked: [] as unknown[],
    writes: 0,
    again: [] as string[],
  };
  double.plays = {
    imports: {
      begin: async (file) => void state.begun.push(file),
      add: async (_id, _company, some) => {
        if (state.fails) throw state.fails;
        state.rows.push(...some);
        state.batches.push(some.length);
      },
      previewed: async (id) => void state.previewed.push(id),
      async broken(id) {
        if (state.cannotSay) throw new Error('no database');
        state.broken.push(id);
      },
      find: async (company, id) => (company === 'default' && id === 'list-1' ? state.list : undefined),
      rows: async (_id, kind, after) => {
        state.asked.push([kind, after]);
        return { rows: state.shown, next: '99' };
      },
      write: async (_company, _id, by) => {
        state.writes += 1;
        state.asked.push(by);
      },
      again: async (id) => void state.again.push(id),
    },
    brokeOff: (error) => void state.logged.push(error),
  };
  const browser = await opened(double);
  const form_token = signedIn(double, browser, role);
  const send = (fields: Record<string, string | Uint8Array<ArrayBuffer>>, token = form_token) => {
    const form = new FormData();
    form.set('form_token', token);
    for (const [name, value] of Object.entries(fields))
      form.set(
        name,
        typeof value === 'string' ? value : new File([value], 'people.csv', { type: 'text/csv' }),
      );
    return browser.send('/candidates/import', form);
  };
  const compared = (lists = 1) =>
    waitFor('the list to be compared', () => Promise.resolve(state.previewed.length === lists || undefined));
  return { double, browser, state, send, form_token, compared };
}

const bytes = (text: string) => Uint8Array.from(new TextEncoder().encode(text));

test('a comparison that breaks is logged and noted at once, so that its page says so', async () => {
  const { state, send } = await desk();
  state.fails = new Error('no such index');
  const sent = await send({ pasted: 'имя\nАнна' });
  const noted = () => Promise.resolve(state.broken.length === 1 || undefined);
  await waitFor('the fault to be noted', noted);
  expect(sent.to).toBe(`/candidates/import/${state.broken[0]}`);
  expect([state.logged, state.previewed]).toEqual([[state.fails], []]);
  state.cannotSay = true;
  await send({ pasted: 'имя\nАнна' });
  await waitFor('both faults to be logged', () => Promise.resolve(state.logged.length === 3 || undefined));
});

test('a file is read, compared and shown; nothing is written by that', async () => {
  const { state, send, compared } = await desk();
  const sent = await send({ list: bytes('\uFEFFимя;телефон;оценка\nАнна;9991234567;5\nБорис;12;4\n') });
  expect(sent.to).toBe(`/candidates/import/${state.begun[0]?.id}`);
  await compared();
  expect(state.begun).toMatchObject([
    { company: 'default', columns: ['имя', 'телефон'], ignored: ['оценка'], encoding: 'UTF-8', size: 2 },
  ]);
  expect(state.rows).toMatchObject([
    { line: 2, person: { first_name: 'Анна' } },
    { line: 3, faults: ['phone'] },
  ]);
  expect(state.previewed).toEqual([state.begun[0]?.id]);
  expect(state.writes).toBe(0);
});

test('what Excel saves in Russian Windows is read as it was meant, and pasted rows too', async () => {
  const { state, send, compared } = await desk();
  await send({ list: Uint8Array.from([0xe8, 0xec, 0xff, 0x0a, 0xc0, 0xed, 0xed, 0xe0]) });
  expect(state.begun[0]?.encoding).toBe('Windows-1251');
  await compared();
  await send({ list: new Uint8Array(), pasted: 'имя\tтелефон\nВера\t9991234567' });
  await compared(2);
  expect(state.rows).toMatchObject([{ person: { first_name: 'Анна' } }, { person: { first_name: 'Вера' } }]);
});

test('ten thousand rows are compared some hundred at a time, and one more is told before any is', async () => {
  const { state, send, compared } = await desk();
  const many = Array.from({ length: 10_000 }, (_none, at) => `Имя${at},${9_000_000_000 + at}`).join('\n');
  const more = await send({ list: bytes(`имя,телефон\n${many}\nЕщё,9990000000\n`) });
  expect([more.status, state.begun]).toEqual([422, []]);
  await send({ list: bytes(`имя,телефон\n${many}`) });
  await compared();
  expect(state.rows).toHaveLength(10_000);
  expect(Math.max(...state.batches)).toBeLessThanOrEqual(200);
});

test('nothing, no known heading, a file that is too large: the form again, with why, and what was pasted', async () => {
  const { state, send } = await desk();
  for (const [fields, said] of [
    [{ list: new Uint8Array() }, 'nothing to check yet'],
    [{ pasted: 'Анна <b>;999' }, 'no heading that is understood'],
    [{ list: new Uint8Array(mostBytes + 1).fill(97) }, 'larger than 5 MB'],
  ] as const) {
    const page = await send(fields);
    expect([page.status, page.text.includes(said)], said).toEqual([422, true]);
    if ('pasted' in fields) expect(page.text).toContain('Анна &lt;b>;999');
  }
  expect(state.begun).toEqual([]);
});

test('a list that came without a session is kept on the page, and can be sent again whole', async () => {
  const { state, send } = await desk();
  const page = await send({ list: bytes('имя\nАнна\n') }, 'of another session');
  expect(page.status).toBe(401);
  expect(page.text).toContain('enctype="multipart/form-data"');
  expect(page.text).toMatch(/name="list" value="имя\nАнна/);
  expect(state.begun).toEqual([]);
});

test('the preview names each wrong row and why in words, what will change from what to what, and asks to be written', async () => {
  const { browser, state } = await desk();
  state.shown.push(
    row({ line: 4, kind: 'changed', faults: [], changes: [{ field: 'phone', from: '', to: '+7999' }] }),
  );
  const page = await browser.get('/candidates/import/list-1?kind=wrong&after=5');
  expect(state.asked).toEqual([['wrong', '5']]);
  for (const said of [
    'Anna &lt;b>',
    'it needs 10 to 15 digits',
    'the same person is in line 2 already',
    'phone: empty → +7999',
    'Write 3 rows',
    'Columns left out: оценка &lt;b>',
    'kind=wrong&amp;after=99',
  ])
    expect(page.text, said).toContain(said);
});

test('what was shown is to be written; what was left out because it changed meanwhile is told', async () => {
  const { browser, state, form_token } = await desk();
  const done = await browser.post('/candidates/import/list-1', { form_token });
  expect([done.to, state.writes]).toEqual(['/candidates/import/list-1', 1]);
  expect(state.asked).toMatchObject([{ by: { role: 'admin', channel: 'panel' }, company_id: 'default' }]);
  state.list = list({ state: 'written', written: 3, meanwhile: 1 });
  const page = await browser.get('/candidates/import/list-1');
  expect(page.text).toContain('3 rows were written');
  expect(page.text).toContain('1 row was not written');
  expect(page.text).not.toContain('Write 3 rows');
});

test('while it is compared the page counts along, and then offers to write what it shows', async () => {
  const { browser, state } = await desk();
  state.list = list({ state: 'reading', read: 200, size: 450 });
  const pages = await browser.stream('/candidates/import/list-1');
  const first = String((await pages.next()).value);
  expect(first).toContain('Checked: 200 of 450');
  expect(first).not.toContain('Write 3 rows');
  state.list = list();
  expect(String((await pages.next()).value)).toContain('Write 3 rows');
  state.list = list({ state: 'broken' });
  expect((await browser.get('/candidates/import/list-1')).text).toContain('Send it again');
});

test('while it is written the page counts along, sets a lost run going again, and offers no second writing', async () => {
  const { browser, state } = await desk();
  state.list = list({ state: 'writing', written: 1, meanwhile: 1 });
  const page = await browser.get('/candidates/import/list-1');
  expect(page.text).toContain('Written: 2 of 3');
  expect(page.text).toContain('The page may be closed');
  expect(page.text).not.toContain('Write 3 rows');
  expect(state.again).toEqual(['list-1']);
  const pages = await browser.stream('/candidates/import/list-1');
  expect(String((await pages.next()).value)).toContain('Written: 2 of 3');
  state.list = list({ state: 'written', written: 3 });
  expect(String((await pages.next()).value)).toContain('3 rows were written');
});

test('a list of another company, or of nobody, is not found; a viewer imports nothing', async () => {
  const { browser, state, form_token } = await desk();
  expect((await browser.get('/candidates/import/another')).status).toBe(404);
  expect((await browser.post('/candidates/import/another', { form_token })).status).toBe(404);
  expect(state.writes).toBe(0);
  const viewer = await desk('viewer');
  expect((await viewer.send({ list: bytes('имя\nАнна') })).status).toBe(403);
  expect(viewer.state.begun).toEqual([]);
});

test('all parts of a form together are no longer than one list: whoever has not signed in cannot fill the memory', async () => {
  const { send } = await desk();
  const half = 'x'.repeat(mostBytes / 2);
  const kept = await send({ one: half, two: half, three: half, four: half }, 'of no session');
  expect(kept.status).toBe(401);
  expect(kept.text).toContain('name="two"');
  expect(kept.text).not.toContain('name="three"');
  expect(kept.text).toContain('name="too_large" value="yes"');
});

test.each([
  [{ wrong: 0, unchanged: 0 }, 'The list has no rows'],
  [{ wrong: 2, unchanged: 0 }, 'Nothing can be written: every row is wrong'],
  [{ wrong: 1, unchanged: 3 }, 'Nothing to write: 1 row is wrong'],
  [{ wrong: 0, unchanged: 3 }, 'Nothing to write: everybody on this list is already as it says.'],
])('a list of which nothing can be written says why: %o', async (counts, said) => {
  const { state, browser } = await desk();
  state.list = list({ counts: { new: 0, changed: 0, ...counts } });
  expect((await browser.get('/candidates/import/list-1')).text).toContain(said);
});
