import type { Barrier, Point } from '../../../support/barrier-wire.ts';
import { type Draw, inTurns } from '../../../support/kills/draw.ts';
import { asTelegramHears } from '../../../support/kills/heard.ts';
import type { StaffMember } from './cast.ts';
import type { Ground } from './ground.ts';

type RoleName = 'bot' | 'worker';
/** When which process is lost. */
export type Moment = {
  readonly name: string;
  readonly roles: readonly RoleName[];
  arm(ground: Ground, staff: readonly StaffMember[], draw: Draw): Promise<Barrier>;
};

/** AMQP's `basic.ack`: the broker has it. */
const confirm = (message: Buffer): boolean => message.includes(Buffer.from([0, 60, 0, 80]));

/** At one of the first `among` that pass there. */
const named = (name: string, wire: 'mongo' | 'rabbit', point: Omit<Point, 'nth'>, among = 4): Moment => ({
  name: `the worker dies ${name}`,
  roles: ['worker'],
  arm: async ({ wires }, _staff, draw) => wires[wire].stopAt({ ...point, nth: 1 + draw.below(among) }),
});

const fanned = ['"recipient":{"user_id"'];
const news = 'notify:booking_';
const points: readonly Moment[] = [
  named('before the broker has a message of the fan-out', 'rabbit', { has: fanned, at: 'request' }),
  named('before the broker’s confirm of the fan-out', 'rabbit', { has: fanned, at: 'reply', reply: confirm }),
  named('before the row of the ledger', 'mongo', { has: ['insert', 'deliveries', news], at: 'request' }),
  named('between the row of the ledger and the call', 'mongo', {
    has: ['insert', 'deliveries', news],
    at: 'reply',
  }),
  named('between Telegram’s answer and the ledger', 'mongo', {
    has: ['update', 'deliveries', 'notify:booking', 'settled_at'],
    at: 'request',
  }),
  named('after the ledger, before the broker hears of it', 'mongo', {
    has: ['update', 'deliveries', 'notify:booking', 'settled_at'],
    at: 'reply',
  }),
  named('before a notice is kept', 'mongo', { has: ['insert', 'held_notices'], at: 'request' }),
  named('after a notice was kept, before the broker hears of it', 'mongo', {
    has: ['insert', 'held_notices'],
    at: 'reply',
  }),
];

const digests: readonly Moment[] = [
  named(
    'between the row of a digest and the call',
    'mongo',
    { has: ['insert', 'deliveries', 'notice:held'], at: 'reply' },
    2,
  ),
  named(
    'between a digest and letting go of what it said',
    'mongo',
    { has: ['delete', 'held_notices'], at: 'request' },
    2,
  ),
];

const hears = (name: string, roles: readonly RoleName[], type: 'message' | 'update' | 'tapped'): Moment => ({
  name,
  roles,
  arm: async ({ house }, _staff, draw) =>
    asTelegramHears(house.sandbox.telegram, type, 1 + draw.below(type === 'message' ? 12 : 4)),
});

/** A coordinator gets the message, and the worker never hears so. */
const lostAnswer: Moment = {
  name: 'the worker dies as Telegram’s answer to a coordinator’s message is lost',
  roles: ['worker'],
  async arm({ house }, staff, draw) {
    const { sandbox, telegram } = house.sandbox;
    const chat = draw.oneOf(staff.filter(({ hears }) => hears === 'instant'))?.person.id;
    await sandbox.fault({ kind: 'hang_after', method: 'sendMessage', ...(chat && { chat }), count: 1 });
    const reached = Promise.withResolvers<void>();
    const off = telegram.onEvent((event) => {
      if (event.type === 'call' && event.call.fault === 'hang_after') reached.resolve();
    });
    const letGo = () => {
      off();
      void sandbox.clearFaults();
    };
    return { reached: reached.promise, letGo };
  },
};

const drawn: readonly Moment[] = [
  lostAnswer,
  hears('the worker dies as a drawn message is sent', ['worker'], 'message'),
  hears('the worker dies as a drawn tap is made', ['worker'], 'tapped'),
  hears('the bot dies as a drawn update is fetched', ['bot'], 'update'),
  hears('the bot dies as a drawn tap is made', ['bot'], 'tapped'),
  hears('bot and worker die as a drawn message is sent', ['bot', 'worker'], 'message'),
];

/** So many, each kind before any comes again. */
export const moments = (count: number, kind: 'digest' | 'day', draw: Draw): readonly Moment[] =>
  inTurns(count, kind === 'digest' ? digests : [...points, ...drawn], draw);
