import type { Point } from '../../support/barrier-wire.ts';
import { screens } from '../../support/candidate.ts';
import * as at from '../points.ts';
import type { Round } from './round.ts';

const whileTapping = (name: string, where: Point['at']): Round => ({
  name,
  async run(stage) {
    const { anna, ground } = stage;
    await anna.opens();
    stage.go();
    const barrier = ground.wires.botTemporal.stopAt(at.handOver(anna, 'slotSelected', where));
    const chosen = anna.chooses();
    await stage.loses('bot', barrier);
    await chosen;
    await anna.confirms();
  },
});

export const botRounds: readonly Round[] = [
  whileTapping('the bot dies between fetching a tap and handing it over', 'request'),
  whileTapping('the bot dies after handing a tap over, before Telegram hears of it', 'reply'),
  {
    name: 'the bot dies as it asks Redis about a tap',
    async run(stage) {
      const { anna, ground } = stage;
      await anna.opens();
      await anna.chooses();
      stage.go();
      const barrier = ground.wires.botRedis.stopAt(at.memory(anna, 'request'));
      const confirmed = anna.confirms();
      await stage.loses('bot', barrier);
      await confirmed;
      await anna.moves(1);
    },
  },
  {
    name: 'admin dies while it is asked who that is',
    async run(stage) {
      const { anna, ground } = stage;
      const barrier = ground.wires.botApi.stopAt(at.identity(anna, 'request'));
      const opened = anna.opens();
      await stage.loses('admin', barrier);
      await opened;
      stage.go();
      await anna.chooses();
      await anna.confirms();
    },
  },
  {
    name: 'the bot dies while a tap stands in the queue because Temporal is away',
    async run(stage) {
      const { anna, ground } = stage;
      await anna.opens();
      stage.go();
      const barrier = ground.wires.botTemporal.stopAt(at.handOver(anna, 'slotSelected', 'request'));
      const chosen = anna.chooses();
      await stage.without('temporal', barrier, async () => {
        await stage.fate('pending');
        await ground.kill('bot');
      });
      await ground.start('bot');
      await chosen;
      await anna.confirms();
      await anna.sees(screens.booked);
    },
  },
];
