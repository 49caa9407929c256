import { expect, test } from 'vitest';
import { type EventForm, readEvent } from './form.ts';

const faults = (form: EventForm) => {
  const read = readEvent(form);
  return read.ok ? [] : read.faults.map(({ field, fault }) => `${field}: ${fault}`);
};

test('a title is enough; what is not said is left to the defaults', () => {
  expect(readEvent({ title: ' Support ' })).toEqual({
    ok: true,
    event: {
      title: 'Support',
      description: null,
      place: { name: null, address: null, map_url: null, online_url: null },
      bring: null,
      contact: null,
    },
  });
});

test('everything that is said is read', () => {
  const read = readEvent({
    title: 'Support',
    map: 'https://maps.example.org/x',
    contact: '@hr_anna',
    channel: '-1001234567890',
    policy: 'swap',
    cutoff: '0',
    hold: '10',
    moves: '3',
    nudge: '24',
    reminders: 'day before 18:00; 120 min before',
  });
  expect(read.ok && read.event).toMatchObject({
    channel_chat_id: -1001234567890,
    reschedule_policy: 'swap',
    cutoff_minutes: 0,
    hold_minutes: 10,
    max_moves: 3,
    nudge_after_hours: 24,
    reminders: ['day before 18:00', '120 min before'],
  });
});

test('all faults are told at once, each with its field', () => {
  expect(
    faults({
      title: ' ',
      description: 'x'.repeat(1_201),
      map: 'javascript:alert(1)',
      contact: 'call me',
      channel: '710000001',
      policy: 'sometimes',
      cutoff: '-5',
      hold: '0',
      reminders: 'at dawn',
    }),
  ).toEqual([
    'title: missing',
    'contact: not_a_contact',
    'description: too_long',
    'map: not_a_link',
    'channel: not_a_chat',
    'cutoff: not_a_number',
    'hold: not_a_number',
    'policy: no_such_choice',
    'reminders: no_such_choice',
  ]);
});

test('letters nobody sees make no title, and steer nothing', () => {
  expect(readEvent({ title: '\u200b\u202e ' })).toMatchObject({
    faults: [{ field: 'title', fault: 'missing' }],
  });
  expect(readEvent({ title: 'Sup\u0000port\nteam' })).toMatchObject({ event: { title: 'Sup port team' } });
});
