import { expect, test } from 'vitest';
import { companyEventDefaults, placeOr, readCompanyEvents } from './company.ts';

const blank = { contact: '', place: '', address: '', map: '', cutoff: '', hold: '', reminders: '' };

test('what a company leaves blank is as it was; what it writes has to be what an event may have', () => {
  expect(readCompanyEvents(blank)).toEqual({ ok: true, values: companyEventDefaults });
  expect(
    readCompanyEvents({ ...blank, contact: '@hr_anna', cutoff: '60', address: 'Lesnaya 7' }),
  ).toMatchObject({
    values: { contact: '@hr_anna', cutoff_minutes: 60, hold_minutes: 5, place: { address: 'Lesnaya 7' } },
  });
  const wrong = { ...blank, contact: 'call me', map: 'x', cutoff: '-1', reminders: 'at noon' };
  const read = readCompanyEvents(wrong);
  expect(read.ok ? [] : read.faults.map((one) => one.field)).toEqual([
    'contact',
    'map',
    'cutoff',
    'reminders',
  ]);
});

test('an event’s own place is its own, however little of it is written', () => {
  const none = companyEventDefaults.place;
  const office = { ...none, name: 'Office', address: 'Lesnaya 7' };
  expect(placeOr(none, office)).toEqual(office);
  expect(placeOr({ ...none, online_url: 'https://meet.example.org/1' }, office).name).toBeNull();
});
