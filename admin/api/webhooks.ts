import type { Webhooks } from '../ports/webhooks.ts';
import { type Asked, companyOf, type Handler } from './handler.ts';
import { listed } from './users.ts';

export const webhooks =
  (store: Webhooks): Handler<'webhooks'> =>
  async (asked) => ({ body: listed(await store.page(companyOf(asked), asked.query)) });

const found = (store: Webhooks, asked: Pick<Asked<'oneWebhook'>, 'params' | 'company'>) =>
  store.byId(companyOf(asked), asked.params.webhook_id);

export const oneWebhook =
  (store: Webhooks): Handler<'oneWebhook'> =>
  async (asked) => {
    const webhook = await found(store, asked);
    return webhook ? { body: webhook } : { problem: 'unknown_webhook' };
  };

export const createWebhook =
  (store: Webhooks): Handler<'createWebhook'> =>
  async (asked) => {
    const made = await store.create(companyOf(asked), asked.body);
    return 'refused' in made ? { problem: made.refused } : { body: made };
  };

export const changeWebhook =
  (store: Webhooks): Handler<'changeWebhook'> =>
  async (asked) => {
    const changed = await store.change(companyOf(asked), asked.params.webhook_id, asked.body);
    if (!changed) return { problem: 'unknown_webhook' };
    return 'refused' in changed ? { problem: changed.refused } : { body: changed };
  };

export const removeWebhook =
  (store: Webhooks): Handler<'removeWebhook'> =>
  async (asked) =>
    (await store.remove(companyOf(asked), asked.params.webhook_id))
      ? { body: { removed: true } }
      : { problem: 'unknown_webhook' };

export const webhookDeliveries =
  (store: Webhooks): Handler<'webhookDeliveries'> =>
  async (asked) => {
    const webhook = await found(store, asked);
    if (!webhook) return { problem: 'unknown_webhook' };
    return { body: listed(await store.deliveries(webhook.webhook_id, asked.query)) };
  };

export const replayWebhook =
  (store: Webhooks): Handler<'replayWebhook'> =>
  async (asked) => {
    const webhook = await found(store, asked);
    if (!webhook) return { problem: 'unknown_webhook' };
    const from = Date.parse(asked.body.from);
    return { body: { deliveries: await store.replay(webhook.webhook_id, from, asked.body.only === 'dead') } };
  };
