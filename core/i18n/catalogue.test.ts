import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { expect, test } from 'vitest';
import { catalogue, type Key } from './catalogue.ts';
import { langs } from './lang.ts';
import { plain, t } from './t.ts';

const keys = Object.keys(catalogue.ru) as Key[];

type Node = { type: number; value?: unknown; options?: Record<string, { value: Node[] }> };
const literal = 0;
const namesIn = (nodes: Node[]): string[] =>
  nodes.flatMap((node) => [
    ...(node.type === literal || node.type === 7 ? [] : [String(node.value)]),
    ...Object.values(node.options ?? {}).flatMap((option) => namesIn(option.value)),
  ]);
const paramsOf = (text: string, lang: string) => {
  const format = new IntlMessageFormat(text, lang, undefined, { ignoreTag: true });
  return [...new Set(namesIn(format.getAst()))].sort();
};
const tagsOf = (text: string) => [...text.matchAll(/<\/?(\w+)>/g)].map((found) => found[0]).sort();

test('every text exists in both languages', () => {
  expect(Object.keys(catalogue.en).sort()).toEqual([...keys].sort());
  for (const lang of langs) for (const key of keys) expect(catalogue[lang][key].trim(), key).not.toBe('');
});

/** A later file would silently have the last word. */
test('a key stands in one file of a language only', () => {
  for (const lang of langs) {
    const folder = join(import.meta.dirname, lang);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((one) =>
      one.endsWith('.ts'),
    );
    const found = files.flatMap((one) =>
      [...readFileSync(join(folder, one), 'utf8').matchAll(/^ {2}'([^']+)':/gm)].map(([, key]) => key),
    );
    expect(
      found.filter((key, at) => found.indexOf(key) !== at),
      lang,
    ).toEqual([]);
    expect(found).toHaveLength(keys.length);
  }
});

test('both languages of a text are given the same values and the same tags', () => {
  for (const key of keys) {
    expect(paramsOf(catalogue.en[key], 'en'), key).toEqual(paramsOf(catalogue.ru[key], 'ru'));
    expect(tagsOf(catalogue.en[key]), key).toEqual(tagsOf(catalogue.ru[key]));
  }
});

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'i18n' ? [] : sources(path);
    return /\.tsx?$/.test(entry.name) && !entry.name.includes('.test.') ? [readFileSync(path, 'utf8')] : [];
  });
}

test('every text is used somewhere: none lies about', () => {
  const code = ['core', 'activities', 'bot', 'workers', 'admin'].flatMap(sources).join('\n');
  expect(keys.filter((key) => !code.includes(`'${key}'`))).toEqual([]);
});

test('a value that is missing is an error, not a hole in a text', () => {
  const careless = t as unknown as (key: Key, lang: 'ru', params: object) => { html: string };
  expect(() => careless('booked.number', 'ru', {})).toThrow(/number/);
});

test('Russian counts as Russians do, and no line ends between a number and its word', () => {
  const minutes = [1, 2, 5, 11, 21, 22, 45, 111].map((n) => plain('slot.length', 'ru', { minutes: n }));
  expect(minutes).toEqual([
    '1\u00a0минута',
    '2\u00a0минуты',
    '5\u00a0минут',
    '11\u00a0минут',
    '21\u00a0минута',
    '22\u00a0минуты',
    '45\u00a0минут',
    '111\u00a0минут',
  ]);
});

test('a foreign value cannot steer the message: tags, quotes and braces are shown as typed', () => {
  expect(t('booked.number', 'en', { number: '<b>"x"</b> & {n}' }).html).toBe(
    'Booking number: <b>&lt;b&gt;&quot;x&quot;&lt;/b&gt; &amp; {n}</b>',
  );
  expect(t('booked.number', 'en', { number: { html: '<i>ours</i>' } }).html).toBe(
    'Booking number: <b><i>ours</i></b>',
  );
  expect(plain('slot.room', 'en', { room: '<b>\u202e3' })).toBe('room <b>3');
});
