import type { Story } from '../story.ts';

/** Every way a booking is called off, and the ways it is not. */
export const cancelling: readonly Story[] = [
  {
    name: 'cancel-with-reason',
    async play(scene) {
      const { person, run } = await scene.booked();
      await person.sends('/cancel');
      await scene.sees(person, 'Cancel your booking?');
      await person.tap('I am ill');
      await scene.sees(person, 'Your booking is cancelled');
      await scene.ended(run);
      return run;
    },
  },
  {
    name: 'cancel-with-text',
    async play(scene) {
      const { person, run } = await scene.booked();
      await person.sends('/cancel');
      await scene.sees(person, 'Cancel your booking?');
      await person.tap('Another reason');
      await scene.sees(person, 'write the reason');
      await person.sends('the trains do not run');
      await scene.sees(person, 'Your booking is cancelled');
      await scene.ended(run);
      return run;
    },
  },
  {
    name: 'cancel-text-never-written',
    async play(scene) {
      const { person, run } = await scene.booked();
      await person.sends('/cancel');
      await scene.sees(person, 'Cancel your booking?');
      await person.tap('Another reason');
      await scene.sees(person, 'write the reason');
      await scene.advance(11);
      await scene.sees(person, 'Your interview is booked');
      return run;
    },
  },
  {
    name: 'cancel-taken-back',
    async play(scene) {
      const { person, run } = await scene.booked();
      await person.sends('/cancel');
      await scene.sees(person, 'Cancel your booking?');
      await person.tap('Do not cancel');
      await scene.sees(person, 'Your interview is booked');
      return run;
    },
  },
  {
    name: 'cancel-by-staff',
    async play(scene) {
      const { event, person, run } = await scene.booked();
      await scene.commands.cancel(scene.whose(person, event), scene.asked());
      await scene.sees(person, 'The organiser cancelled');
      await scene.ended(run);
      return run;
    },
  },
  {
    // Telegram asks for a pause: of two messages that wait behind it the newer one says what stands.
    name: 'cancel-before-the-move-was-told',
    async play(scene) {
      const starts = [14, 15, 16].map((hour) => scene.at(2, `${hour}:00`));
      const { event, person, run } = await scene.booked({ starts });
      const pause = { kind: 'too_many_requests', chat: person.id, method: 'sendMessage' } as const;
      await scene.house.sandbox.sandbox.fault({ ...pause, count: 1, retry_after: 3 });
      const whose = scene.whose(person, event);
      for (const at of [1, 2])
        await scene.commands.move(whose, { ...scene.asked(), slot_id: scene.slot(event, at) });
      await scene.commands.cancel(whose, scene.asked());
      await scene.sees(person, 'The organiser cancelled');
      await scene.ended(run);
      return run;
    },
  },
  {
    name: 'cancel-in-temporal',
    async play(scene) {
      const { person, run } = await scene.booked();
      await run.cancel();
      await scene.sees(person, 'Your booking is cancelled');
      await scene.ended(run);
      return run;
    },
  },
];
