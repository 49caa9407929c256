import type { Webhooks } from '../ports/webhooks.ts';
import type { AuditWriter } from '../ports.ts';
import { before, note, readable } from './acts.ts';
import { type Asked, companyOf, type Handler } from './handler.ts';
import { listed } from './users.ts';

type WebhooksDeps = { readonly webhooks: Webhooks; readonly audit: AuditWriter };

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
  ({ webhooks: store, audit }: WebhooksDeps): Handler<'createWebhook'> =>
  async (asked) => {
    const made = await store.create(companyOf(asked), asked.body);
    if ('refused' in made) return { problem: made.refused };
    const { webhook_id: target, url, types } = made.webhook;
    const after = readable({ url, types });
    await note(audit, asked, { what: 'webhook.created', target, title: new URL(url).host, after });
    return { body: made };
  };

export const changeWebhook =
  ({ webhooks: store, audit }: WebhooksDeps): Handler<'changeWebhook'> =>
  async (asked) => {
    const was = await found(store, asked);
    const changed = was && (await store.change(companyOf(asked), was.webhook_id, asked.body));
    if (!changed) return { problem: 'unknown_webhook' };
    if ('refused' in changed) return { problem: changed.refused };
    const { webhook_id: target, url } = changed;
    const values = { before: before(was, asked.body), after: before(changed, asked.body) };
    await note(audit, asked, { what: 'webhook.changed', target, title: new URL(url).host, ...values });
    return { body: changed };
  };

export const rotateWebhookSecret =
  ({ webhooks: store, audit }: WebhooksDeps): Handler<'rotateWebhookSecret'> =>
  async (asked) => {
    const made = await store.rotate(companyOf(asked), asked.params.webhook_id);
    if (!made) return { problem: 'unknown_webhook' };
    const { webhook_id: target, url } = made.webhook;
    await note(audit, asked, { what: 'webhook.secret_changed', target, title: new URL(url).host });
    return { body: made };
  };

export const removeWebhook =
  ({ webhooks: store, audit }: WebhooksDeps): Handler<'removeWebhook'> =>
  async (asked) => {
    const was = await found(store, asked);
    if (!was || !(await store.remove(companyOf(asked), was.webhook_id)))
      return { problem: 'unknown_webhook' };
    const title = new URL(was.url).host;
    await note(audit, asked, { what: 'webhook.removed', target: was.webhook_id, title });
    return { body: { removed: true } };
  };

export const webhookDeliveries =
  (store: Webhooks): Handler<'webhookDeliveries'> =>
  async (asked) => {
    const webhook = await found(store, asked);
    if (!webhook) return { problem: 'unknown_webhook' };
    return { body: listed(await store.deliveries(webhook.webhook_id, asked.query)) };
  };

export const replayWebhook =
  ({ webhooks: store, audit }: WebhooksDeps): Handler<'replayWebhook'> =>
  async (asked) => {
    const webhook = await found(store, asked);
    if (!webhook) return { problem: 'unknown_webhook' };
    const from = Date.parse(asked.body.from);
    const deliveries = await store.replay(webhook.webhook_id, from, asked.body.only === 'dead');
    const act = { target: webhook.webhook_id, title: new URL(webhook.url).host, after: { deliveries } };
    await note(audit, asked, { what: 'webhook.replayed', ...act });
    return { body: { deliveries } };
  };
