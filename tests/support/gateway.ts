import type { History } from '@temporalio/common/lib/proto-utils.js';
import { type ChannelModel, connect } from 'amqplib';
import { openTemporal, type TemporalClient } from '../../adapters/temporal/connect.ts';
import { prepareNamespace } from '../../adapters/temporal/namespace.ts';
import { createBot } from '../../bot/main.ts';
import { loadBotConfig } from '../../config/load.ts';
import type { Identity } from '../../contracts/api/identity.ts';
import {
  deadQueueOf,
  delayQueueOf,
  exchange,
  queues,
  retryAfterMs,
} from '../../contracts/events/topology.ts';
import { bookingWorkflowId, type Tap } from '../../contracts/workflows/booking.ts';
import type { RequestInput } from '../../contracts/workflows/request.ts';
import { eventId, userId } from '../../core/shared/ids.ts';
import { createLog } from '../../runtime/log.ts';
import { type SandboxPerson, type StartedSandbox, startSandbox } from '../../sandbox/driver/index.ts';
import { TestAdminApi } from './admin-api.ts';
import { freePort } from './free-port.ts';
import { ownName, patientRedisUrl, serviceUrl } from './services.ts';
import { TcpProxy } from './tcp-proxy.ts';
import { waitFor } from './wait.ts';

export const botToken = '1001:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc';
export const webhookSecret = 'the-secret-of-the-tests';
export const event = eventId('0123456789abcdef01234567');
export const otherEvent = eventId('fedcba987654321001234567');

const hexOf = (telegramId: number) => telegramId.toString(16).padStart(24, '0');
export const userOf = (telegramId: number) => userId(hexOf(telegramId));

export const identity = (telegram_id: number, more: Partial<Identity> = {}): Identity => ({
  user_id: userOf(telegram_id),
  telegram_id,
  roles: ['candidate'],
  allowed: true,
  lang: null,
  language_code: null,
  waits_for_reason: null,
  events: [{ event_id: event, open: true, active_booking: false }],
  ...more,
});

export type Signal = { name: string; tap: Tap };

/** The bot role against real Temporal, RabbitMQ and Redis through wires that can be cut, an emulated Telegram, and people a test makes up. */
export class GatewayUnderTest {
  readonly api = new TestAdminApi();
  readonly temporalWire = new TcpProxy(serviceUrl('TEMPORAL_ADDRESS'));
  readonly rabbitWire = new TcpProxy(serviceUrl('AMQP_URL'));
  readonly redisWire = new TcpProxy(serviceUrl('REDIS_URL'));
  readonly own = ownName('gateway');
  readonly lines: Record<string, unknown>[] = [];
  /** Past the wire: what a test sees does not depend on what it broke. */
  temporal!: TemporalClient;
  telegram!: StartedSandbox;
  broker!: ChannelModel;
  port = 0;
  #roleEnv: Record<string, string> = {};
  /** By run: what a run was started with never changes, and whoever waits asks for all of them again and again. */
  readonly #inputs = new Map<string, RequestInput>();
  #stop: () => Promise<void> = async () => undefined;

