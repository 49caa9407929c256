import { type Db, ObjectId } from 'mongodb';
import type { Deliveries } from '../../../activities/webhooks/ports.ts';
import type { WebhookFan } from '../../../workers/consumers/ports.ts';
import { collections } from '../collections.ts';
import type { WebhookDeliveryDoc, WebhookDoc } from '../documents/webhook.ts';
import { inserted } from '../errors.ts';
import type { Index } from '../indexes.ts';

export const webhookIndexes: readonly Index[] = [
  {
    collection: 'webhooks',
    keys: { company_id: 1, status: 1 },
    options: { name: 'webhooks_of_company' },
    guards: 'each thing that happens reads every company’s webhooks',
  },
  {
    collection: 'webhook_deliveries',
    keys: { webhook_id: 1, message_id: 1 },
    options: { name: 'one_delivery_per_message', unique: true },
    guards: 'what is published twice would be delivered as two things that happened',
  },
  {
    collection: 'webhook_deliveries',
    keys: { webhook_id: 1, subject: 1, state: 1, rev: 1 },
    options: { name: 'waiting_deliveries' },
    guards: 'finding what waits for one subject reads everything that was ever sent',
  },
  {
    collection: 'webhook_deliveries',
    keys: { created_at: 1 },
    options: { name: 'webhook_deliveries_by_age' },
    guards: 'pruning old deliveries reads all of them every night',
  },
];

export const webhookCollections = (db: Db) => ({
  webhooks: db.collection<WebhookDoc>('webhooks'),
  deliveries: db.collection<WebhookDeliveryDoc>('webhook_deliveries'),
});

/** A delivery for each webhook that wants it, known by what happened. */
export function createWebhookFan(db: Db): WebhookFan {
  const { webhooks, deliveries } = webhookCollections(db);
  const { events } = collections(db);
  return {
    async spread({ event_id, user_id, ...happened }) {
      const event = await events.findOne({ _id: new ObjectId(event_id) }, { projection: { company_id: 1 } });
      if (!event) return [];
      const wanting = await webhooks
        .find(
          { company_id: event.company_id, status: 'active', types: happened.type },
          { projection: { _id: 1 } },
        )
        .toArray();
      for (const { _id: webhook_id } of wanting) {
        const row: WebhookDeliveryDoc = {
          _id: new ObjectId(),
          webhook_id,
          ...happened,
          user_id: user_id === null ? null : new ObjectId(user_id),
          state: 'waiting',
          tries: 0,
          created_at: new Date(),
          tried_at: null,
          status: null,
          error: null,
          answer: null,
        };
        await inserted(() => deliveries.insertOne(row));
      }
      return wanting.map((one) => one._id.toHexString());
    },
  };
}

const secretsOf = ({ secret, old_secret: old }: WebhookDoc, now: number): readonly string[] =>
  old && old.until.getTime() > now ? [secret, old.secret] : [secret];

export function createWebhookDeliveries(db: Db): Deliveries {
  const { webhooks, deliveries } = webhookCollections(db);
  const { users } = collections(db);
  return {
    async next({ webhook_id, subject }) {
      const id = new ObjectId(webhook_id);
      const hook = await webhooks.findOne({ _id: id, status: 'active' });
      const row = hook && (await deliveries.findOne({ webhook_id: id, subject, state: 'waiting' }, oldest));
      if (!row) return null;
      const person =
        row.user_id && (await users.findOne({ _id: row.user_id }, { projection: { telegram_id: 1 } }));
      const who = row.user_id === null ? {} : { user_telegram_id: person?.telegram_id ?? null };
      return {
        delivery_id: row._id.toHexString(),
        message_id: row.message_id,
        type: row.type,
        created_at: row.happened_at,
        data: { ...row.data, ...who },
        tries: row.tries,
        url: hook.url,
        secrets: secretsOf(hook, Date.now()),
      };
    },
    async tried({ delivery_id, tries }, posted, dead) {
      await deliveries.updateOne(
        { _id: new ObjectId(delivery_id), state: 'waiting' },
        {
          $set: {
            state: posted.ok ? 'delivered' : dead ? 'dead' : 'waiting',
            tries: tries + 1,
            tried_at: new Date(),
            status: posted.status,
            error: posted.ok ? null : posted.error,
            answer: posted.answer,
          },
        },
      );
    },
    async pauseGone({ webhook_id }) {
      await webhooks.updateOne(
        { _id: new ObjectId(webhook_id), status: 'active' },
        { $set: { status: 'paused', paused_because: 'gone' } },
      );
    },
  };
}

/** By what happened first; `_id` decides between two of one revision. */
const oldest = { sort: { rev: 1, _id: 1 } } as const;
