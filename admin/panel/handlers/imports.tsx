import { randomUUID } from 'node:crypto';
import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import type { Column, ReadRow } from '../../../core/people/import-row.ts';
import { type ListFault, mostRows, readList } from '../import/read-list.ts';
import { tooLarge } from '../import/upload.ts';
import { ImportPage } from '../pages/import.tsx';
import { ImportPreview } from '../pages/import-preview.tsx';
import { type ImportFile, type Imports, rowKinds, type StoredImport } from '../ports/imports.ts';
import { field, type PanelHandlers } from '../request.ts';
import { actBy, type Visitor } from '../visitor.ts';

export type ImportDeps = {
  readonly imports: Imports;
  readonly clock: () => Promise<number>;
  /** A fault of ours that no answer can tell of any more. */
  readonly brokeOff: (error: unknown) => void;
};

type Names = 'importPage' | 'importList' | 'importPreview' | 'writeImport';

const onePage = 100;
/** So many rows are compared at a time. */
const batch = 200;

export const imports = (deps: ImportDeps): Pick<PanelHandlers, Names> => ({
  async importPage({ visitor, lang }) {
    return {
      page: <ImportPage visitor={visitor} mostRows={mostRows} />,
      title: plain('panel.import.title', lang),
      at: 'candidates',
    };
  },

  async importList({ form, visitor, lang }) {
    const text = field(form, 'list') || field(form, 'pasted');
    const encoding = field(form, 'list_encoding') || 'UTF-8';
    const read =
      field(form, tooLarge) === ''
        ? await keep(deps, visitor, { text, encoding })
        : ({ fault: tooLarge } as const);
    if ('id' in read) return { go_to: `/candidates/import/${read.id}` };
    const fault = faultText(read.fault, lang);
    const page = (
      <ImportPage visitor={visitor} mostRows={mostRows} pasted={field(form, 'pasted')} fault={fault} />
    );
    return { page, title: plain('panel.import.title', lang), at: 'candidates', status: 422 };
  },

  async importPreview({ params, query, visitor, lang }) {
    const { id = '' } = params;
    const list = await deps.imports.find(visitor.company_id, id);
    if (!list) return { not: 'found' };
    // Whoever looks at one that was lost sets it going again; one that runs is enough.
    if (list.state === 'writing') await deps.imports.again(id);
    const kind = rowKinds.find((one) => one === field(query, 'kind'));
    const page = await deps.imports.rows(list.id, kind, field(query, 'after') || undefined, onePage);
    return {
      page: <ImportPreview list={list} page={page} kind={kind} visitor={visitor} />,
      title: plain('panel.checked.title', lang),
      at: 'candidates',
      ...liveOf(list),
    };
  },

  async writeImport({ params, visitor, trace_id }) {
    const { id = '' } = params;
    const list = await deps.imports.find(visitor.company_id, id);
    if (!list) return { not: 'found' };
    await deps.imports.write(visitor.company_id, id, actBy({ visitor, trace_id }));
    return { go_to: `/candidates/import/${id}` };
  },
});

/** Nothing is typed into it: whoever watches sees the end of reading and of writing too. */
const liveOf = ({ state }: StoredImport): { readonly live: 'moving' | true } => ({
  live: state === 'reading' || state === 'writing' ? 'moving' : true,
});

type Fault = ListFault | typeof tooLarge;

function faultText(fault: Fault, lang: Lang): string {
  switch (fault) {
    case 'empty':
      return plain('panel.import.fault.empty', lang);
    case 'headings':
      return plain('panel.import.fault.headings', lang);
    case 'too_many':
      return plain('panel.import.fault.too_many', lang, { rows: mostRows });
    default:
      return plain('panel.import.fault.too_large', lang);
  }
}

type File = { readonly text: string; readonly encoding: string };

/** A list that is none, or too long, is told at once; one that is goes on being compared behind the page that shows how far it is. */
async function keep(
  { imports: store, clock, brokeOff }: ImportDeps,
  { company_id: company, user_id: by }: Visitor,
  { text, encoding }: File,
): Promise<{ readonly id: string } | { readonly fault: ListFault }> {
  const list = await lookOver(text);
  if ('fault' in list) return list;
  const id = randomUUID();
  await store.begin({ id, company, by, at: await clock(), encoding, ...list });
  void compareAll(store, { id, company, text }).catch(async (error: unknown) => {
    brokeOff(error);
    // Where not even that can be noted it falls silent, and its page says so after a while.
    await store.broken(id).catch(brokeOff);
  });
  return { id };
}

type Looked = Pick<ImportFile, 'columns' | 'ignored' | 'size'>;

async function lookOver(text: string): Promise<Looked | { readonly fault: ListFault }> {
  let columns: readonly Column[] = [];
  let size = 0;
  for await (const part of readList(text)) {
    if ('fault' in part) return { fault: part.fault };
    if ('columns' in part) columns = part.columns;
    else size += 1;
  }
  const shown = (those: readonly Column[]) =>
    those.map(({ header }) => header.trim().slice(0, 60)).filter(Boolean);
  const known = columns.filter(({ field: its }) => its !== null);
  const ignored = columns.filter(({ field: its }) => its === null);
  return { columns: shown(known), ignored: shown(ignored), size };
}

type Kept = { readonly id: string; readonly company: string; readonly text: string };

/** Some rows at a time: they are never all in memory. */
async function compareAll(store: Imports, { id, company, text }: Kept): Promise<void> {
  let some: (ReadRow & { readonly twin?: number })[] = [];
  let before = 0;
  for await (const part of readList(text)) {
    if ('fault' in part || 'columns' in part) continue;
    some.push(part);
    if (some.length < batch) continue;
    await store.add(id, company, some, before);
    before += some.length;
    some = [];
  }
  if (some.length > 0) await store.add(id, company, some, before);
  await store.previewed(id);
}
