import { expect, test } from 'vitest';
import { provisionedMessage } from './provisioned.ts';

test('a result says how it went, with the status as it was given and a link that is one', () => {
  const given = { status: 'success', server: 'web-1', link: 'https://example.org/servers/1' };
  const { text, keyboard } = provisionedMessage(given, 'en');
  expect(text.html).toContain('is ready');
  expect(text.html).toContain('web-1');
  expect(text.html).toContain('success');
  expect(keyboard).toEqual([[{ label: 'Open the server', url: 'https://example.org/servers/1' }]]);
  expect(provisionedMessage({ status: 'FAILED' }, 'ru').text.html).toContain('не удалось');
  expect(provisionedMessage({ status: 'half-way' }, 'en').text.html).toContain('half-way');
});

test('foreign text is escaped, and what is no web address becomes no link', () => {
  for (const link of ['javascript:alert(1)', 'https://user:secret@example.org/', 'not a link', '']) {
    const { text, keyboard } = provisionedMessage(
      { status: '<b>ok</b>', server: '<i>', detail: 'a & b\n<script>', link },
      'en',
    );
    expect(keyboard).toEqual([]);
    expect(text.html).toContain('&lt;b&gt;ok&lt;/b&gt;');
    expect(text.html).toContain('a &amp; b\n&lt;script&gt;');
  }
});
