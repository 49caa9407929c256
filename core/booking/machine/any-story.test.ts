import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Press } from '../press.ts';
import type { Refusal } from '../words.ts';
import type { Happening, Wanted } from './happening.ts';
import { hour, Play, slotA, slotB } from './play.ts';
import { menuOf } from './state.ts';

const press: fc.Arbitrary<Press> = fc.oneof(
  fc
    .constantFrom(
      'sign_up',
      'confirm',
      'back',
      'none_fits',
      'wish',
      'move',
      'keep',
      'cancel',
      'cancel_back',
      'show',
      'calendar',
    )
    .map((kind) => ({ kind })),
  fc.constantFrom(slotA, slotB).map((slot_id) => ({ kind: 'choose' as const, slot_id })),
  fc.constantFrom(slotA, slotB).map((slot_id) => ({ kind: 'accept' as const, slot_id })),
  fc.constantFrom('time', 'other').map((code) => ({ kind: 'cancel_reason' as const, code })),
  fc.constantFrom('coming', 'cannot').map((value) => ({ kind: 'reply' as const, value })),
);
const refusal = fc.constantFrom<Refusal>('slot_taken', 'too_late', 'closed', 'stale', 'no_other_slot');
const act = fc.oneof(
  { weight: 6, arbitrary: fc.record({ tap: press, menu: fc.constantFrom('now', 'command', 'old') }) },
  { weight: 2, arbitrary: fc.record({ pass: fc.integer({ min: 0, max: 30 * hour }) }) },
  { weight: 1, arbitrary: fc.record({ refuse: refusal }) },
  { weight: 1, arbitrary: fc.record({ propose: fc.constantFrom(slotA, slotB) }) },
  { weight: 1, arbitrary: fc.constant({ withdraw: true as const }) },
);
type Act =
  | { tap: Press; menu: string }
  | { pass: number }
  | { refuse: Refusal }
  | { propose: typeof slotA }
  | { withdraw: true };

const asking = (wanted: Wanted, n: number): Happening => ({
  kind: 'asked',
  asked: {
    key: `ask:${n}`,
    trace_id: 't',
    initiated_by: { user_id: null, role: 'specialist', channel: 'tg_bot' },
  },
  wanted,
});

function perform(play: Play, one: Act, old: string): void {
  if ('pass' in one) play.pass(one.pass);
  else if ('refuse' in one) play.refuse = one.refuse;
  else if ('propose' in one) {
    const times = [{ slot_id: one.propose, starts_at: 0 }];
    play.happens(asking({ do: 'propose', times }, play.effects.length));
  } else if ('withdraw' in one) play.happens(asking({ do: 'withdraw' }, play.effects.length));
  else play.tap(one.tap, one.menu === 'now' ? {} : { menu: one.menu === 'old' ? old : 'command' });
}

test('whatever is pressed, refused or waited for: every tap is answered, nothing rings for ever, the truth is shown', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), fc.constantFrom('release', 'swap'), (acts, policy) => {
      const play = new Play({ reschedule_policy: policy });
      let old = menuOf(play.state);
      for (const one of acts) {
        const shown = menuOf(play.state);
        const since = play.effects.length;
        perform(play, one, old);
        if (play.state.counter > 3) old = shown;
        const done = play.effects.slice(since);
        if ('tap' in one) expect(done.some((effect) => effect.do !== 'order')).toBe(true);
        const { booking, chosen, screen } = play.state;
        if (screen.kind === 'booked' || screen.kind === 'proposal')
          expect(booking?.slot?.slot_id).toBe(screen.slot_id);
        if (screen.kind === 'chosen') expect(chosen?.slot_id).toBe(screen.slot_id);
        if (chosen?.until != null)
          expect(booking?.holds.some((hold) => hold.slot.slot_id === chosen.slot_id)).toBe(true);
        if (play.state.phase === 'booked') expect(booking?.status).toBe('booked');
      }
      expect(JSON.parse(JSON.stringify(play.state))).toEqual(play.state);
    }),
    { seed: 20261121, numRuns: 1_000 },
  );
});
