import { expect, test } from 'vitest';
import type { InitiatedBy } from '../booking/words.ts';
import { type Concerned, recipientsOf } from './recipients.ts';
import type { News } from './words.ts';

const concerned: Concerned = {
  client: { user_id: 'anna', has_telegram: false },
  specialists: ['sergei'],
  admins: ['olga', 'pavel'],
};
const by = (user_id: string | null, role: InitiatedBy['role']): InitiatedBy => ({
  user_id,
  role,
  channel: 'panel',
});
const anna = by('anna', 'candidate');
const sergei = by('sergei', 'specialist');
const olga = by('olga', 'admin');
const nobody = by(null, 'system');

const told = (news: News, initiator: InitiatedBy, who = concerned) =>
  recipientsOf(news, who, initiator).map(({ user_id, role }) => `${user_id} as ${role}`);

const all = ['anna as client', 'sergei as specialist', 'olga as admin', 'pavel as admin'];
const without = (...left: string[]) => all.filter((one) => !left.some((name) => one.startsWith(name)));

// The table of notification-system §5, with the rows it leaves open (SPEC §12).
test.each<[News, string, InitiatedBy, readonly string[]]>([
  ['booking_created', 'the client, whose own booking is confirmed', anna, all],
  ['booking_created', 'an admin, who is left out', olga, without('olga')],
  ['booking_created', 'the specialist', sergei, without('sergei')],
  ['booking_created', 'the system', nobody, all],
  ['booking_cancelled', 'the client', anna, without('anna')],
  ['booking_cancelled', 'an admin', olga, without('olga')],
  ['booking_cancelled', 'the specialist', sergei, without('sergei')],
  ['booking_cancelled', 'the system', nobody, all],
  ['booking_rescheduled', 'the client', anna, without('anna')],
  ['booking_rescheduled', 'an admin', olga, without('olga')],
  ['booking_rescheduled', 'the specialist', sergei, without('sergei')],
  ['booking_rescheduled', 'the system', nobody, all],
  ['booking_unbooked', 'the system', nobody, all],
  ['proposal_asked', 'the specialist', sergei, ['anna as client']],
  ['proposal_declined', 'the client', anna, ['sergei as specialist']],
  ['booking_reminder', 'the system', nobody, ['anna as client', 'sergei as specialist']],
  ['booking_done', 'the system', nobody, ['sergei as specialist', 'olga as admin', 'pavel as admin']],
  ['slot_changed', 'an admin', olga, ['anna as client', 'sergei as specialist']],
])('%s by %s', (news, _who, initiator, expected) => {
  expect(told(news, initiator)).toEqual(expected);
});

test('a candidate with Telegram is left to the workflow of their booking, whatever it is', () => {
  const hers = { ...concerned, client: { user_id: 'anna', has_telegram: true } };
  for (const news of ['booking_created', 'booking_cancelled', 'booking_reminder'] as const)
    expect(told(news, nobody, hers)).not.toContain('anna as client');
});

test('the specialists of the old and the new time are both told', () => {
  const moved = { ...concerned, specialists: ['sergei', 'vera'] };
  expect(told('booking_rescheduled', anna, moved)).toEqual([
    'sergei as specialist',
    'vera as specialist',
    'olga as admin',
    'pavel as admin',
  ]);
});

test('whoever is concerned twice hears it once, with what they may do most', () => {
  const both = { ...concerned, specialists: ['olga'] };
  expect(told('booking_cancelled', anna, both)).toEqual(['olga as admin', 'pavel as admin']);
});
