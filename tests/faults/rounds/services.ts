import * as at from '../points.ts';
import type { Round } from './round.ts';

export const serviceRounds: readonly Round[] = [
  {
    name: 'Temporal dies while a tap is on its way to it',
    async run(stage) {
      const { anna, ground } = stage;
      await anna.opens();
      await anna.chooses();
      stage.go();
      const barrier = ground.wires.botTemporal.stopAt(at.handOver(anna, 'confirmed', 'request'));
      const confirmed = anna.confirms();
      await stage.without('temporal', barrier, () => stage.fate('pending'));
      await confirmed;
      await anna.cancels();
    },
  },
  {
    name: 'Temporal dies while a seat is claimed',
    async run(stage) {
      const { anna, ground } = stage;
      await anna.opens();
      stage.go();
      const barrier = ground.wires.workerMongo.stopAt(at.claim(anna, 'reply'));
      const chosen = anna.chooses();
      await stage.without('temporal', barrier);
      await chosen;
      await anna.confirms();
    },
  },
  {
    name: 'RabbitMQ dies before its confirm arrives, and people go on without it',
    async run(stage) {
      const { anna, ground } = stage;
      await anna.opens();
      await anna.chooses();
      const barrier = ground.wires.workerRabbit.stopAt(at.publish(anna, 'booking.created', 'reply'));
      const confirmed = anna.confirms();
      await stage.without('rabbitmq', barrier, async () => {
        stage.go();
        await confirmed;
        await anna.moves(1);
        await anna.cancels();
        await stage.ended();
      });
    },
  },
  {
    name: 'MongoDB dies between the claim and the commit',
    async run(stage) {
      const { anna, ground } = stage;
      await anna.opens();
      await anna.chooses();
      stage.go();
      const barrier = ground.wires.workerMongo.stopAt(at.commit(await stage.bookingId(), 'request'));
      const confirmed = anna.confirms();
      await stage.without('mongodb', barrier);
      await confirmed;
      await anna.moves(1);
    },
  },
  {
    name: 'MongoDB dies after a claim whose answer is lost',
    async run(stage) {
      const { anna, ground } = stage;
      await anna.opens();
      stage.go();
      const barrier = ground.wires.workerMongo.stopAt(at.claim(anna, 'reply'));
      const chosen = anna.chooses();
      await stage.without('mongodb', barrier);
      await chosen;
      await anna.confirms();
    },
  },
  {
    name: 'Redis dies in the middle of a tap, and people go on without it',
    async run(stage) {
      const { anna, ground } = stage;
      await anna.opens();
      const barrier = ground.wires.botRedis.stopAt(at.memory(anna, 'request'));
      const chosen = anna.chooses();
      await stage.without('redis', barrier, async () => {
        stage.go();
        await chosen;
        await anna.confirms();
        await anna.moves(1);
        await stage.ended();
      });
    },
  },
];
