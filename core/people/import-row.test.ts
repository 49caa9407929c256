import { expect, test } from 'vitest';
import { delimiterOf, fieldOf } from './import-columns.ts';
import { type Column, keysOf, readRow } from './import-row.ts';

const columns = (...headers: string[]): Column[] =>
  headers.map((header) => ({ header, field: fieldOf(header) }));

test('headings are known in Russian and English, however they are written', () => {
  for (const [header, field] of [
    ['Telegram ID', 'telegram_id'],
    ['telegram_id', 'telegram_id'],
    [' Фамилия ', 'last_name'],
    ['ФИО', 'name'],
    ['Телефон', 'phone'],
    ['Ник', 'username'],
    ['Язык', 'lang'],
    ['Оценка', null],
  ] as const)
    expect(fieldOf(header), header).toBe(field);
});

test('the mark between cells is the one the heading has most of', () => {
  expect(delimiterOf('a;b;c,d\n1,2,3,4,5')).toBe(';');
  expect(delimiterOf('a,b')).toBe(',');
  expect(delimiterOf('a\tb\tc')).toBe('\t');
  expect(delimiterOf('phone')).toBe(',');
});

test('a row is read as its columns say; full names in the order of their language', () => {
  expect(readRow(2, columns('ФИО', 'телефон'), ['Иванова Анна Петровна', '8 999 123-45-67'])).toEqual({
    line: 2,
    person: { first_name: 'Анна Петровна', last_name: 'Иванова', phone: '+79991234567' },
  });
  expect(readRow(2, columns('name', 'tg', 'lang'), ['Anna Maria Smith', '@anna_s', 'EN'])).toEqual({
    line: 2,
    person: { first_name: 'Anna Maria', last_name: 'Smith', username: 'anna_s', lang: 'en' },
  });
  expect(readRow(2, columns('имя', 'оценка'), ['Анна', '5'])).toEqual({
    line: 2,
    person: { first_name: 'Анна' },
  });
});

test('everything that is wrong with a row is said at once, with what it said', () => {
  expect(readRow(7, columns('id телеграм', 'phone', 'lang'), ['abc', '12', 'de'])).toEqual({
    line: 7,
    faults: ['telegram_id', 'phone', 'lang'],
    said: 'abc · 12 · de',
  });
  expect(readRow(8, columns('имя', 'phone'), ['', ''])).toMatchObject({ faults: ['empty'] });
  expect(readRow(8, columns('имя'), ['Анна', 'лишнее'])).toMatchObject({ faults: ['cells'] });
  expect(readRow(8, columns('имя'), ['Анна', ''])).toMatchObject({ person: { first_name: 'Анна' } });
  expect(readRow(9, columns('имя'), ['я'.repeat(65)])).toMatchObject({ faults: ['name'] });
});

test('what our own file guards against spreadsheets comes back as it was', () => {
  expect(readRow(2, columns('name', 'phone'), ["'=Anna", "'+79991234567"])).toEqual({
    line: 2,
    person: { first_name: '=Anna', phone: '+79991234567' },
  });
});

test('somebody is found by account, phone or username; by name only without any of them', () => {
  expect(keysOf({ telegram_id: 7, username: 'Anna', first_name: 'Anna' })).toEqual([
    'account 7',
    'username anna',
  ]);
  expect(keysOf({ first_name: 'Анна', last_name: 'Иванова' })).toEqual(['name анна иванова']);
});
