import { expect, test } from 'vitest';
import { formattedText } from './formatted.ts';

const ann = { id: 7, is_bot: false, first_name: 'Ann' };
const read = (text: string, mode = 'HTML') =>
  formattedText(text, mode, undefined, (id) => (id === 7 ? ann : undefined));
const refusal = (text: string, mode = 'HTML') => {
  try {
    read(text, mode);
    return 'accepted';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

test('offsets and lengths count UTF-16 units, so an emoji counts two', () => {
  expect(read('👍 <b>да</b>')).toEqual({
    text: '👍 да',
    entities: [{ type: 'bold', offset: 3, length: 2 }],
  });
});

test.each([
  ['<b>a</b>', 'bold'],
  ['<strong>a</strong>', 'bold'],
  ['<i>a</i>', 'italic'],
  ['<em>a</em>', 'italic'],
  ['<u>a</u>', 'underline'],
  ['<ins>a</ins>', 'underline'],
  ['<s>a</s>', 'strikethrough'],
  ['<strike>a</strike>', 'strikethrough'],
  ['<del>a</del>', 'strikethrough'],
  ['<tg-spoiler>a</tg-spoiler>', 'spoiler'],
  ['<span class="tg-spoiler">a</span>', 'spoiler'],
  ['<code>a</code>', 'code'],
  ['<pre>a</pre>', 'pre'],
  ['<blockquote>a</blockquote>', 'blockquote'],
  ['<blockquote expandable>a</blockquote>', 'expandable_blockquote'],
])('the tag in %s becomes the entity %s', (html, type) => {
  expect(read(html)).toEqual({ text: 'a', entities: [{ type, offset: 0, length: 1 }] });
});

test('tags with arguments keep them', () => {
  expect(read('<pre><code class="language-ts">x</code></pre>').entities).toEqual([
    { type: 'pre', offset: 0, length: 1, language: 'ts' },
  ]);
  expect(read('<a href="https://example.org/a?b=1&amp;c=2">x</a>').entities).toEqual([
    { type: 'text_link', offset: 0, length: 1, url: 'https://example.org/a?b=1&c=2' },
  ]);
  expect(read('<a href="tg://user?id=7">x</a>').entities).toEqual([
    { type: 'text_mention', offset: 0, length: 1, user: ann },
  ]);
  expect(read('<tg-time unix="1795248000" format="TDw">14:00 МСК</tg-time>').entities).toEqual([
    { type: 'date_time', offset: 0, length: 9, unix_time: 1_795_248_000, date_time_format: 'wDT' },
  ]);
  expect(read('<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>').entities).toEqual([
    { type: 'custom_emoji', offset: 0, length: 2, custom_emoji_id: '5368324170671202286' },
  ]);
});

test('a mention of somebody the bot does not know is plain text', () => {
  expect(read('<a href="tg://user?id=8">x</a>')).toEqual({ text: 'x', entities: [] });
});

test('named and numeric characters are decoded, foreign ones stay as they are', () => {
  expect(read('&lt;b&gt; &amp; &quot; &#65; &#x42; &nbsp; &copy;').text).toBe('<b> & " A B &nbsp; &copy;');
});

test('Telegram trims the end, the start before the first entity, and turns controls into spaces', () => {
  expect(read(' \n a\tb <b>c</b> \n')).toEqual({
    text: 'a b c',
    entities: [{ type: 'bold', offset: 4, length: 1 }],
  });
});

test.each([
  ['<b>x', `Can't find end tag corresponding to start tag "b"`],
  ['<b>x</i>', 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'],
  ['я<x>y</x>', 'Unsupported start tag "x" at byte offset 2'],
  ['x</b>', 'Unexpected end tag at byte offset 1'],
  ['x < y', 'Unsupported start tag "" at byte offset 2'],
  ['x <', 'Unclosed start tag at byte offset 2'],
  ['<b', 'Unclosed start tag at byte offset 0'],
  ['<a href="x', 'Unclosed start tag at byte offset 0'],
  ['<a href=x"y>z</a>', 'Unexpected end of name token at byte offset 8'],
  ['<a ="x">z</a>', 'Empty attribute name in the tag "a" at byte offset 0'],
  ['<span>x</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
  ['<b>x</b', 'Unclosed end tag at byte offset 4'],
  ['<tg-emoji>x</tg-emoji>', 'Invalid custom emoji identifier specified'],
  ['<tg-time unix="1" format="q">x</tg-time>', 'Invalid date format used'],
])('%s is refused in Telegram’s words', (html, reason) => {
  expect(refusal(html)).toBe(`Bad Request: can't parse entities: ${reason}`);
});

test('MarkdownV2 nests, escapes and knows quotes, spoilers, code and times', () => {
  expect(read('*bold _both_* __u__ ~s~ ||hid|| `c\\`d` 1\\.5', 'MarkdownV2')).toEqual({
    text: 'bold both u s hid c`d 1.5',
    entities: [
      { type: 'bold', offset: 0, length: 9 },
      { type: 'italic', offset: 5, length: 4 },
      { type: 'underline', offset: 10, length: 1 },
      { type: 'strikethrough', offset: 12, length: 1 },
      { type: 'spoiler', offset: 14, length: 3 },
      { type: 'code', offset: 18, length: 3 },
    ],
  });
  expect(read('```ts\nlet a;```', 'MarkdownV2').entities).toEqual([
    { type: 'pre', offset: 0, length: 6, language: 'ts' },
  ]);
  expect(read('>one\n>two\nafter', 'MarkdownV2')).toEqual({
    text: 'one\ntwo\nafter',
    entities: [{ type: 'blockquote', offset: 0, length: 8 }],
  });
  expect(read('>one\n>two||', 'MarkdownV2').entities[0]?.type).toBe('expandable_blockquote');
  expect(read('[x](https://example.org/\\))', 'MarkdownV2').entities).toEqual([
    { type: 'text_link', offset: 0, length: 1, url: 'https://example.org/)' },
  ]);
  expect(read('![22:45](tg://time?unix=1647531900&format=wDT)', 'MarkdownV2').entities).toEqual([
    { type: 'date_time', offset: 0, length: 5, unix_time: 1_647_531_900, date_time_format: 'wDT' },
  ]);
});

test.each([
  ['1.5', `Character '.' is reserved and must be escaped with the preceding '\\'`],
  ['a!', `Character '!' is reserved and must be escaped with the preceding '\\'`],
  ['a|b', `Character '|' is reserved and must be escaped with the preceding '\\'`],
  ['я *b', `Can't find end of Bold entity at byte offset 3`],
  ['[a](b', `Can't find end of a URL at byte offset 4`],
  ['![a]', 'The entity must contain a tg://emoji or tg://time URL'],
  ['![a](https://x.y)', 'Invalid tg://emoji or tg://time URL specified'],
])('MarkdownV2 %s is refused in Telegram’s words', (text, reason) => {
  expect(refusal(text, 'MarkdownV2')).toBe(`Bad Request: can't parse entities: ${reason}`);
});

test('the old Markdown knows four signs and no nesting', () => {
  expect(read('*b* _i_ `c` [l](example.org) \\_', 'Markdown')).toEqual({
    text: 'b i c l _',
    entities: [
      { type: 'bold', offset: 0, length: 1 },
      { type: 'italic', offset: 2, length: 1 },
      { type: 'code', offset: 4, length: 1 },
      { type: 'text_link', offset: 6, length: 1, url: 'http://example.org/' },
    ],
  });
  expect(refusal('a *b', 'Markdown')).toBe(
    `Bad Request: can't parse entities: Can't find end of the entity starting at byte offset 2`,
  );
});

test('commands, links, mentions, addresses and hashtags are found by themselves, but not inside code', () => {
  const found = read('/start@bot https://a.org, @someone me@x.org #tag <code>/no</code>').entities;
  expect(found.map(({ type }) => type)).toEqual([
    'bot_command',
    'url',
    'mention',
    'email',
    'hashtag',
    'code',
  ]);
});

test('an unknown parse mode and a text over 32 KiB are refused', () => {
  expect(refusal('x', 'Wiki')).toBe('Bad Request: unsupported parse_mode');
  expect(refusal('я'.repeat(16_385))).toBe('Bad Request: text is too long');
});

test('entities given beside the text are checked and clipped to it', () => {
  const given = (entities: unknown) => formattedText('hello ', '', entities as never, () => undefined);
  expect(given([{ type: 'bold', offset: 2, length: 100 }]).entities).toEqual([
    { type: 'bold', offset: 2, length: 3 },
  ]);
  expect(() => given([{ type: 'bold', offset: -1, length: 2 }])).toThrow(
    'Bad Request: receive an entity with incorrect offset -1',
  );
  expect(() => given([{ type: 'bold', offset: 0 }])).toThrow(
    `Bad Request: can't parse MessageEntity: Can't find field "length"`,
  );
});
