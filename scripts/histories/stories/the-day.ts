import { bookingStart } from '../../../adapters/temporal/booking-start.ts';
import { bookingWorkflowType, viewQuery } from '../../../contracts/workflows/booking.ts';
import { clockTime } from '../../../core/time/people.ts';
import { waitFor } from '../../../tests/support/wait.ts';
import type { Scene } from '../scene.ts';
import type { Story } from '../story.ts';

const minuteMs = 60_000;
const weekMs = 7 * 24 * 60 * minuteMs;

async function reminded(scene: Scene) {
  const begun = await scene.booked();
  await scene.goTo(scene.at(2, '11:00') + 1_000);
  await scene.sees(begun.person, 'A reminder of your interview');
  return begun;
}

async function over(scene: Scene) {
  const begun = await scene.booked();
  await scene.goTo(scene.at(2, '15:00'));
  await scene.sees(begun.person, 'The time of this interview has passed');
  return begun;
}

type Outcome = Parameters<Scene['commands']['outcome']>[1]['outcome'];

async function recorded(scene: Scene, outcomes: readonly Outcome[]) {
  const { event, person, run } = await over(scene);
  for (const outcome of outcomes)
    await scene.commands.outcome(scene.whose(person, event), { ...scene.asked(), outcome });
  await scene.advance(16);
  await scene.ended(run);
  return run;
}

/** Reminders, the end of the interview and what came of it; ends that come by themselves. */
/** Somebody whose run waits for them to choose, and nudges them after an hour. */
async function invited(scene: Scene) {
  const [event, person] = [await scene.event(), await scene.spokenTo()];
  await scene.set(event, { nudge_after_hours: 1 });
  const whose = scene.whose(person, event);
  const run = await scene.client.workflow.start(bookingWorkflowType, bookingStart(whose, 'invited'));
  await scene.settled(run);
  return { person, run };
}

export const theDay: readonly Story[] = [
  {
    name: 'reminder-coming',
    async play(scene) {
      const { person, run } = await reminded(scene);
      await person.tap('I’m coming');
      await scene.sees(person, 'You answered: I’m coming');
      return run;
    },
  },
  {
    name: 'reminder-late',
    async play(scene) {
      const { person, run } = await reminded(scene);
      await person.tap('Running late');
      await scene.sees(person, 'You answered: running late');
      return run;
    },
  },
  {
    name: 'reminder-cannot',
    async play(scene) {
      const { person, run } = await reminded(scene);
      await person.tap('Can’t come');
      await scene.sees(person, 'Cancel your booking?');
      await person.tap('The time does not suit me');
      await scene.sees(person, 'Your booking is cancelled');
      await scene.ended(run);
      return run;
    },
  },
  {
    name: 'reminder-move',
    async play(scene) {
      const { person, run } = await reminded(scene);
      await person.tap('Move');
      await scene.sees(person, 'has been cleared');
      return run;
    },
  },
  {
    name: 'reminder-skipped',
    async play(scene) {
      const { run } = await scene.booked();
      await scene.goTo(scene.at(2, '13:50'));
      return run;
    },
  },
  { name: 'outcome-done', play: (scene) => recorded(scene, ['done']) },
  { name: 'outcome-no-show', play: (scene) => recorded(scene, ['no_show']) },
  {
    name: 'outcome-undone',
    async play(scene) {
      const { event, person, run } = await over(scene);
      for (const outcome of ['no_show', 'undone'] as const)
        await scene.commands.outcome(scene.whose(person, event), { ...scene.asked(), outcome });
      return run;
    },
  },
  {
    name: 'outcome-missing',
    async play(scene) {
      const { run } = await over(scene);
      await scene.goTo(scene.now() + weekMs);
      await scene.ended(run);
      return run;
    },
  },
  {
    name: 'outcome-corrected-later',
    async play(scene) {
      const { event, person, run } = await over(scene);
      const whose = scene.whose(person, event);
      await scene.commands.outcome(whose, { ...scene.asked(), outcome: 'done' });
      await scene.advance(16);
      await scene.ended(run);
      await scene.commands.outcome(whose, { ...scene.asked(), outcome: 'no_show' });
      return scene.runOf(person, event);
    },
  },
  {
    name: 'nudge',
    async play(scene) {
      const { person, run } = await invited(scene);
      await scene.advance(61);
      await scene.sees(person, 'have not chosen a time yet');
      return run;
    },
  },
  {
    name: 'nudge-after-quiet-hours',
    async play(scene) {
      await scene.quiet({
        from: clockTime(scene.now() + 30 * minuteMs),
        to: clockTime(scene.now() + 180 * minuteMs),
      });
      const { person, run } = await invited(scene);
      await scene.advance(61);
      await waitFor('the nudge to be put off', async () => {
        const { waits_for } = await run.query(viewQuery);
        const nudge = waits_for.find(({ what }) => what === 'nudge');
        return Date.parse(nudge?.until ?? '') > scene.now() || undefined;
      });
      await scene.advance(120);
      await scene.sees(person, 'have not chosen a time yet');
      await scene.quiet(null);
      return run;
    },
  },
  {
    name: 'event-over-before-anything-was-booked',
    async play(scene) {
      const [event, person] = [await scene.event(), await scene.person()];
      await scene.signsUp(person, event);
      await scene.goTo(scene.at(3, '14:00'));
      await scene.sees(person, 'Booking is closed');
      await scene.ended(scene.runOf(person, event));
      return scene.runOf(person, event);
    },
  },
];
