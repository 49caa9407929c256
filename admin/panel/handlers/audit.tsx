import { subjects, type Values } from '../../../core/audit/act.ts';
import { plain } from '../../../core/i18n/t.ts';
import { csvLine, csvMark } from '../../../core/shared/csv.ts';
import { isObjectId, userId } from '../../../core/shared/ids.ts';
import { moscowStamp } from '../../../core/time/moscow.ts';
import { isDay } from '../../../core/time/slot-instants.ts';
import type { AuditWriter } from '../../ports.ts';
import { Audit } from '../pages/audit.tsx';
import type { AuditQuery, AuditReader, AuditRow } from '../ports/audit.ts';
import { type Fields, field, type PanelHandlers } from '../request.ts';
import { actBy } from '../visitor.ts';

export type AuditDeps = {
  readonly auditLog: AuditReader;
  readonly audit: AuditWriter;
  readonly now: () => number;
};

const onePage = 50;
/** Of the file: so many are in memory at a time. */
const atOnce = 500;

export const audit = ({
  auditLog,
  audit: writer,
  now,
}: AuditDeps): Pick<PanelHandlers, 'audit' | 'auditFile'> => ({
  async audit({ lang, query, visitor }) {
    const asked = queryOf(query);
    const [page, people] = await Promise.all([
      auditLog.page(visitor.company_id, asked, onePage),
      auditLog.people(visitor.company_id),
    ]);
    return {
      page: <Audit page={page} query={asked} people={people} lang={lang} />,
      title: plain('panel.menu.audit', lang),
      at: 'audit',
    };
  },

  async auditFile({ query, visitor, trace_id }) {
    const about = { what: 'person.exported', target: 'list', title: 'audit' } as const;
    await writer.write({ ...actBy({ visitor, trace_id }), ...about });
    const name = `audit-${moscowStamp(now()).slice(0, 10)}.csv`;
    return { file: { name, parts: linesOf(auditLog, visitor.company_id, queryOf(query)) } };
  },
});

function queryOf(query: Fields): AuditQuery {
  const [person, subject, day] = [field(query, 'person'), field(query, 'kind'), field(query, 'day')];
  return {
    person: isObjectId(person) ? userId(person) : person === 'system' ? 'system' : undefined,
    subject: subjects.find((one) => one === subject),
    day: isDay(day) ? day : undefined,
    after: field(query, 'after') || undefined,
  };
}

const inOne = (values: Values): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}: ${value ?? ''}`)
    .join('; ');

const columns: readonly (readonly [string, (row: AuditRow) => string | null])[] = [
  ['at', (row) => new Date(row.at).toISOString()],
  ['what', (row) => `${row.subject}.${row.verb}`],
  ['target', (row) => row.title],
  ['target_id', (row) => row.target],
  ['before', (row) => inOne(row.before)],
  ['after', (row) => inOne(row.after)],
  ['reason', (row) => row.reason],
  ['by', (row) => row.by.name],
  ['by_id', (row) => row.by.user_id],
  ['role', (row) => row.by.role],
  ['channel', (row) => row.by.channel],
  ['program', (row) => row.by.program],
  ['trace_id', (row) => row.trace_id],
];

async function* linesOf(log: AuditReader, company: string, query: AuditQuery): AsyncGenerator<string> {
  yield csvMark + csvLine(columns.map(([name]) => name));
  let { after } = query;
  for (;;) {
    const { rows, next } = await log.page(company, { ...query, after }, atOnce);
    yield rows.map((row) => csvLine(columns.map(([, cell]) => cell(row)))).join('');
    if (next === undefined) return;
    after = next;
  }
}
