import { expect, test } from 'vitest';
import { readEvent } from './form.ts';
import { differences, type EventValues, eventDefaults, formOf } from './values.ts';

const event: EventValues = {
  ...eventDefaults,
  title: 'Backend',
  description: 'two\nlines',
  place: { name: 'Office', address: null, map_url: 'https://maps.example.org/x', online_url: null },
  channel_chat_id: -1001234567890,
  reschedule_policy: 'swap',
  max_moves: 0,
  nudge_after_hours: 24,
  reminders: ['day before 18:00', '120 min before'],
};

test('an event shown in a form and sent back unchanged is the same event', () => {
  for (const one of [event, { ...eventDefaults, title: 'x' }]) {
    const read = readEvent(formOf(one));
    expect(read.ok && { ...eventDefaults, ...read.event }).toEqual(one);
  }
});

test('only what is different is a difference, also within a place', () => {
  expect(differences(event, { ...event })).toEqual({});
  const place = { ...event.place, address: '1 Example Street' };
  expect(differences(event, { ...event, place, max_moves: null })).toEqual({ place, max_moves: null });
});
