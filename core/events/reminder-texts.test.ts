import { expect, test } from 'vitest';
import { reminderTexts, rulesOf, wrongReminder } from './reminder-texts.ts';

test('rules shown in a form and sent back unchanged are the same rules', () => {
  const rules = ['same day 11:00', 'day before 18:00', '120 min before', '30 min before'];
  expect(reminderTexts(rules)).toEqual({ same_day: '11:00', day_before: '18:00', before: '120, 30' });
  expect(rulesOf(reminderTexts(rules)).split('; ')).toEqual(rules);
  expect(rulesOf(reminderTexts([]))).toBe('');
});

test('nine o’clock may be written without its nought, and what is no rule is told with its field', () => {
  expect(rulesOf({ same_day: '9:00', day_before: '', before: '' })).toBe('same day 09:00');
  expect(wrongReminder({ same_day: '11:00', day_before: '', before: 'soon' })).toBe('before');
  expect(wrongReminder({ same_day: '11:00', day_before: '25:00', before: 'x' })).toBe('day_before');
});
