// One of every screen, and events and slots to fill them: for the preview page and for the tests that read all of it.
import type { Screen, SlotsNotice } from '../booking/screen.ts';
import { eventId, type SlotId, slotId } from '../shared/ids.ts';
import { slotInstants } from '../time/slot-instants.ts';
import type { EventText, ScreenModel, SlotLine } from './model.ts';

const id = (n: number): SlotId => slotId(n.toString(16).padStart(24, '0'));

export const sampleEvent: EventText = {
  event_id: eventId('0123456789abcdef01234567'),
  title: 'Собеседование в команду поддержки',
  description: 'Разговор на 45 минут: расскажете о себе, решим вместе небольшую задачу.',
  place: {
    name: 'Офис А',
    address: 'Москва, Лесная ул., 7',
    map_url: 'https://maps.example.org/lesnaya-7',
    online_url: null,
  },
  bring: 'паспорт',
  contact: '@hr_anna',
  open: true,
};

function slotLine(n: number, day: string, time: string, audience: string | null): SlotLine {
  return { slot_id: id(n), ...slotInstants(day, time, 45), location: 'Офис А', audience };
}

const sampleSlots: readonly SlotLine[] = [
  slotLine(1, '2026-11-26', '14:00', '301'),
  slotLine(2, '2026-11-26', '23:59', 'Переговорная «Байкал»'),
  slotLine(3, '2026-11-27', '00:00', null),
];

export const sampleModel: ScreenModel = {
  event: sampleEvent,
  slots: new Map(sampleSlots.map((slot) => [slot.slot_id, slot])),
  page: { slots: sampleSlots, page: 1, earlier: true, later: true, total: 11 },
  change: { from: sampleSlots[1] as SlotLine, to: sampleSlots[0] as SlotLine },
};

const at = (day: string, time: string): number => slotInstants(day, time, 0).starts_at;
const notices: readonly SlotsNotice[] = [
  'slot_taken',
  'too_late',
  'closed',
  'hold_ran_out',
  'not_allowed',
  'released',
  'wish_noted',
  'one_opened',
];
const keep = { slot_id: id(2), until: at('2026-11-26', '21:59') };
const number = 'K7M2Q';
const booked = { slot_id: id(1), number };

/** Named as the preview names them. */
export const sampleScreens: Readonly<Record<string, Screen>> = {
  slots: { kind: 'slots', page: 1 },
  ...Object.fromEntries(
    notices.map((notice) => [`slots, ${notice.replaceAll('_', ' ')}`, { kind: 'slots', page: 1, notice }]),
  ),
  'slots while moving, old time cleared': {
    kind: 'slots',
    page: 1,
    notice: 'released',
    keep: { ...keep, still_booked: false },
  },
  'slots while moving, old time still booked': {
    kind: 'slots',
    page: 1,
    keep: { ...keep, still_booked: true },
  },
  'chosen, held': { kind: 'chosen', slot_id: id(1), until: at('2026-11-25', '12:35') },
  'chosen, not held': { kind: 'chosen', slot_id: id(1), until: null },
  'chosen instead of another': {
    kind: 'chosen',
    slot_id: id(1),
    until: at('2026-11-25', '12:35'),
    instead_of: id(2),
  },
  booked: { kind: 'booked', ...booked, moved: false },
  'booked, moved': { kind: 'booked', ...booked, moved: true },
  'booked, nothing is asked any more': { kind: 'booked', ...booked, moved: false, withdrawn: true },
  'booked, kept': { kind: 'booked', ...booked, moved: false, kept: true },
  'none fits': { kind: 'none_fits', wished: false },
  'none fits, wished': { kind: 'none_fits', wished: true },
  'cancel?': { kind: 'cancel_ask', slot_id: id(1) },
  'cancel? with no time booked': { kind: 'cancel_ask', slot_id: null },
  'cancel, other reason': { kind: 'cancel_other' },
  'cancelled by the candidate': { kind: 'cancelled', by: 'candidate', reason: 'ill' },
  'cancelled by staff': { kind: 'cancelled', by: 'admin' },
  'cancelled by the specialist': { kind: 'cancelled', by: 'specialist' },
  'cancelled by the system': { kind: 'cancelled', by: 'system' },
  reminder: { kind: 'reminder', ...booked, can_move: true },
  'reminder, too late to move': { kind: 'reminder', ...booked, can_move: false },
  'reminder, coming': { kind: 'reminder', ...booked, can_move: true, reply: 'coming' },
  'reminder, late': { kind: 'reminder', ...booked, can_move: false, reply: 'late' },
  'reminder, cannot': { kind: 'reminder', ...booked, can_move: true, reply: 'cannot' },
  'reminder, another time was proposed': {
    kind: 'reminder',
    ...booked,
    can_move: true,
    proposed: [id(2), id(3)],
  },
  'proposed: another time': { kind: 'proposal', slot_id: id(1), times: [id(2), id(3)] },
  'proposed: another time, one is taken': {
    kind: 'proposal',
    slot_id: id(1),
    times: [id(3)],
    notice: 'slot_taken',
  },
  'changed: time': { kind: 'changed', ...booked, rev: 4, what: 'time' },
  'changed: time, too late to move': { kind: 'changed', ...booked, rev: 4, what: 'time', fixed: true },
  'changed: place': { kind: 'changed', ...booked, rev: 4, what: 'place' },
  'changed: slot': { kind: 'changed', ...booked, rev: 4, what: 'slot' },
  ...refusals(),
  unbooked: { kind: 'unbooked' },
  past: { kind: 'past', slot_id: id(1) },
  closed: { kind: 'closed' },
  nudge: { kind: 'nudge' },
};

function refusals(): Record<string, Screen> {
  const reasons = [
    'no_other_slot',
    'max_moves',
    'inside_cutoff',
    'event_closed',
    'closed',
    'too_late',
    'not_allowed',
    'slot_taken',
    'already_booked',
    'outdated',
    'stale',
  ] as const;
  const standing = reasons.map((reason): [string, Screen] => [
    `refused: ${reason.replaceAll('_', ' ')}`,
    { kind: 'refused', reason, ...booked },
  ]);
  return {
    ...Object.fromEntries(standing),
    'refused: not booked': { kind: 'refused', reason: 'not_booked', slot_id: null },
    'refused: nothing free to move to': { kind: 'refused', reason: 'no_other_slot', slot_id: null },
  };
}
