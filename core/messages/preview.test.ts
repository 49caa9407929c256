import { expect, test } from 'vitest';
import { places } from '../notify/matrix.ts';
import { previewOf } from './preview.ts';

const ad = { html: '<b>Open day</b>' };

test.each(places)(
  '$event_type to $recipient_role is shown in both languages, with an ad and without',
  (place) => {
    const { event_type: news, recipient_role: role } = place;
    for (const way of ['telegram', 'web_push'] as const)
      for (const lang of ['ru', 'en'] as const) {
        const bare = previewOf({ news, role, way }, null, lang).text.html;
        expect(bare).not.toMatch(/null|undefined|\{/);
        if (lang === 'en') expect(bare).not.toMatch(/[А-я]/);
        expect(previewOf({ news, role, way }, ad, lang).text.html).toBe(`${bare}\n\n<b>Open day</b>`);
      }
  },
);

test('a candidate with Telegram sees what their own workflow writes, who has none what their browser shows, staff the news', () => {
  const kind = { news: 'booking_reminder', role: 'client' } as const;
  expect(previewOf({ ...kind, way: 'telegram' }, null, 'en').keyboard).not.toEqual([]);
  const pushed = previewOf({ ...kind, way: 'web_push' }, null, 'en');
  expect(pushed.keyboard).toEqual([]);
  expect(pushed.text.html).toContain('A reminder of your interview');
  const toStaff = previewOf({ ...kind, role: 'specialist', way: 'telegram' }, null, 'en');
  expect(toStaff.text.html).toContain('You have an interview today');
});
