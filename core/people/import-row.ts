import { cleanLine } from '../i18n/clean.ts';
import { isLang, type Lang } from '../i18n/lang.ts';
import { readAccount, readPhone, readUsername } from './fields.ts';
import { type ImportField, isLastNameFirst } from './import-columns.ts';

/** What a row says of somebody; what it leaves empty it does not say. */
export type ImportedPerson = {
  readonly telegram_id?: number;
  readonly username?: string;
  readonly first_name?: string;
  readonly last_name?: string;
  readonly phone?: string;
  readonly lang?: Lang;
};

const rowFaults = [
  'empty',
  'cells',
  'quotes',
  'open_quote',
  'swallowed',
  'long_row',
  'telegram_id',
  'username',
  'name',
  'phone',
  'lang',
  'twice',
  'ambiguous',
  'elsewhere',
  'other_account',
  'staff',
] as const;
export type RowFault = (typeof rowFaults)[number];

export type Column = { readonly field: ImportField | null; readonly header: string };
export type ReadRow =
  | { readonly line: number; readonly person: ImportedPerson }
  | { readonly line: number; readonly faults: readonly RowFault[]; readonly said: string };

const longestName = 64;
/** An apostrophe that a spreadsheet's guard put before what looked like a formula. */
const unguarded = (cell: string): string => cell.replace(/^'(?=[=+\-@])/, '').trim();

/** All that is wrong with a row at once. */
export function readRow(line: number, columns: readonly Column[], cells: readonly string[]): ReadRow {
  const said = cells
    .map((cell) => cleanLine(cell, longestName))
    .filter(Boolean)
    .slice(0, 4)
    .join(' · ');
  if (cells.length > columns.length && cells.slice(columns.length).some((cell) => cell.trim() !== ''))
    return { line, faults: ['cells'], said };
  const faults: RowFault[] = [];
  const person: { -readonly [Field in keyof ImportedPerson]: ImportedPerson[Field] } = {};
  columns.forEach(({ field, header }, at) => {
    const cell = unguarded(cells[at] ?? '');
    if (field === null || cell === '') return;
    const read = readCell(field, header, cell);
    if (typeof read === 'string') faults.push(read);
    else Object.assign(person, read);
  });
  if (faults.length === 0 && !isSomebody(person)) faults.push('empty');
  return faults.length > 0 ? { line, faults, said } : { line, person };
}

const isSomebody = ({ telegram_id, username, first_name, last_name, phone }: ImportedPerson): boolean =>
  [telegram_id, username, first_name, last_name, phone].some((value) => value !== undefined);

function readCell(field: ImportField, header: string, cell: string): ImportedPerson | RowFault {
  switch (field) {
    case 'telegram_id': {
      const telegram_id = readAccount(cell);
      return telegram_id === undefined ? 'telegram_id' : { telegram_id };
    }
    case 'username': {
      const username = readUsername(cell);
      return username === undefined ? 'username' : { username };
    }
    case 'phone': {
      const phone = readPhone(cell);
      return phone === undefined ? 'phone' : { phone };
    }
    case 'lang': {
      const lang = cell.slice(0, 2).toLowerCase();
      return isLang(lang) ? { lang } : 'lang';
    }
    case 'name':
      return fullName(cell, isLastNameFirst(header));
    default: {
      const name = cleanLine(cell, longestName + 1);
      return name.length > longestName ? 'name' : { [field]: name };
    }
  }
}

function fullName(cell: string, lastFirst: boolean): ImportedPerson | RowFault {
  const words = cleanLine(cell, 2 * longestName + 1).split(' ');
  const [one = '', ...others] = lastFirst ? words : words.toReversed();
  if (others.length === 0) return one.length > longestName ? 'name' : { first_name: one };
  const first_name = (lastFirst ? others : others.toReversed()).join(' ');
  return one.length > longestName || first_name.length > longestName
    ? 'name'
    : { first_name, last_name: one };
}

/** By which somebody is found again, the surest first; names only for who has nothing else. */
export function keysOf(person: ImportedPerson): readonly string[] {
  const { telegram_id, phone, username, first_name = '', last_name = '' } = person;
  const sure = [
    telegram_id !== undefined && `account ${telegram_id}`,
    phone !== undefined && `phone ${phone}`,
    username !== undefined && `username ${username.toLowerCase()}`,
  ].filter((key) => key !== false);
  return sure.length > 0 ? sure : [`name ${first_name.toLowerCase()} ${last_name.toLowerCase()}`];
}
