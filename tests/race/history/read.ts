import type { ObjectId } from 'mongodb';
import { collections } from '../../../adapters/mongo/collections.ts';
import type { House } from '../../support/house.ts';
import { readStored } from '../invariants.ts';
import type { BrokerCopy } from './broker-copy.ts';
import type { Recorder } from './recorder.ts';
import type { DeliverySeen, MessageSeen, Seen } from './seen.ts';

type DeliveryDoc = Omit<DeliverySeen, 'key' | 'user_id'> & {
  readonly _id: string;
  readonly user_id: ObjectId | null;
};

/** Everything that is to be judged, as it stands now. */
export async function readSeen(house: House, recorder: Recorder, broker: BrokerCopy): Promise<Seen> {
  const { users, anchors } = collections(house.db);
  const [stored, people, rows, ledger, announced] = await Promise.all([
    readStored(house.db),
    users.find({ telegram_id: { $ne: null } }).toArray(),
    anchors.find().toArray(),
    house.db.collection<DeliveryDoc>('deliveries').find().toArray(),
    broker.all(),
  ]);
  return {
    stored,
    people: people.map((person) => ({
      telegram_id: person.telegram_id ?? 0,
      user_id: person._id.toHexString(),
      chat: chatOf(house, person.telegram_id ?? 0),
    })),
    taps: recorder.taps,
    limited: limitedTaps(house),
    promised: recorder.promised,
    announced,
    ledger: ledger.map(({ _id, user_id, state, resent, finished, message_id }) => ({
      key: _id,
      user_id: user_id?.toHexString() ?? null,
      state,
      resent,
      finished,
      message_id,
    })),
    anchors: rows.map(({ event_id, user_id, message_id }) => ({
      event_id: event_id.toHexString(),
      user_id: user_id.toHexString(),
      message_id,
    })),
  };
}

function chatOf(house: House, telegramId: number): readonly MessageSeen[] {
  const { world } = house.sandbox.telegram.kit;
  const dialog = [...world.dialogs.values()].find(
    (one) => one.kind === 'private' && one.chatId === telegramId,
  );
  return [...(dialog ? world.messagesOf(dialog.key).values() : [])].map((message) => ({
    id: message.id,
    fromBot: message.sender.kind === 'bot',
    text: 'text' in message.content ? String(message.content.text) : '',
  }));
}

/** Taps that came faster than anybody taps, by whom. */
export function limitedTaps(house: House): ReadonlyMap<number, number> {
  const lines = [...house.past, ...house.roles].flatMap((role) => role.lines);
  const limited = lines.filter(({ fate, kind }) => fate === 'rate_limited' && kind === 'tap');
  return new Map(
    [...Map.groupBy(limited, (line) => line.telegram_id ?? 0)].map(([who, all]) => [who, all.length]),
  );
}
