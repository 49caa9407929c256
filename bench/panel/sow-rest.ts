import { randomBytes, randomUUID } from 'node:crypto';
import { type Db, ObjectId } from 'mongodb';
import { createServiceTokens } from '../../adapters/mongo/api-tokens.ts';
import { createAuditWriter } from '../../adapters/mongo/audit/write-act.ts';
import { createBroadcastStore } from '../../adapters/mongo/broadcasts/desk.ts';
import { collections } from '../../adapters/mongo/collections.ts';
import { createReadyAnswers } from '../../adapters/mongo/conversations/ready-answers.ts';
import type { BookingDoc } from '../../adapters/mongo/documents/booking.ts';
import type { BroadcastRecipientDoc } from '../../adapters/mongo/documents/broadcast.ts';
import type { ConversationMessageDoc } from '../../adapters/mongo/documents/conversation.ts';
import { oid } from '../../adapters/mongo/ids.ts';
import { createNotifyDesk } from '../../adapters/mongo/notify/desk.ts';
import { createDeadMessages } from '../../adapters/mongo/panel/dead.ts';
import { createFeeds } from '../../adapters/mongo/panel/feeds.ts';
import { createImports } from '../../adapters/mongo/panel/imports.ts';
import { createMoveDesk } from '../../adapters/mongo/people-moves.ts';
import { tokenHash } from '../../admin/security/callers.ts';
import type { InitiatedBy } from '../../core/booking/words.ts';
import { rolesOf } from '../../core/notify/recipients.ts';
import { notifyTypes } from '../../core/notify/words.ts';
import { defaultCompany } from '../../core/shared/company.ts';
import type { UserId } from '../../core/shared/ids.ts';
import { insertAll } from './insert-all.ts';
import type { Sown, SownEvent } from './sown.ts';

type Ground = {
  readonly events: readonly SownEvent[];
  readonly people: readonly UserId[];
  readonly staff: readonly UserId[];
  readonly booked: readonly BookingDoc[];
};

/** What is not about bookings, through the same doors as in life. */
export async function sowRest(db: Db, { events, people, staff, booked }: Ground): Promise<Sown> {
  const [largest, empty] = events;
  const usual = events.find(({ times }) => (times[0]?.starts_at ?? 0) > Date.now() + 3 * 86_400_000);
  const [admin] = staff;
  const one = booked.findLast((row) => row.status === 'booked' && row.event_id.toHexString() !== largest?.id);
  const person = people[0];
  if (!largest || !empty || !usual || !admin || !person || !one?.number)
    throw new Error('too little was sown');
  const by: InitiatedBy = { user_id: admin, role: 'admin', channel: 'panel' };
  const { issue } = createServiceTokens(db, tokenHash);
  await sowActs(db, admin, events);
  return {
    largest,
    usual,
    empty,
    person,
    booking: one._id.toHexString(),
    number: one.number,
    staff: staff[1] ?? admin,
    token: (await issue('Careers site', ['bookings:read'])).id,
    ad: await sowAds(db),
    ready: await sowConversations(db, people, admin),
    feed: await sowFeeds(db, admin, staff),
    ...(await sowBroadcasts(db, largest, people, by)),
    dead: await sowDead(db),
    list: await sowList(db, admin),
    move: await sowMove(db, largest, people, by),
  };
}

/** A few, one of them under every message to candidates. */
async function sowAds(db: Db): Promise<string> {
  const desk = createNotifyDesk(db);
  const ids: string[] = [];
  for (const name of ['Open day', 'Referral bonus', 'Careers blog']) {
    const text = { content_tg: `<b>${name}</b>: more on the site`, content_html: null };
    const made = await desk.addAd(defaultCompany, { name, ...text, active: true, valid_until: null });
    ids.push(made.ad_template_id);
  }
  const [ad = ''] = ids;
  for (const event_type of notifyTypes)
    if (rolesOf[event_type].includes('client'))
      await desk.addSetting(defaultCompany, {
        event_type,
        recipient_role: 'client',
        channel: 'all',
        enabled: true,
        ad_template_id: ad,
      });
  return ad;
}

const talkers = 500;
const saidByEach = 20;
const longest = 150;

/** Most are closed; the first person has said the most. */
async function sowConversations(db: Db, people: readonly UserId[], by: UserId): Promise<string> {
  const { conversations, conversationMessages } = collections(db);
  const [now, company_id] = [Date.now(), defaultCompany];
  for (const [at, user] of people.slice(0, talkers).entries()) {
    const count = at === 0 ? longest : saidByEach;
    const rows = Array.from({ length: count }, (_none, n): ConversationMessageDoc => {
      const own = n % 2 === 0;
      return {
        _id: new ObjectId(),
        key: `bench:${at}:${n}`,
        user_id: oid(user),
        company_id,
        seq: n + 1,
        from: own ? 'person' : 'staff',
        by: own ? null : oid(by),
        text: own ? `Is there parking near the office, question ${n}?` : 'Yes, behind the house.',
        file: null,
        chat_message_id: own ? n : null,
        opens: n === 0,
        at: new Date(now - (talkers - at) * 60_000 + n),
        edited_at: null,
        edited_by: null,
        fate: own ? null : 'sent',
      };
    });
    await insertAll(conversationMessages, rows);
    const last = rows.at(-1);
    await conversations.insertOne({
      _id: oid(user),
      company_id,
      status: at % 10 === 0 ? 'open' : 'closed',
      opened_by: null,
      seq: count,
      said_seq: count - 1,
      read_seq: at % 20 === 0 ? 0 : count,
      answered_seq: count,
      last_at: last?.at ?? new Date(now),
      last_message: last?._id ?? null,
      waiting_since: at % 20 === 0 ? new Date(now - 60_000) : null,
      late_told: false,
      claimed_by: at % 10 === 0 ? oid(by) : null,
    });
  }
  return createReadyAnswers(db).add(company_id, { title: 'Parking', text: 'Behind the house, for free.' });
}

