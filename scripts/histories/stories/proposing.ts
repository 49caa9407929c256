import { slotLabels } from '../../../tests/support/journey.ts';
import type { Event, Scene } from '../scene.ts';
import type { Story } from '../story.ts';

/** Somebody booked at the first of three times, who is asked about the others. */
async function asked(scene: Scene) {
  const starts = [scene.at(2, '14:00'), scene.at(3, '15:00'), scene.at(3, '16:00')];
  const { event, person, run } = await scene.booked({ starts });
  const times = [1, 2].map((n) => ({ slot_id: scene.slot(event, n), starts_at: starts[n] ?? 0 }));
  await scene.commands.propose(scene.whose(person, event), { ...scene.asked(), times });
  const message = await scene.sees(person, 'asks whether another time would suit you');
  return { event, person, run, message };
}

async function taken(scene: Scene, event: Event, at: number): Promise<void> {
  const other = await scene.person('Boris');
  await scene.commands.book(scene.whose(other, event), { ...scene.asked(), slot_id: scene.slot(event, at) });
}

/** What an interviewer proposes, and the answers to it. */
export const proposing: readonly Story[] = [
  {
    name: 'proposal-accepted',
    async play(scene) {
      const { person, run, message } = await asked(scene);
      await person.tap(slotLabels(message)[1] ?? '');
      await scene.sees(person, 'Your booking has been moved');
      return run;
    },
  },
  {
    name: 'proposal-kept',
    async play(scene) {
      const { person, run } = await asked(scene);
      await person.tap('Keep my time');
      await scene.sees(person, 'You keep your old time');
      return run;
    },
  },
  {
    name: 'proposal-withdrawn',
    async play(scene) {
      const { event, person, run } = await asked(scene);
      await scene.commands.withdraw(scene.whose(person, event), scene.asked());
      await scene.sees(person, 'asks about another time no more');
      return run;
    },
  },
  {
    name: 'proposal-taken-meanwhile',
    async play(scene) {
      const { event, person, run, message } = await asked(scene);
      await taken(scene, event, 1);
      await person.tap(slotLabels(message)[0] ?? '');
      const left = await scene.sees(person, 'no longer available');
      await taken(scene, event, 2);
      await person.tap(slotLabels(left)[0] ?? '');
      await scene.sees(person, 'stays as it is until you confirm');
      await person.tap('Keep it');
      await scene.sees(person, 'You keep your old time');
      return run;
    },
  },
  {
    name: 'proposal-refused-and-kept-on-a-page',
    async play(scene) {
      const { event, person, run } = await asked(scene);
      const whose = scene.whose(person, event);
      const times = [{ slot_id: scene.slot(event, 0), starts_at: scene.at(2, '14:00') }];
      await scene.commands.propose(whose, { ...scene.asked(), times });
      await scene.commands.keep(whose, scene.asked());
      await scene.sees(person, 'You keep your old time');
      return run;
    },
  },
];
