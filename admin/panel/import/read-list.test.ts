import { expect, test } from 'vitest';
import { decodeList } from './decode.ts';
import { mostRows, readList } from './read-list.ts';

const read = async (text: string) => {
  const all = await Array.fromAsync(readList(text));
  const [head, ...rows] = all;
  return { head, rows };
};

test('each row comes with its line in the file, whatever ends lines and marks cells', async () => {
  for (const [end, mark] of [
    ['\n', ','],
    ['\r\n', ';'],
    ['\r', '\t'],
  ] as const) {
    const text = [
      ['имя', 'телефон'],
      ['Анна', '9991234567'],
      ['', ''],
      ['Борис', '9991234568'],
    ]
      .map((cells) => cells.join(mark))
      .join(end);
    const { head, rows } = await read(`\uFEFF${text}`);
    expect(head).toMatchObject({ columns: [{ field: 'first_name' }, { field: 'phone' }] });
    expect(rows).toMatchObject([
      { line: 2, person: { first_name: 'Анна', phone: '+79991234567' } },
      { line: 4, person: { first_name: 'Борис' } },
    ]);
  }
});

test('blank lines above the heading count as lines; a heading that begins with an empty cell keeps its columns', async () => {
  const { head, rows } = await read(
    '\r\n \r\n\tимя\tтелефон\r\n1\tАнна\t9991234567\r\n2\tБорис "\t1\r\n3\tВера\tx',
  );
  expect(head).toMatchObject({ columns: [{ field: null }, { field: 'first_name' }, { field: 'phone' }] });
  expect(rows).toMatchObject([
    { line: 4, person: { first_name: 'Анна', phone: '+79991234567' } },
    { line: 5, faults: ['quotes'] },
    { line: 6, faults: ['phone'] },
  ]);
});

test('a cell may hold marks, quotes and line ends', async () => {
  const { rows } = await read('name,phone\n"Smith, ""Anna""\nMaria",+79991234567\nBoris,\n');
  expect(rows).toMatchObject([
    { person: { phone: '+79991234567' } },
    { line: 4, person: { first_name: 'Boris' } },
  ]);
});

test('a letter behind a closing quote is one row’s, and takes none of those below with it', async () => {
  const { rows } = await read(
    'имя;телефон\n"Анна" К;9991234567\nВера;9991234568\n"Ира" Ж;9991234569\nГлеб;9991234570',
  );
  expect(rows).toMatchObject([
    { line: 2, person: { first_name: '"Анна" К' } },
    { line: 3, person: { first_name: 'Вера' } },
    { line: 4, person: { first_name: '"Ира" Ж' } },
    { line: 5, person: { first_name: 'Глеб' } },
  ]);
});

test('a row that cannot be read is named with its line, and the others are read', async () => {
  const { rows } = await read('имя;телефон\nАнна;9991234567\nБорис ";9991234568\nВера;12\nГлеб;9991234569\n');
  expect(rows).toHaveLength(4);
  expect(rows).toMatchObject([
    { line: 2, person: {} },
    { line: 3, faults: ['quotes'] },
    { line: 4, faults: ['phone'] },
    { line: 5, person: { first_name: 'Глеб' } },
  ]);
});

test('a quote that nothing closes is named by the line it opens in, however far the file goes on, and it is said that the rest was not read', async () => {
  const more = Array.from({ length: 1_000 }, (_none, at) => `Имя${at};7999000${1_000 + at}`).join('\n');
  for (const below of ['Вера;9991234568', more, `${more}\n"Ира";9991234569`]) {
    const { rows } = await read(`\n\nимя;телефон\n"Анна\nМария";9991234567\n\n"Борис;9991234568\n${below}\n`);
    expect(rows).toMatchObject([
      { line: 5, person: { first_name: 'Анна Мария' } },
      { line: 7, faults: ['open_quote'], said: '"Борис;9991234568' },
    ]);
  }
  expect(await read('"имя;телефон\nАнна;1\n')).toMatchObject({ head: { fault: 'headings' }, rows: [] });
});

test('a row without an end is named as what keeps the rest from being read', async () => {
  const { rows } = await read(`имя;телефон\nАнна;9991234567\n${'x'.repeat(20_000)};1\nВера;9991234568\n`);
  expect(rows).toMatchObject([{ line: 2 }, { line: 3, faults: ['long_row'] }]);
});

test('rows that a quote of a row above made one cell of are nobody’s name', async () => {
  const { rows } = await read(
    'имя;телефон\n"Борис;9991234567\nВера;9991234568\n"Ира";9991234569\nГлеб;9991234570',
  );
  expect(rows).toMatchObject([
    { line: 2, faults: ['swallowed'] },
    { line: 5, person: { first_name: 'Глеб' } },
  ]);
});

test('the same person twice: the first row counts, the second says which line that was', async () => {
  const { rows } = await read('имя,phone,telegram id\nАнна,9991234567,7\nАня,8 999 123 45 67,\nБорис,,7\n');
  expect(rows).toMatchObject([
    { line: 2, person: {} },
    { line: 3, faults: ['twice'], twin: 2 },
    { line: 4, faults: ['twice'], twin: 2 },
  ]);
});

test('nothing, unknown headings, too many rows: said at once, with nothing after it', async () => {
  expect(await read('')).toMatchObject({ head: { fault: 'empty' }, rows: [] });
  expect(await read('\uFEFF \n ')).toMatchObject({ head: { fault: 'empty' } });
  expect(await read('Анна;9991234567\n')).toMatchObject({ head: { fault: 'headings' }, rows: [] });
  const many = `имя\n${Array.from({ length: mostRows + 1 }, (_none, at) => `Имя${at}`).join('\n')}`;
  const { rows } = await read(many);
  expect(rows.at(-1)).toEqual({ fault: 'too_many' });
  expect(rows).toHaveLength(mostRows + 1);
});

test('a list is UTF-8 with or without its mark, or what Excel writes in Russian Windows', () => {
  const text = 'имя;телефон\r\nЁлка;1';
  const utf8 = new TextEncoder().encode(text);
  const cp1251 = Uint8Array.from(text.split(''), (letter) => {
    const code = letter.codePointAt(0) ?? 0;
    if (letter === 'Ё') return 0xa8;
    return code < 128 ? code : code - 0x410 + 0xc0;
  });
  expect(decodeList(utf8)).toEqual({ text, encoding: 'UTF-8' });
  expect(decodeList(Uint8Array.from([0xef, 0xbb, 0xbf, ...utf8])).text).toBe(text);
  expect(decodeList(cp1251)).toEqual({ text, encoding: 'Windows-1251' });
  const utf16 = Uint8Array.from([
    0xff,
    0xfe,
    ...new Uint8Array(Uint16Array.from(text.split(''), (one) => one.charCodeAt(0)).buffer),
  ]);
  expect(decodeList(utf16)).toEqual({ text, encoding: 'UTF-16' });
});
