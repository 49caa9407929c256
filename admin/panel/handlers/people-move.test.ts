import { expect, test } from 'vitest';
import { eventId, slotId } from '../../../core/shared/ids.ts';
import { aSlot, eventsPanel, hiddenIn, now, people } from '../../../tests/support/panel-events.ts';
import type { MoveDesk, MoveResult } from '../ports/people-move.ts';
import type { KnownRequest } from '../request.ts';
import { type MoveHandlerDeps, peopleMove } from './people-move.tsx';

const other = slotId('6'.repeat(24));

async function moving() {
  const moves = {
    started: [] as unknown[],
    again: [] as string[],
    found: undefined as MoveResult | undefined,
  };
  const moveDesk: MoveDesk = {
    start: async (move) => void moves.started.push(move),
    find: async (company) => (company === 'default' ? moves.found : undefined),
    again: async (id) => void moves.again.push(id),
  };
  const panel = await eventsPanel({ moveDesk });
  const { state, double } = panel;
  const target = aSlot({ slot_id: other, time: '16:00', starts_at: now + 86_400_000, capacity: 1 });
  state.others = [target];
  state.slot = {
    ...state.slot,
    people: [
      { user_id: people.anna, held: false },
      { user_id: people.boris, held: false },
    ],
  };
  double.slots = () => [
    {
      slot_id: other,
      starts_at: target.starts_at,
      minutes: 30,
      location: 'Tower',
      room: '302',
      specialist: null,
      seats: 1,
      taken: 0,
      held: 0,
      people: [],
      active: true,
      led_twice: false,
      bookable: true,
      over: false,
    },
  ];
  return { ...panel, moves, target, path: `${panel.slotAt}/people` };
}

const form = (over: Record<string, string> = {}) => ({
  people: people.anna,
  to: other,
  reason: 'the room is closed',
  ...over,
});

test('who fits and who does not is shown before anybody is moved, and only they are moved', async () => {
  const { send, path, moves, at } = await moving();
  const preview = await send(path, form());
  expect(preview.text).toContain('1 person goes to the new slot and gets a message:');
  expect(preview.text).toContain('Anna &lt;i>');
  expect(moves.started).toEqual([]);
  const started = await send(path, { ...hiddenIn(preview.text), people: people.anna });
  expect(started.to).toMatch(new RegExp(`^${at}/moves/[0-9a-f]{32}$`));
  expect(moves.started).toMatchObject([
    { company_id: 'default', to: other, people: [people.anna], reason: 'the room is closed' },
  ]);
});

test('the seat is gone by the time of the button: nobody is moved, and it is said why', async () => {
  const { send, path, moves, state, target } = await moving();
  const preview = await send(path, form());
  state.others = [{ ...target, people: [{ user_id: people.boris, held: false }] }];
  const again = await send(path, { ...hiddenIn(preview.text), people: people.anna });
  expect(again.status).toBe(409);
  expect(again.text).toContain('Nobody fits.');
  expect(again.text).toContain('not enough seats');
  expect(moves.started).toEqual([]);
});

test('nobody chosen, no slot, no reason: each said beside its field, what was chosen stays', async () => {
  const { send, path, moves } = await moving();
  const nobody = await send(path, { to: other, reason: 'typed' });
  expect(nobody.status).toBe(422);
  expect(nobody.text).toContain('id="people-fault"');
  expect(nobody.text).toContain('value="typed"');
  const nowhere = await send(path, form({ to: 'x', reason: ' ' }));
  for (const name of ['to', 'reason']) expect(nowhere.text, name).toContain(`id="${name}-fault"`);
  expect(nowhere.text).toMatch(new RegExp(`value="${people.anna}" checked`));
  expect(moves.started).toEqual([]);
});

test('its page shows each outcome, and sets going again what has not ended', async () => {
  const { browser, moves, at } = await moving();
  const outcome = (user_id: MoveResult['people'][number]['user_id'], text: string | null) => ({
    user_id,
    name: 'Anna <i>',
    outcome: text,
  });
  moves.found = {
    from: slotId('5'.repeat(24)),
    to: other,
    people: [outcome(people.anna, 'left_slot'), outcome(people.boris, null)],
  };
  const page = await browser.get(`${at}/moves/m`);
  expect(page.text).toContain('1 person is still to come.');
  expect(page.text).toContain('not in this slot any more');
  expect(moves.again).toEqual(['m']);
  moves.found = { ...moves.found, people: [outcome(people.anna, 'moved')] };
  expect((await browser.get(`${at}/moves/m`)).text).toContain('Done.');
  expect(moves.again).toHaveLength(1);
  moves.found = undefined;
  expect((await browser.get(`${at}/moves/m`)).status).toBe(404);
});

test('its page is drawn each second only until everybody has an outcome', async () => {
  const event = { event_id: eventId('e'.repeat(24)), title: 'Backend' };
  const shown = (outcome: string | null) => {
    const move = { from: other, to: other, people: [{ user_id: people.anna, name: '', outcome }] };
    const deps = {
      eventDesk: { details: async () => event },
      slotDesk: { details: async () => undefined },
      moveDesk: { find: async () => move, again: async () => undefined },
    } as unknown as MoveHandlerDeps;
    const request = {
      params: { id: event.event_id, move: 'm' },
      visitor: { company_id: 'default', lang: 'en' },
    };
    return peopleMove(deps).peopleMove(request as unknown as KnownRequest);
  };
  expect(await shown(null)).toMatchObject({ live: 'moving' });
  expect(await shown('moved')).toMatchObject({ live: true });
});
