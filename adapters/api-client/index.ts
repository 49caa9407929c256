import { z } from 'zod';
import type { AdminApi, Asked } from '../../bot/ports.ts';
import { keptSaidSchema, type Said } from '../../contracts/api/conversations.ts';
import {
  type InboundText,
  type Reachability,
  storedCommandSchema,
  storedTextSchema,
} from '../../contracts/api/gateway.ts';
import { identityAnswerSchema } from '../../contracts/api/identity.ts';
import {
  groupCodeAnswerSchema,
  type TopicSaid,
  type TopicState,
  topicSaidAnswerSchema,
} from '../../contracts/api/staff-group.ts';
import type { Health } from '../../runtime/health.ts';
import { type Answered, type ApiSettings, createCall } from './call.ts';

export type ApiClient = AdminApi & { health(): Promise<Health> };

/** The admin service as the bot sees it. */
export function createApiClient(settings: ApiSettings, botId: number): ApiClient {
  const call = createCall(settings);
  return {
    identity: async (telegramId) =>
      mapped(
        await call('GET', `/api/users?telegram_id=${telegramId}`, identityAnswerSchema),
        ({ user }) => user,
      ),
    storeText: async (text) => {
      const body: InboundText = { bot_id: botId, ...text };
      return mapped(await call('POST', '/api/inbound-texts', storedTextSchema, body), ({ id }) => id);
    },
    storeSaid: async (said) => {
      const body: Said = { bot_id: botId, ...said };
      return mapped(
        await call('POST', '/api/conversations/messages', keptSaidSchema, body),
        ({ kept }) => kept && { message_id: kept.message_id },
      );
    },
    connectGroup: async (code) => call('POST', '/api/staff-group', groupCodeAnswerSchema, code),
    groupLost: async (lost) =>
      mapped(await call('POST', '/api/staff-group/lost', z.unknown(), lost), () => undefined),
    storeTopicSaid: async (said) => {
      const body: TopicSaid = { bot_id: botId, ...said };
      return call('POST', '/api/staff-group/answers', topicSaidAnswerSchema, body);
    },
    topicState: async (state) => {
      const body: TopicState = { bot_id: botId, ...state };
      return mapped(await call('POST', '/api/staff-group/topics', z.unknown(), body), () => undefined);
    },
    reachability: async (change) => {
      const body: Reachability = change;
      const told = await call('POST', '/api/reachability', z.unknown(), body);
      // Whether a stranger can be written to is nobody's concern.
      if (told.asked === 'refused' && told.code === 'unknown_user') return { asked: 'ok', value: undefined };
      return mapped(told, () => undefined);
    },
    storeCommand: async (command) =>
      mapped(
        await call('POST', '/api/broadcasts/commands', storedCommandSchema, command),
        ({ broadcast_id }) => broadcast_id,
      ),
    async health() {
      const answer = await call('GET', '/healthz', z.unknown());
      return answer.asked === 'ok' ? { ok: true } : { ok: false, detail: answer.reason };
    },
  };
}

const mapped = <A, B>(answer: Answered<A>, map: (value: A) => B): Asked<B> =>
  answer.asked === 'ok' ? { asked: 'ok', value: map(answer.value) } : answer;