  async start(mode: 'polling' | 'webhook'): Promise<void> {
    await Promise.all([this.temporalWire.mend(), this.rabbitWire.mend(), this.redisWire.mend()]);
    const bots = [{ token: botToken, username: 'zapis_test_bot', name: 'Zapis' }];
    this.telegram = await startSandbox({ bots, validate: true, ceilings: false });
    this.broker = await connect(serviceUrl('AMQP_URL'));
    this.port = await freePort();
    const env = await this.#env(mode);
    this.#roleEnv = env;
    const config = loadBotConfig(env);
    this.temporal = openTemporal({ ...config, TEMPORAL_ADDRESS: serviceUrl('TEMPORAL_ADDRESS') });
    // The server knows a new namespace a moment later.
    await waitFor('a namespace', async () => {
      await prepareNamespace(this.temporal.connection, this.own);
      return (await this.temporal.health()).ok || undefined;
    });
    const log = createLog({ level: 'info', destination: this.#lines() });
    const role = createBot(config, log);
    await role.start();
    this.#stop = () => role.stop();
    await waitFor('a gateway that is ready', async () => {
      const response = await fetch(`http://127.0.0.1:${this.port}/readyz`);
      return response.status === 200 || undefined;
    });
  }

  /** A second replica of the role beside the first; answers how to stop it. */
  async startAnother(): Promise<() => Promise<void>> {
    const config = loadBotConfig({ ...this.#roleEnv, BOT_PORT: '0' });
    const role = createBot(config, createLog({ level: 'info', destination: this.#lines() }));
    await role.start();
    return () => role.stop();
  }

  async #env(mode: 'polling' | 'webhook'): Promise<Record<string, string>> {
    const url = (text: string, port: number) => {
      const made = new URL(text);
      made.hostname = '127.0.0.1';
      made.port = String(port);
      return made.href;
    };
    return {
      ZAPIS_ENV: 'test',
      TEMPORAL_ADDRESS: `127.0.0.1:${this.temporalWire.port}`,
      TEMPORAL_NAMESPACE: this.own,
      AMQP_URL: url(serviceUrl('AMQP_URL'), this.rabbitWire.port),
      AMQP_PREFIX: `${this.own}.`,
      REDIS_URL: url(patientRedisUrl(), this.redisWire.port),
      REDIS_PREFIX: `${this.own}:`,
      BOT_PORT: String(this.port),
      BOT_TOKEN: botToken,
      TELEGRAM_API_ROOT: this.telegram.url,
      API_URL: await this.api.start(),
      API_TOKEN: this.api.token,
      ...(mode === 'webhook'
        ? {
            PUBLIC_URL: `http://127.0.0.1:${this.port}`,
            WEBHOOK_SECRET: `${webhookSecret},the-secret-before-that`,
          }
        : {}),
    };
  }

  #lines(): NodeJS.WritableStream {
    const write = (text: string) => void this.lines.push(JSON.parse(text) as Record<string, unknown>);
    return { write } as unknown as NodeJS.WritableStream;
  }

  async stop(): Promise<void> {
    await this.#stop();
    await this.api.stop();
    const channel = await this.broker.createChannel();
    for (const { name } of queues) {
      const parts = [name, deadQueueOf(name), ...retryAfterMs.map((ms) => delayQueueOf(name, ms))];
      for (const part of parts) await channel.deleteQueue(`${this.own}.${part}`);
    }
    await channel.deleteExchange(`${this.own}.${exchange}`);
    await this.broker.close();
    await this.temporal.close();
    await Promise.all([this.temporalWire.cut(), this.rabbitWire.cut(), this.redisWire.cut()]);
    await this.telegram.close();
  }

  /** Somebody whose chat with the bot has a message with a button in it. */
  async person(more: Partial<Identity> | 'stranger' = {}): Promise<SandboxPerson> {
    const person = await this.telegram.sandbox.person('Ann', { language_code: 'en' });
    if (more !== 'stranger') this.api.people.set(person.id, identity(person.id, more));
    await person.sends('/privacy');
    await this.requestsOf(person, (all) => all.length === 1);
    await this.say(person.id);
    return person;
  }

  async say(chatId: number): Promise<void> {
    const keyboard = { inline_keyboard: [[{ text: 'Sign Up', callback_data: 'x' }]] };
    await fetch(`${this.telegram.url}/bot${botToken}/sendMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ chat_id: chatId, text: 'An interview', reply_markup: keyboard }),
    });
  }

  /** What one person's workflow of one event was told, in order. */
  async signals(telegramId: number, of = event): Promise<Signal[]> {
    try {
      const handle = this.temporal.client.workflow.getHandle(bookingWorkflowId(of, userOf(telegramId)));
      return signalsIn(await handle.fetchHistory());
    } catch {
      return [];
    }
  }

  untilSignals(person: { id: number }, count: number, of = event): Promise<Signal[]> {
    return waitFor(`${count} signals`, async () => {
      const found = await this.signals(person.id, of);
      return found.length >= count ? found : undefined;
    });
  }

  async requestsOf(
    person: { id: number },
    enough: (all: RequestInput[]) => boolean,
  ): Promise<RequestInput[]> {
    return waitFor('requests', async () => {
      const mine = (await this.requests()).filter((one) => one.chat_id === person.id);
      return enough(mine) ? mine : undefined;
    });
  }

  async requests(): Promise<RequestInput[]> {
    const found: RequestInput[] = [];
    for await (const one of this.temporal.client.workflow.list({
      query: "WorkflowType = 'requestWorkflow'",
    })) {
      const input = this.#inputs.get(one.runId) ?? (await this.#inputOf(one.workflowId));
      this.#inputs.set(one.runId, input);
      found.push(input);
    }
    return found.sort((a, b) => a.update_id - b.update_id);
  }

  async #inputOf(workflowId: string): Promise<RequestInput> {
    const { events } = await this.temporal.client.workflow.getHandle(workflowId).fetchHistory();
    const input = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0]?.data;
    return JSON.parse(Buffer.from(input ?? []).toString('utf8')) as RequestInput;
  }

  /** Messages that stand ready in one of the gateway's queues. */
  async count(queue: string): Promise<number> {
    const channel = await this.broker.createChannel();
    const { messageCount } = await channel.checkQueue(`${this.own}.${queue}`);
    await channel.close();
    return messageCount;
  }

  fates(fate: string): Record<string, unknown>[] {
    return this.lines.filter((line) => line['audit'] === 'update' && line['fate'] === fate);
  }

  post(body: string, secret: string | undefined): Promise<Response> {
    return fetch(`http://127.0.0.1:${this.port}/tg/webhook`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': secret }),
      },
      body,
    });
  }
}

function signalsIn(history: History): Signal[] {
  return (history.events ?? []).flatMap(({ workflowExecutionSignaledEventAttributes: signal }) => {
    const data = signal?.input?.payloads?.[0]?.data;
    if (!signal?.signalName || !data) return [];
    return [{ name: signal.signalName, tap: JSON.parse(Buffer.from(data).toString('utf8')) as Tap }];
  });
}
