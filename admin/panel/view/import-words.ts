import type { Key } from '../../../core/i18n/catalogue.ts';
import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import type { ImportField } from '../../../core/people/import-columns.ts';
import type { RowFault } from '../../../core/people/import-row.ts';
import type { ImportRow, RowKind } from '../ports/imports.ts';
import type { Tone } from './parts.tsx';

export const kindWords = {
  new: 'panel.checked.new',
  changed: 'panel.checked.changed',
  unchanged: 'panel.checked.unchanged',
  wrong: 'panel.checked.wrong',
} as const satisfies Record<RowKind, Key>;

export const kindTones = {
  new: 'good',
  changed: 'info',
  unchanged: 'quiet',
  wrong: 'bad',
} as const satisfies Record<RowKind, Tone>;

export const fieldWords = {
  telegram_id: 'panel.field.telegram_id',
  username: 'panel.field.username',
  first_name: 'panel.field.first_name',
  last_name: 'panel.field.last_name',
  name: 'panel.field.name',
  phone: 'panel.field.phone',
  lang: 'panel.field.lang',
} as const satisfies Record<ImportField, Key>;

/** Those that name a line have texts of their own. */
const rowFaultWords = {
  empty: 'panel.row.empty',
  cells: 'panel.row.cells',
  quotes: 'panel.row.quotes',
  swallowed: 'panel.row.swallowed',
  telegram_id: 'panel.row.telegram_id',
  username: 'panel.row.username',
  name: 'panel.row.name',
  phone: 'panel.row.phone',
  lang: 'panel.row.lang',
  ambiguous: 'panel.row.ambiguous',
  elsewhere: 'panel.row.elsewhere',
  other_account: 'panel.row.other_account',
  staff: 'panel.row.staff',
} as const satisfies Record<Exclude<RowFault, 'twice' | 'open_quote' | 'long_row'>, Key>;

export function faultWords(
  fault: RowFault,
  { line, twin }: Pick<ImportRow, 'line' | 'twin'>,
  lang: Lang,
): string {
  switch (fault) {
    case 'twice':
      return plain('panel.row.twice', lang, { line: twin ?? 0 });
    case 'open_quote':
      return plain('panel.row.open_quote', lang, { line });
    case 'long_row':
      return plain('panel.row.long_row', lang, { line });
    default:
      return plain(rowFaultWords[fault], lang);
  }
}
