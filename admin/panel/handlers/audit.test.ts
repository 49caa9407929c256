import { expect, test } from 'vitest';
import { opened, signedIn } from '../../../tests/support/panel-browser.ts';
import { PanelDouble } from '../../../tests/support/panel-double.ts';
import type { AuditRow } from '../ports/audit.ts';

const row = (over: Partial<AuditRow> = {}): AuditRow => ({
  id: 'one',
  at: Date.UTC(2026, 10, 26, 8),
  by: { user_id: 'a'.repeat(24), role: 'admin', channel: 'panel', name: 'Olga <b>', program: null },
  subject: 'token',
  verb: 'created',
  target: 'b'.repeat(24),
  title: '=1+1',
  before: {},
  after: { scopes: 'slots:read', colour: '<i>red</i>' },
  reason: null,
  trace_id: 'trace',
  ...over,
});

test('a change is shown as people read it, and nothing that was typed is markup', async () => {
  const double = new PanelDouble();
  const browser = await opened(double);
  signedIn(double, browser, 'admin');
  const program = { ...row().by, user_id: null, program: 'Careers' };
  double.audits.push({
    rows: [row(), row({ id: 'two', subject: 'event', verb: 'beamed', before: { title: 'A' }, by: program })],
    next: '5~one',
  });
  const { text } = await browser.get('/audit?kind=token&day=2026-11-26&more=1');
  expect(double.queries).toMatchObject([
    { subject: 'token', day: '2026-11-26', person: undefined, most: 50 },
  ]);
  expect(text).toContain('Token: created');
  expect(text).toContain('Olga &lt;b></a>');
  expect(text).toContain('colour:</span> &lt;i>red&lt;/i>');
  // What a later version may call things is shown as it stands.
  expect(text).toContain('Event: beamed');
  expect(text).toContain('A → nothing');
  expect(text).toContain('the program “Careers”');
  expect(text).toContain('href="/audit?kind=token&amp;day=2026-11-26&amp;after=5%7Eone"');
});

test('nonsense in the address asks for everything, and finds a page with a way on', async () => {
  const double = new PanelDouble();
  const browser = await opened(double);
  signedIn(double, browser, 'admin');
  const page = await browser.get('/audit?kind[$ne]=1&person=$ne&day=yesterday');
  expect(double.queries).toMatchObject([{ subject: undefined, person: undefined, day: undefined }]);
  expect(page.text).toContain('No such changes');
});

test('the file of changes has every page, and no cell a spreadsheet would run', async () => {
  const double = new PanelDouble();
  const browser = await opened(double);
  signedIn(double, browser, 'admin');
  double.audits.push({ rows: [row()], next: '5~one' }, { rows: [row({ title: 'LAST' })] });
  const file = await browser.get('/audit.csv?person=system');
  expect(double.queries).toMatchObject([{ person: 'system' }, { person: 'system', after: '5~one' }]);
  const [head, first, last] = file.text.replace('\uFEFF', '').split('\r\n');
  expect(head).toMatch(/^at,what,target,target_id,before,after/);
  expect(first).toContain("2026-11-26T08:00:00.000Z,token.created,'=1+1,");
  expect(last).toContain('LAST');
  expect(double.acts).toMatchObject([{ what: 'person.exported', title: 'audit' }]);
});
