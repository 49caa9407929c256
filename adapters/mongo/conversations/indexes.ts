import type { Index } from '../indexes.ts';

const messages = 'conversation_messages';

export const conversationIndexes: readonly Index[] = [
  {
    collection: messages,
    keys: { key: 1 },
    options: { name: 'one_message_per_key', unique: true },
    guards: 'a repeated update, or a form sent twice, would be a second message',
  },
  {
    collection: messages,
    keys: { user_id: 1, seq: 1 },
    options: { name: 'messages_of_person', unique: true },
    guards: 'two messages of one conversation could stand at the same place',
  },
  {
    collection: messages,
    keys: { user_id: 1, chat_message_id: 1 },
    options: { name: 'messages_by_place_in_chat' },
    guards: 'what somebody edited is looked for in everything they ever said',
  },
  {
    collection: messages,
    keys: { unsent_to: 1 },
    options: { name: 'unsent_messages', sparse: true },
    guards: 'the next answer to one person is looked for in everything ever said',
  },
  {
    collection: messages,
    keys: { uncarried: 1 },
    options: { name: 'uncarried_messages', sparse: true },
    guards: 'what is to be carried into a topic is looked for in everything ever said',
  },
  {
    collection: 'conversations',
    keys: { 'topic.chat_id': 1, 'topic.thread_id': 1 },
    options: { name: 'conversations_by_topic', sparse: true },
    guards: 'whose topic somebody wrote in is looked for in every conversation there ever was',
  },
  {
    collection: 'staff_groups',
    keys: { chat_id: 1 },
    options: { name: 'one_company_per_group', unique: true, sparse: true },
    guards: 'what is said in a group could be an answer to people of two companies',
  },
  {
    collection: 'conversations',
    keys: { company_id: 1, last_at: -1 },
    options: { name: 'conversations_of_company' },
    guards: 'the inbox reads and sorts every conversation there is',
  },
  {
    collection: 'conversations',
    keys: { company_id: 1, status: 1, last_at: -1 },
    options: { name: 'open_conversations_of_company' },
    guards: 'the inbox looks for the few that are open among all there ever were',
  },
  {
    collection: 'conversations',
    keys: { company_id: 1, waiting_since: 1 },
    options: {
      name: 'who_waits_for_an_answer',
      partialFilterExpression: { waiting_since: { $type: 'date' } },
    },
    guards: 'every page of the panel counts who waits among all who ever wrote',
  },
  {
    collection: messages,
    keys: { company_id: 1, at: -1 },
    options: { name: 'said_in_company' },
    guards: 'looking for words reads what was said to other companies, too',
  },
  {
    collection: 'ready_answers',
    keys: { company_id: 1 },
    options: { name: 'ready_answers_of_company' },
    guards: 'an answer is chosen among those of all companies',
  },
  {
    collection: 'conversations',
    keys: { waiting_since: 1 },
    options: { name: 'conversations_that_wait' },
    guards: 'what lies before a plugged-in worker is looked after in every conversation there ever was',
  },
  {
    collection: 'conversations',
    keys: { changed_at: 1 },
    options: { name: 'conversations_with_unanswered_edit', sparse: true },
    guards:
      'the edits that lie before plugged-in workers are looked for in every conversation there ever was',
  },
  {
    collection: 'conversations',
    keys: { relayed_at: 1 },
    options: { name: 'conversations_with_worker', sparse: true },
    guards: 'whose answers are to be read is looked for in every conversation there ever was',
  },
  {
    collection: messages,
    keys: { at: 1 },
    options: { name: 'said_by_age' },
    guards: 'pruning old conversations reads all of them every night',
  },
];
