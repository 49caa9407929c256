import { bookingStart } from '../../../adapters/temporal/booking-start.ts';
import { bookingWorkflowType, refresh, repair, slotOpened } from '../../../contracts/workflows/booking.ts';
import { open } from '../../../tests/support/journey.ts';
import { changeEvent, changeSlot } from '../change.ts';
import type { Story } from '../story.ts';

/** What people at desks, operators and the reconciler set going. */
export const staff: readonly Story[] = [
  {
    name: 'staff-book-move-and-arrived',
    async play(scene) {
      const [event, person] = [await scene.event(), await scene.spokenTo()];
      const whose = scene.whose(person, event);
      await scene.commands.book(whose, { ...scene.asked(), slot_id: scene.slot(event, 0) });
      await scene.commands.book(whose, { ...scene.asked(), slot_id: scene.slot(event, 1) });
      await scene.commands.move(whose, { ...scene.asked(), slot_id: scene.slot(event, 1) });
      await scene.sees(person, 'The organiser moved your interview');
      await scene.commands.arrived(whose, scene.asked());
      return scene.runOf(person, event);
    },
  },
  {
    // Somebody without Telegram, at the page of their own: nothing that is shown reaches anybody, and nothing fails for it.
    name: 'page-of-a-person',
    async play(scene) {
      const event = await scene.event();
      const nobody = await scene.withoutTelegram();
      const whose = scene.whose(nobody, event);
      const by = { user_id: nobody.userId, role: 'candidate', channel: 'web' } as const;
      const asked = () => ({ ...scene.asked(), initiated_by: by });
      const [first, second] = [scene.slot(event, 0), scene.slot(event, 1)];
      const booked = await scene.commands.book(whose, { ...asked(), slot_id: first, seen: null });
      const slot = booked.ok ? booked.booking.slot : null;
      if (!slot) throw new Error('nothing was booked');
      await scene.commands.cancel(whose, { ...asked(), seen: null });
      await scene.commands.reply(whose, { ...asked(), value: 'late' });
      await scene.commands.move(whose, { ...asked(), slot_id: second, seen: slot });
      await scene.settled(scene.runOf(nobody, event));
      return scene.runOf(nobody, event);
    },
  },
  {
    name: 'staff-send-again',
    async play(scene) {
      const { event, person, run } = await scene.booked();
      const anchor = await scene.sees(person, 'Your interview is booked');
      await scene.commands.resend(scene.whose(person, event), scene.asked());
      await person
        .chat()
        .waitFor(
          (messages) =>
            messages.find(
              ({ message_id, text }) => message_id > anchor.message_id && text?.includes('is booked'),
            ),
          { what: `${person.name} to get the booking again` },
        );
      return run;
    },
  },
  {
    name: 'slot-changed-time',
    async play(scene) {
      const { event, person, run } = await scene.booked();
      await changeSlot(scene, event, { time: '16:30' }, { time: '14:00' });
      await scene.sees(person, 'changed the time of your interview');
      return run;
    },
  },
  {
    name: 'slot-changed-place',
    async play(scene) {
      const { event, person, run } = await scene.booked();
      await changeSlot(scene, event, { location: 'Office B' }, { location: 'Office A' });
      await scene.sees(person, 'changed the place of your interview');
      return run;
    },
  },
  {
    name: 'event-closed-while-choosing',
    async play(scene) {
      const [event, person] = [await scene.event(), await scene.person()];
      await scene.signsUp(person, event);
      await changeEvent(scene, event, { status: 'closed' }, { status: 'open' });
      await scene.sees(person, 'Booking is closed');
      return scene.runOf(person, event);
    },
  },
  {
    name: 'repair',
    async play(scene) {
      const { run } = await scene.booked();
      await run.signal(repair, { v: 1, damage: 'seat_without_booking' });
      return run;
    },
  },
  {
    name: 'repair-after-terminated',
    async play(scene) {
      const { event, person, run } = await scene.booked();
      await run.terminate('ended by hand');
      const again = await scene.client.workflow.signalWithStart(bookingWorkflowType, {
        ...bookingStart(scene.whose(person, event), 'repaired'),
        signal: repair,
        signalArgs: [{ v: 1, damage: 'no_workflow', terminated: true }],
      });
      await scene.ended(again);
      return again;
    },
  },
  {
    name: 'repaired-from-the-database-alone',
    async play(scene) {
      const { event, person, run } = await scene.booked();
      await run.terminate('as if its history were lost');
      return scene.client.workflow.start(
        bookingWorkflowType,
        bookingStart(scene.whose(person, event), 'repaired'),
      );
    },
  },
  {
    name: 'told-of-a-free-seat-and-in-another-language',
    async play(scene) {
      const event = await scene.event();
      const person = await scene.spokenTo();
      await open(person, event.id);
      await scene.sees(person, 'Please choose a time');
      const run = scene.runOf(person, event);
      await run.signal(slotOpened, { v: 1, key: 'recorded' });
      await scene.settled(run);
      await run.signal(refresh, { v: 1 });
      await scene.settled(run);
      return run;
    },
  },
];
