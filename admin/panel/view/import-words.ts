import type { Key } from '../../../core/i18n/catalogue.ts';
import type { ImportField } from '../../../core/people/import-columns.ts';
import type { RowFault } from '../../../core/people/import-row.ts';
import type { RowKind } from '../ports/imports.ts';
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

/** `twice` names the other line, and has a text of its own. */
export const rowFaultWords = {
  empty: 'panel.row.empty',
  cells: 'panel.row.cells',
  quotes: 'panel.row.quotes',
  telegram_id: 'panel.row.telegram_id',
  username: 'panel.row.username',
  name: 'panel.row.name',
  phone: 'panel.row.phone',
  lang: 'panel.row.lang',
  ambiguous: 'panel.row.ambiguous',
  elsewhere: 'panel.row.elsewhere',
  other_account: 'panel.row.other_account',
  staff: 'panel.row.staff',
} as const satisfies Record<Exclude<RowFault, 'twice'>, Key>;
