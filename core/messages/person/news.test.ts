import { expect, test } from 'vitest';
import { langs } from '../../i18n/lang.ts';
import type { News } from '../../notify/words.ts';
import { slotInstants } from '../../time/slot-instants.ts';
import { sampleEvent } from '../samples.ts';
import { ownMessage, ownNews } from './news.ts';

const at = (time: string, audience = '301') => ({
  starts_at: slotInstants('2026-11-26', time, 30).starts_at,
  location: 'Офис <А>',
  audience,
});
const model = { event: sampleEvent, old: at('14:00'), now: at('16:00'), by: 'admin' } as const;
const said = (news: News, more: Partial<Parameters<typeof ownNews>[1]> = {}) =>
  ownNews(news, { ...model, ...more }, 'en').html;

test('a move speaks to the candidate: to when, what was before, where', () => {
  expect(said('booking_rescheduled')).toBe(
    [
      '<b>Your interview was moved to Thu 26 November, 16:00 MSK.</b>',
      '',
      'It was: <s>Thu 26 November, 14:00 MSK · Офис &lt;А&gt; · room 301</s>',
      'Where: Офис А, Офис &lt;А&gt;, room 301',
    ].join('\n'),
  );
  expect(ownNews('booking_rescheduled', model, 'ru').html).toContain(
    '<b>Ваше собеседование перенесено: чт 26 ноября, 16:00 МСК.</b>',
  );
});

test('what they booked themselves is confirmed; what others booked is told as such', () => {
  expect(said('booking_created', { by: 'candidate' })).toContain('Your interview is booked');
  expect(said('booking_created')).toContain('You have been booked');
  expect(said('booking_created')).toContain('When: <b>Thu 26 November, 16:00 MSK</b>');
  expect(said('booking_created')).not.toContain('14:00');
});

test('of a cancelled one they read who did it, when it was, and whether they may choose again', () => {
  const gone = said('booking_cancelled', { now: null });
  expect(gone).toMatch(/The organiser has cancelled your interview[^]*14:00[^]*can be chosen on your page/);
  expect(said('booking_cancelled', { by: 'system' })).not.toContain('organiser');
  expect(said('booking_cancelled', { event: { ...sampleEvent, open: false } })).not.toContain(
    'can be chosen',
  );
});

test('a reminder says when, where and what to bring', () => {
  expect(said('booking_reminder')).toMatch(/16:00 MSK[^]*room 301[^]*Please bring: паспорт/);
});

const kinds: readonly News[] = [
  'booking_created',
  'booking_cancelled',
  'booking_unbooked',
  'booking_rescheduled',
  'booking_reminder',
  'booking_done',
  'slot_changed',
  'proposal_asked',
  'proposal_declined',
];

test.each(kinds)('%s names nobody else, no number and nothing unknown, in both languages', (news) => {
  for (const lang of langs) {
    const { html } = ownMessage(news, { ...model, event: { ...sampleEvent, bring: null } }, lang).text;
    expect(html).not.toMatch(/null|undefined|\{|📅|👤/);
    const little = ownNews(news, { ...model, old: null, now: null }, lang).html;
    expect(little).not.toMatch(/null|undefined|\{|^$/);
  }
});
