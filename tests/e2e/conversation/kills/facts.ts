import { ObjectId } from 'mongodb';
import type { SentRow } from '../../../support/kills/unknown.ts';
import type { Line, Talk } from './check.ts';
import type { TalkGround } from './ground.ts';
import type { Writer } from './people.ts';

/** What everybody knows of one person’s conversation. */
export async function readTalk(ground: TalkGround, { person, voice, asked }: Writer): Promise<Talk> {
  const { whole, redis, heard, coordinator } = ground;
  const { db, env } = whole.house;
  const user_id = new ObjectId(person.userId);
  const [talk, lines, desk, input] = await Promise.all([
    db.collection('conversations').findOne({ _id: user_id }),
    db.collection('conversation_messages').find({ user_id }).sort({ seq: 1 }).toArray(),
    coordinator.reads(person.userId),
    redis.xrange(`${env['REDIS_PREFIX']}worker:po:${person.userId}:input`, '-', '+'),
  ]);
  return {
    name: person.name,
    voice,
    asked,
    waits: talk?.['waiting_since'] !== null,
    transcript: lines.map(
      (line): Line => ({
        id: line._id.toHexString(),
        seq: Number(line['seq']),
        from: String(line['from']),
        text: String(line['text']),
        fate: line['fate'] as string | null,
        unsent: 'unsent_to' in line,
      }),
    ),
    desk,
    heard: heard.inChat(person.id),
    input: input.map(([, fields]) => ({
      seq: Number(fieldOf(fields, 'seq')),
      text: fieldOf(fields, 'text') ?? '',
    })),
  };
}

/** Names and values in turns. */
const fieldOf = (fields: readonly string[], name: string): string | undefined =>
  fields.find((_value, at) => at % 2 === 1 && fields[at - 1] === name);

export async function readLedger({ whole: { house } }: TalkGround): Promise<readonly SentRow[]> {
  const rows = await house.db.collection('deliveries').find({ what: 'conversation' }).toArray();
  return rows.map((row) => ({
    key: String(row._id),
    state: String(row['state']),
    resent: Number(row['resent']),
    claimedAt: Number(row['claimed_at']),
    settledAt: Number(row['settled_at']),
  }));
}

/** Nothing waits to be sent, and nobody waits for an answer. */
export async function atRest({ whole: { house } }: TalkGround): Promise<true> {
  const unsent = await house.db
    .collection('conversation_messages')
    .countDocuments({ unsent_to: { $exists: true } });
  const waiting = await house.db.collection('conversations').countDocuments({ waiting_since: { $ne: null } });
  if (unsent + waiting > 0) throw new Error(`${unsent} answers wait to be sent, ${waiting} people for one`);
  return true;
}
