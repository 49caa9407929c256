import { type Collection, type Db, type Filter, ObjectId } from 'mongodb';
import type { Webhooks } from '../../../admin/ports/webhooks.ts';
import type { DeliveryBody, WebhookBody, WebhookType } from '../../../contracts/api/webhooks.ts';
import type { WakeLane } from '../../temporal/webhook-lanes.ts';
import { newWebhookSecret } from '../../webhooks/sign.ts';
import type { WebhookDeliveryDoc, WebhookDoc } from '../documents/webhook.ts';
import { webhookCollections } from '../webhooks/deliveries.ts';
import { pageOf } from './page.ts';

const most = 20;
/** Time to give the new one to every receiver. */
const oldSecretSignsMs = 24 * 60 * 60_000;

type Neighbours = {
  readonly wake: WakeLane;
  /** Whether anything may be sent there. */
  readonly mayTarget: (url: string) => Promise<boolean>;
};

export function createApiWebhooks(db: Db, { wake, mayTarget }: Neighbours): Webhooks {
  const { webhooks, deliveries } = webhookCollections(db);
  const theirs = (company: string, id: string) => ({ _id: new ObjectId(id), company_id: company });
  /** Of each subject once: a run sends all that waits for it. */
  const wakeWaiting = async (webhook_id: string) => {
    const waiting = { webhook_id: new ObjectId(webhook_id), state: 'waiting' as const };
    for (const subject of await deliveries.distinct('subject', waiting))
      await wake({ webhook_id, subject }, true);
  };
  return {
    async page(company, page) {
      const found = await pageOf(webhooks, { company_id: company }, page);
      return { ...found, rows: found.rows.map(bodyOf) };
    },
    async byId(company, id) {
      const row = await webhooks.findOne(theirs(company, id));
      return row ? bodyOf(row) : undefined;
    },
    async create(company, { url, types, description }) {
      if ((await webhooks.countDocuments({ company_id: company })) >= most)
        return { refused: 'too_many_webhooks' };
      if (!(await mayTarget(url))) return { refused: 'target_refused' };
      const row: WebhookDoc = {
        _id: new ObjectId(),
        company_id: company,
        url,
        types: [...new Set(types)],
        description: description ?? null,
        secret: newWebhookSecret(),
        status: 'active',
        paused_because: null,
        created_at: new Date(),
      };
      await webhooks.insertOne(row);
      return { webhook: bodyOf(row), secret: row.secret };
    },
    async change(company, id, edit) {
      if (edit.url !== undefined && !(await mayTarget(edit.url))) return { refused: 'target_refused' };
      const given = Object.fromEntries(Object.entries(edit).filter(([, value]) => value !== undefined));
      const $set = { ...given, ...(edit.status === undefined ? {} : { paused_because: null }) };
      const row = await webhooks.findOneAndUpdate(theirs(company, id), { $set }, { returnDocument: 'after' });
      if (!row) return undefined;
      if (edit.status === 'active') await wakeWaiting(id);
      return bodyOf(row);
    },
    rotate: (company, id) => rotateSecret(webhooks, theirs(company, id)),
    async remove(company, id) {
      const { deletedCount } = await webhooks.deleteOne(theirs(company, id));
      if (deletedCount > 0) await deliveries.deleteMany({ webhook_id: new ObjectId(id) });
      return deletedCount > 0;
    },
    async deliveries(id, { state, ...page }) {
      const wanted = { webhook_id: new ObjectId(id), ...(state === undefined ? {} : { state }) };
      const found = await pageOf(deliveries, wanted, page);
      return { ...found, rows: found.rows.map(deliveryOf) };
    },
    async replay(id, from, onlyDead) {
      const wanted = {
        webhook_id: new ObjectId(id),
        created_at: { $gte: new Date(from) },
        state: { $in: onlyDead ? (['dead'] as const) : (['dead', 'delivered'] as const) },
      };
      const { modifiedCount } = await deliveries.updateMany(wanted, { $set: { state: 'waiting', tries: 0 } });
      // All that waits: a replay that was cut off here goes on when it is asked for again.
      await wakeWaiting(id);
      return modifiedCount;
    },
  };
}

async function rotateSecret(
  webhooks: Collection<WebhookDoc>,
  theirs: Filter<WebhookDoc>,
): ReturnType<Webhooks['rotate']> {
  const was = await webhooks.findOne(theirs, { projection: { secret: 1 } });
  if (!was) return undefined;
  const secret = newWebhookSecret();
  const until = new Date(Date.now() + oldSecretSignsMs);
  // Of two at once the second finds another secret than it read: it begins anew with that one as the old.
  const row = await webhooks.findOneAndUpdate(
    { ...theirs, secret: was.secret },
    { $set: { secret, old_secret: { secret: was.secret, until } } },
    { returnDocument: 'after' },
  );
  return row
    ? { webhook: bodyOf(row), secret, old_until: until.toISOString() }
    : rotateSecret(webhooks, theirs);
}

const bodyOf = (row: WebhookDoc): WebhookBody => ({
  webhook_id: row._id.toHexString(),
  url: row.url,
  types: row.types as WebhookType[],
  description: row.description,
  status: row.status,
  paused_because: row.paused_because,
  created_at: row.created_at.toISOString(),
});

const deliveryOf = (row: WebhookDeliveryDoc): DeliveryBody => ({
  delivery_id: row._id.toHexString(),
  message_id: row.message_id,
  type: row.type,
  subject: row.subject,
  rev: row.rev,
  state: row.state,
  tries: row.tries,
  created_at: row.created_at.toISOString(),
  tried_at: row.tried_at?.toISOString() ?? null,
  status: row.status,
  error: row.error,
  answer: row.answer,
});
