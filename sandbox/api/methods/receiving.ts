import type { Bot, Webhook } from '../../state/types.ts';
import type { Json } from '../../state/wire.ts';
import { type Context, type Methods, told } from '../context.ts';
import { ApiError, badRequest, tooMany } from '../errors.ts';
import { parseJson } from '../params.ts';

const updateTypes: ReadonlySet<string> = new Set([
  'message',
  'edited_message',
  'channel_post',
  'edited_channel_post',
  'business_connection',
  'business_message',
  'edited_business_message',
  'deleted_business_messages',
  'message_reaction',
  'message_reaction_count',
  'inline_query',
  'chosen_inline_result',
  'callback_query',
  'shipping_query',
  'pre_checkout_query',
  'purchased_paid_media',
  'poll',
  'poll_answer',
  'my_chat_member',
  'chat_member',
  'chat_join_request',
  'chat_boost',
  'removed_chat_boost',
  'guest_message',
  'managed_bot',
  'subscription',
  'stopped_message_generation',
]);

/** The list sticks until another is given; an empty one means the default again. */
function rememberAllowed({ bot, params }: Context): void {
  const list = parseJson(params.text('allowed_updates'));
  if (!Array.isArray(list)) return;
  const names = list.filter((name) => typeof name === 'string').map((name) => name.toLowerCase());
  const known = names.filter((name) => updateTypes.has(name));
  bot.allowed = known.length > 0 ? known : null;
}

const nextWebhookAt = new WeakMap<Bot, number>();

function setWebhook(context: Context) {
  const { bot, params, kit } = context;
  const url = params.text('url');
  if (url === '') return deleteWebhook(context);
  const now = kit.world.clock.now();
  if (now < (nextWebhookAt.get(bot) ?? 0)) throw tooMany(1);
  nextWebhookAt.set(bot, now + 1000);
  const hook = readWebhook(context, url);
  const same =
    bot.webhook?.url === hook.url &&
    bot.webhook.secret === hook.secret &&
    bot.webhook.maxConnections === hook.maxConnections &&
    bot.webhook.ipAddress === hook.ipAddress;
  rememberAllowed(context);
  if (params.flag('drop_pending_updates')) bot.updates = [];
  else if (same) return told(true, 'Webhook is already set');
  bot.webhook = hook;
  kit.delivery.webhookChanged(bot);
  return told(true, 'Webhook was set');
}

function readWebhook({ params }: Context, url: string): Webhook {
  const full = url.includes('://') ? url : `https://${url}`;
  if (!URL.canParse(full) || !/^https?:$/.test(new URL(full).protocol))
    throw badRequest('invalid webhook URL specified');
  const secret = params.text('secret_token');
  if (secret.length > 256) throw badRequest('secret token is too long');
  if (!/^[\w-]*$/.test(secret)) throw badRequest('secret token contains unallowed characters');
  return {
    url: full,
    secret,
    maxConnections: params.integer('max_connections', 40, 1, 100),
    ipAddress: params.text('ip_address'),
  };
}

function deleteWebhook({ bot, params, kit }: Context) {
  if (params.flag('drop_pending_updates')) bot.updates = [];
  if (!bot.webhook) return told(true, 'Webhook is already deleted');
  bot.webhook = null;
  kit.delivery.webhookChanged(bot);
  return told(true, 'Webhook was deleted');
}

function webhookInfo({ bot }: Context): Json {
  const { webhook } = bot;
  return {
    url: webhook?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: bot.updates.length,
    ...(webhook && {
      max_connections: webhook.maxConnections,
      ...(webhook.ipAddress && { ip_address: webhook.ipAddress }),
      ...(webhook.lastErrorDate !== undefined && {
        last_error_date: webhook.lastErrorDate,
        last_error_message: webhook.lastError ?? '',
      }),
    }),
    ...(bot.allowed && { allowed_updates: bot.allowed }),
  };
}

export const receiving: Methods = {
  getupdates(context) {
    const { bot, params, kit, hungUp } = context;
    if (bot.webhook)
      throw new ApiError(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    const request = {
      offset: params.integer('offset'),
      limit: params.integer('limit', 100, 1, 100),
      timeoutS: params.integer('timeout', 0, 0, 50),
    };
    rememberAllowed(context);
    return kit.delivery.poller(bot).poll(request, hungUp);
  },
  setwebhook: setWebhook,
  deletewebhook: deleteWebhook,
  getwebhookinfo: webhookInfo,
};
