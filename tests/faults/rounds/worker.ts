import type { Barrier, Point } from '../../support/barrier-wire.ts';
import { screens } from '../../support/candidate.ts';
import * as at from '../points.ts';
import type { Stage } from '../stage.ts';
import type { Round } from './round.ts';

/** Anna chooses, and the worker is lost on the way. */
const whileChoosing = (name: string, point: (stage: Stage) => Point): Round => ({
  name,
  async run(stage) {
    const { anna, ground } = stage;
    await anna.opens();
    stage.go();
    const barrier = ground.wires.workerMongo.stopAt(point(stage));
    const chosen = anna.chooses();
    await stage.loses('worker', barrier);
    await chosen;
    await anna.confirms();
  },
});

/** Anna confirms, and the worker is lost on the way. */
const whileConfirming = (name: string, arm: (stage: Stage) => Promise<Barrier>): Round => ({
  name,
  async run(stage) {
    const { anna } = stage;
    await anna.opens();
    await anna.chooses();
    stage.go();
    const barrier = await arm(stage);
    const confirmed = anna.confirms();
    await stage.loses('worker', barrier);
    await confirmed;
    await anna.moves(1);
  },
});

const mongo = (point: (stage: Stage) => Point | Promise<Point>) => async (stage: Stage) =>
  stage.ground.wires.workerMongo.stopAt(await point(stage));
const rabbit = (where: Point['at']) => async (stage: Stage) =>
  stage.ground.wires.workerRabbit.stopAt(at.publish(stage.anna, 'booking.created', where));

export const workerRounds: readonly Round[] = [
  whileChoosing('the worker dies before it notes what it is about to do', ({ anna }) =>
    at.intent(anna, 'request'),
  ),
  whileChoosing('the worker dies between the intent and the claim', ({ anna }) => at.claim(anna, 'request')),
  whileChoosing('the worker dies after the claim, not knowing that it has the seat', ({ anna }) =>
    at.claim(anna, 'reply'),
  ),
  whileConfirming(
    'the worker dies between the claim and the commit',
    mongo(async (stage) => at.commit(await stage.bookingId(), 'request')),
  ),
  whileConfirming(
    'the worker dies after the commit, before the journal',
    mongo(({ anna }) => at.journal(anna, 'request')),
  ),
  whileConfirming('the worker dies before it publishes', rabbit('request')),
  whileConfirming('the worker dies before the broker’s confirm arrives', rabbit('reply')),
  whileConfirming('the worker dies as Telegram’s answer to an edit is lost', (stage) =>
    stage.lostAnswerTo('editMessageText'),
  ),
  {
    name: 'the worker dies as Telegram’s answer to a new message is lost',
    async run(stage) {
      const { anna } = stage;
      await anna.books();
      stage.go();
      const barrier = await stage.lostAnswerTo('sendMessage');
      await anna.person.sends('/mybooking');
      await stage.loses('worker', barrier);
      await anna.cancels();
    },
  },
  {
    name: 'the worker dies between a move and giving the old seat back',
    policy: 'swap',
    async run(stage) {
      const { anna, ground } = stage;
      await anna.books();
      await anna.person.sends('/reschedule');
      await anna.sees('stays as it is');
      await anna.chooses(1);
      stage.go();
      const barrier = ground.wires.workerMongo.stopAt(at.giveBack(anna, 'request'));
      const moved = anna.confirms();
      await stage.loses('worker', barrier);
      await moved;
    },
  },
  {
    name: 'the worker dies as a hold runs out',
    crowd: 0,
    async run(stage) {
      const { anna, ground } = stage;
      await anna.opens();
      await anna.chooses();
      const barrier = ground.wires.workerMongo.stopAt(at.giveBack(anna, 'request'));
      await ground.house.goTo({ advance_ms: 6 * 60_000 });
      await stage.loses('worker', barrier);
      await anna.sees('ran out');
      await anna.chooses(1);
      await anna.confirms();
      await anna.sees(screens.booked);
    },
  },
];
