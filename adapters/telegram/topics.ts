import type { TopicMessenger } from '../../activities/conversations/topic-ports.ts';
import type { Lane, Limit, Made, NotDone } from '../../activities/messaging/ports.ts';
import type { Call } from './gateway.ts';
import { done, made, noToken, textOf } from './messenger.ts';

/** Topics of a group, by the same gateway as everything else. */
export const createTopicMessenger = (call: Call | undefined): TopicMessenger => ({
  async create(chat, name, limit) {
    if (!call) return noToken;
    const answer = await call('createForumTopic', { chat_id: chat, name }, forPerson(limit));
    return answer.kind === 'ok' ? { kind: 'ok', message_id: answer.result.message_thread_id } : answer;
  },
  async say(chat, thread, message, limit) {
    if (!call) return noToken;
    const payload = { chat_id: chat, message_thread_id: thread, ...textOf(message) };
    const answer = await call('sendMessage', payload, forPerson(limit));
    if (answer.kind !== 'ok' || answer.result.message_thread_id === thread) return made(answer);
    return strayed(call, chat, answer.result.message_id, limit);
  },
  async copy({ chat_id, thread_id }, from, limit) {
    if (!call) return noToken;
    const place = thread_id === null ? { chat_id } : { chat_id, message_thread_id: thread_id };
    const which = { from_chat_id: from.chat_id, message_id: from.message_id };
    return made(await call('copyMessage', { ...place, ...which }, forPerson(limit)));
  },
  async setClosed(chat, thread, closed, limit) {
    if (!call) return noToken;
    const method = closed ? 'closeForumTopic' : 'reopenForumTopic';
    return done(await call(method, { chat_id: chat, message_thread_id: thread }, forPerson(limit)));
  },
  async remove(chat, thread, limit) {
    if (!call) return noToken;
    const which = { chat_id: chat, message_thread_id: thread };
    return done(await call('deleteForumTopic', which, forPerson(limit)));
  },
});

/** Telegram has been seen putting what was sent to a deleted topic into General: it is taken away, and the topic is gone. */
async function strayed(call: Call, chat: number, message: number, limit: Limit): Promise<Made> {
  await call('deleteMessage', { chat_id: chat, message_id: message }, forPerson(limit));
  const gone: NotDone = { kind: 'gone' };
  return gone;
}

const forPerson = (limit: Limit): Limit & { lane: Lane } => ({ lane: 'person', ...limit });
