import { expect, test } from 'vitest';
import type { News } from '../../notify/words.ts';
import { slotInstants } from '../../time/slot-instants.ts';
import { sampleEvent } from '../samples.ts';
import { type NewsModel, newsText } from './news.ts';

const at = (time: string) => ({
  starts_at: slotInstants('2026-11-26', time, 30).starts_at,
  location: 'Офис А',
  audience: '301',
});
const model: NewsModel = {
  event: sampleEvent,
  number: 'K7M2Q',
  candidate: { name: 'Иван <Петров>', phone: '+7 999 123-45-67' },
  specialist: 'Анна',
  old: at('14:00'),
  now: at('16:00'),
  by: 'candidate',
};

test('a new booking says who, how to reach them, what, when, where, with whom, and by whom it was made', () => {
  expect(newsText('booking_created', { ...model, old: null }, 'ru').html).toBe(
    [
      '📅 <b>Новая запись K7M2Q</b>',
      '',
      '👤 Иван &lt;Петров&gt;',
      '📞 +7 999 123-45-67',
      '💼 Собеседование в команду поддержки',
      '🕐 чт 26 ноября, 16:00 МСК',
      '📍 Офис А, ауд. 301',
      '🎓 Анна',
      '',
      'Сделал кандидат.',
    ].join('\n'),
  );
});

test('a move says from what to what', () => {
  const { html } = newsText('booking_rescheduled', model, 'en');
  expect(html).toContain('Before: Thu 26 November, 14:00 MSK · Офис А, room 301');
  expect(html).toContain('Now: Thu 26 November, 16:00 MSK · Офис А, room 301');
});

test('a cancelled one says which time is free now', () => {
  expect(newsText('booking_cancelled', { ...model, now: null }, 'ru').html).toContain('чт 26 ноября, 14:00');
});

test.each<[News]>([
  ['booking_reminder'],
  ['booking_done'],
  ['slot_changed'],
  ['booking_unbooked'],
  ['proposal_asked'],
  ['proposal_declined'],
])('%s is a message in both languages, whatever is not known', (news) => {
  const little = { ...model, candidate: null, specialist: null, old: null, now: null, number: null };
  for (const lang of ['ru', 'en'] as const) {
    const { html } = newsText(news, little, lang);
    expect(html).toContain('<b>');
    expect(html).not.toMatch(/null|undefined|\{/);
  }
});
