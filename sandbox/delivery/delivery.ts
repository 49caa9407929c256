import type { Faults } from '../state/faults.ts';
import type { Bot, StoredUpdate } from '../state/types.ts';
import { makeUpdate, wants } from '../state/updates.ts';
import type { UpdateBody } from '../state/wire.ts';
import type { World } from '../state/world.ts';
import { Poller } from './poller.ts';
import { type CallMethod, WebhookSender } from './webhook.ts';

const heldForMs = 2000;

/** Takes updates as they happen and brings them to bots, by either way. */
export class Delivery {
  private readonly world: World;
  private readonly faults: Faults;
  private readonly pollers = new Map<number, Poller>();
  private readonly senders = new Map<number, WebhookSender>();
  private readonly held = new Map<number, StoredUpdate>();
  private call: CallMethod = () => Promise.resolve();

  constructor(world: World, faults: Faults) {
    this.world = world;
    this.faults = faults;
  }

  /** The way back for a method that a bot puts into its answer to a webhook. */
  onMethodInAnswer(call: CallMethod): void {
    this.call = call;
  }

  push(bot: Bot, body: UpdateBody, options: { lifeMs: number; queue: string }, chat?: number): void {
    const update = makeUpdate(this.world, bot, body, options);
    if (!update) return;
    const fault = this.faults.forUpdate({ method: update.type, bot: bot.id, chat });
    if (fault?.kind === 'reorder_update') {
      this.held.set(bot.id, update);
      this.world.clock.after(fault.ms ?? heldForMs, () => this.release(bot));
      return;
    }
    bot.updates.push(update);
    // The same update twice, under one id, as Telegram repeats it after a lost answer.
    if (fault?.kind === 'duplicate_update') bot.updates.push({ ...update });
    this.release(bot);
    this.wake(bot);
  }

  private release(bot: Bot): void {
    const held = this.held.get(bot.id);
    if (!held) return;
    this.held.delete(bot.id);
    if (wants(bot, held.type)) bot.updates.push(held);
    this.wake(bot);
  }

  poller(bot: Bot): Poller {
    const known = this.pollers.get(bot.id);
    if (known) return known;
    const fresh = new Poller(this.world, bot);
    this.pollers.set(bot.id, fresh);
    return fresh;
  }

  /** Called after a bot's webhook was set or removed. */
  webhookChanged(bot: Bot): void {
    this.senders.get(bot.id)?.stop();
    this.senders.delete(bot.id);
    if (!bot.webhook) return;
    this.poller(bot).endWaiting('terminated by setWebhook request');
    this.senders.set(bot.id, new WebhookSender(this.world, bot, bot.webhook, this.call));
    this.wake(bot);
  }

  start(): void {
    for (const bot of this.world.bots.values()) if (bot.webhook) this.webhookChanged(bot);
  }

  stop(): void {
    for (const sender of this.senders.values()) sender.stop();
    for (const poller of this.pollers.values()) poller.stop();
    this.senders.clear();
    this.pollers.clear();
    this.held.clear();
  }

  private wake(bot: Bot): void {
    this.senders.get(bot.id)?.pump();
    this.poller(bot).wake();
  }
}
