import { patient, slotLabels } from '../../../tests/support/journey.ts';
import type { Scene } from '../scene.ts';
import type { Story } from '../story.ts';

const five = (scene: Scene) => ({
  starts: ['10:00', '11:00', '12:00', '13:00', '14:00'].map((time) => scene.at(2, time)),
});

/** From Sign Up to a booking, and everything that can come in between. */
export const choosing: readonly Story[] = [
  { name: 'book', play: async (scene) => (await scene.booked()).run },
  {
    name: 'book-by-link-then-show-and-calendar',
    async play(scene) {
      const { event, person, run } = await scene.booked();
      await person.sends('/calendar');
      await person.chat().waitFor((all) => all.findLast((one) => one.document), patient);
      const { length } = await person.chat().messages();
      await person.sends('/mybooking');
      await person.chat().waitFor((all) => all.length >= length + 2, patient);
      await run.query('view');
      return scene.runOf(person, event);
    },
  },
  {
    name: 'hold-runs-out',
    async play(scene) {
      const [event, person] = [await scene.event(), await scene.person()];
      await scene.chooses(person, event);
      await scene.advance(6);
      await scene.sees(person, 'The time to confirm ran out');
      return scene.runOf(person, event);
    },
  },
  {
    name: 'taken',
    async play(scene) {
      const event = await scene.event();
      const [person, quicker] = [await scene.person(), await scene.person('Boris')];
      const list = await scene.signsUp(person, event);
      await scene.books(quicker, event);
      await person.tap(slotLabels(list)[0] ?? '');
      await scene.sees(person, 'no longer available');
      return scene.runOf(person, event);
    },
  },
  {
    name: 'page-and-back',
    async play(scene) {
      const [event, person] = [await scene.event(five(scene)), await scene.person()];
      await scene.signsUp(person, event);
      await person.tap('Later ›');
      const later = await scene.sees(person, '14:00');
      await person.tap(slotLabels(later)[0] ?? '');
      await scene.sees(person, 'The seat is held');
      await person.tap('Back');
      await scene.sees(person, 'Please choose a time');
      return scene.runOf(person, event);
    },
  },
  {
    name: 'none-fits-and-wish',
    async play(scene) {
      const [event, person] = [await scene.event(), await scene.person()];
      await scene.signsUp(person, event);
      await person.tap('None of these fits');
      await scene.sees(person, 'None of the times fits');
      await person.tap('Tell me when one opens');
      await scene.sees(person, 'We will write to you');
      return scene.runOf(person, event);
    },
  },
  {
    name: 'chosen-without-a-hold',
    async play(scene) {
      const [event, person] = [await scene.event(five(scene)), await scene.person()];
      for (let times = 0; times < 4; times += 1) {
        const list = times === 0 ? await scene.signsUp(person, event) : await person.chat().last();
        await person.tap(slotLabels(list)[0] ?? '');
        await scene.sees(person, times < 3 ? 'The seat is held for' : 'The seat is not held');
        if (times === 3) break;
        await person.tap('Back');
        await scene.sees(person, 'Please choose a time');
      }
      await person.tap('Confirm');
      await scene.sees(person, 'Your interview is booked');
      return scene.runOf(person, event);
    },
  },
  {
    name: 'old-and-double-taps',
    async play(scene) {
      const [event, person] = [await scene.event(), await scene.person()];
      const list = await scene.chooses(person, event);
      await Promise.all([person.tap('Confirm'), person.tap('Confirm')]);
      await scene.sees(person, 'Your interview is booked');
      const old = await person.forges('b1:k:rubbish', { message_id: list.message_id });
      await old.answer(20_000);
      return scene.runOf(person, event);
    },
  },
];
