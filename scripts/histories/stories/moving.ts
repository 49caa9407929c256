import { slotLabels } from '../../../tests/support/journey.ts';
import type { Story } from '../story.ts';

/** Both policies of /reschedule, and why it may be refused. */
export const moving: readonly Story[] = [
  {
    name: 'move-release',
    async play(scene) {
      const { person, run } = await scene.booked();
      await person.sends('/reschedule');
      const list = await scene.sees(person, 'has been cleared');
      await person.tap(slotLabels(list).find((label) => label.includes('15:00')) ?? '');
      await scene.sees(person, 'The seat is held');
      await person.tap('Confirm');
      await scene.sees(person, 'Your booking has been moved');
      return run;
    },
  },
  {
    name: 'move-release-kept',
    async play(scene) {
      const { person, run } = await scene.booked();
      await person.sends('/reschedule');
      await scene.sees(person, 'has been cleared');
      await person.tap('Keep my old time');
      await scene.sees(person, 'You keep your old time');
      return run;
    },
  },
  {
    name: 'move-release-unbooked',
    async play(scene) {
      const { person, run } = await scene.booked();
      await person.sends('/reschedule');
      await scene.sees(person, 'has been cleared');
      await scene.advance(16);
      await scene.sees(person, 'You have no time booked now');
      return run;
    },
  },
  {
    name: 'move-swap',
    async play(scene) {
      const { person, run } = await scene.booked({ policy: 'swap' });
      await person.sends('/reschedule');
      const list = await scene.sees(person, 'stays as it is until you confirm');
      await person.tap(slotLabels(list)[0] ?? '');
      await scene.sees(person, 'The seat is held');
      await person.tap('Confirm');
      await scene.sees(person, 'Your booking has been moved');
      return run;
    },
  },
  {
    name: 'move-swap-kept',
    async play(scene) {
      const { person, run } = await scene.booked({ policy: 'swap' });
      await person.sends('/reschedule');
      await scene.sees(person, 'stays as it is until you confirm');
      await person.tap('Keep it');
      await scene.sees(person, 'Your interview is booked');
      return run;
    },
  },
  {
    name: 'move-refused',
    async play(scene) {
      const { person, run } = await scene.booked({ maxMoves: 0 });
      await person.sends('/reschedule');
      await scene.sees(person, 'as often as is allowed');
      return run;
    },
  },
];