async function sowFeeds(db: Db, by: UserId, staff: readonly UserId[]): Promise<string> {
  const tokens = staff.slice(2).map(() => randomBytes(32).toString('base64url'));
  for (const [at, token] of tokens.entries())
    await createFeeds(db).make({
      id: randomUUID(),
      hash: tokenHash(token),
      company: defaultCompany,
      of: { kind: 'specialist', specialist: staff[2 + at] ?? by },
      lang: 'en',
      by,
      at: Date.now(),
    });
  return tokens[0] ?? '';
}

const letters = 60;

async function sowBroadcasts(db: Db, event: SownEvent, people: readonly UserId[], by: InitiatedBy) {
  const store = createBroadcastStore(db, () => Promise.resolve(Date.now()));
  const save = async (at: number) => {
    const command = {
      action: 'post_broadcast',
      message_text: `Interviews ${at}: come`,
      event_id: event.id,
      target: 'unbooked',
    } as const;
    return (await store.save(defaultCompany, { command, people: [], typed: '' }, by)) ?? '';
  };
  const { broadcasts, recipients } = collections(db);
  for (let at = 0; at < letters; at += 1) {
    const id = new ObjectId(await save(at));
    const to = people.slice(0, event.bookings / (at === letters - 1 ? 1 : letters));
    const rows = to.map(
      (user, n): BroadcastRecipientDoc => ({
        _id: `${id.toHexString()}:${user}`,
        broadcast_id: id,
        user_id: oid(user),
        company_id: defaultCompany,
        n,
        state: n % 100 === 0 ? 'blocked' : 'sent',
        reason: n % 100 === 0 ? 'Forbidden: bot was blocked by the user' : null,
        owner: 'broadcast',
        message_id: n,
        claim: null,
        taken_back: false,
        created_at: new Date(),
        settled_at: new Date(),
      }),
    );
    await insertAll(recipients, rows);
    const done = { status: 'done' as const, rows: to.length, settled_at: new Date() };
    await broadcasts.updateOne({ _id: id }, { $set: done });
  }
  const sent = await broadcasts.find().sort({ _id: -1 }).limit(1).next();
  return { broadcast: sent?._id.toHexString() ?? '', draft: await save(letters) };
}

async function sowDead(db: Db): Promise<string> {
  const dead = createDeadMessages(db);
  const ids = Array.from({ length: 80 }, (_none, at) => `bot.broadcast.command:${at}`);
  for (const id of ids)
    await dead.keep({
      id,
      queue: 'bot.broadcast.command',
      message_id: id,
      reason: 'not a command',
      body: Buffer.from('{"action":"?"}'),
      headers: {},
      died_at: Date.now(),
    });
  return ids[0] ?? '';
}

async function sowList(db: Db, by: UserId): Promise<string> {
  const imports = createImports(db, () => Promise.resolve());
  const id = randomUUID();
  const file = { id, company: defaultCompany, by, at: Date.now(), encoding: 'UTF-8', ignored: [] };
  const size = 1_000;
  await imports.begin({ ...file, size, columns: ['name', 'username'] });
  for (let from = 0; from < size; from += 200) {
    const rows = Array.from({ length: 200 }, (_none, at) => ({
      line: from + at + 2,
      person: { first_name: `Listed ${from + at}`, username: `listed_${from + at}` },
    }));
    await imports.add(id, defaultCompany, rows, from);
  }
  await imports.previewed(id);
  return id;
}

async function sowMove(
  db: Db,
  { id: event_id, times }: SownEvent,
  people: readonly UserId[],
  initiated_by: InitiatedBy,
): Promise<string> {
  const id = randomUUID();
  const [from, to] = times;
  if (!from || !to) throw new Error('too few slots');
  const move = { id, company_id: defaultCompany, event_id, from: from.id, to: to.id, trace_id: id };
  const begun = () => Promise.resolve();
  await createMoveDesk(db, begun).start({ ...move, reason: '', people: people.slice(0, 10), initiated_by });
  return id;
}

async function sowActs(db: Db, admin: UserId, events: readonly SownEvent[]): Promise<void> {
  const writer = createAuditWriter(db);
  for (const { id, title } of events)
    await writer.write({
      company_id: defaultCompany,
      by: { user_id: admin, role: 'admin', channel: 'panel' },
      trace_id: id,
      what: 'event.created',
      target: id,
      title,
    });
}
